package org.camelwhatsapp.simulator.control;

import java.util.List;

/**
 * A field of a command.
 *
 * @param name its name in JSON
 * @param type {@code string}, {@code integer}, {@code boolean} or {@code array} (of strings)
 * @param required whether it must be there
 * @param words the only values it may have; empty for any
 * @param description a sentence
 */
record ControlField(String name, String type, boolean required, List<String> words, String description) {
    static ControlField text(String name, String description) {
        return new ControlField(name, "string", true, List.of(), description);
    }

    static ControlField number(String name, String description) {
        return new ControlField(name, "integer", true, List.of(), description);
    }

    static ControlField list(String name, String description) {
        return new ControlField(name, "array", true, List.of(), description);
    }

    static ControlField word(String name, List<String> words, String description) {
        return new ControlField(name, "string", true, words, description);
    }

    ControlField optional() {
        return new ControlField(name, type, false, words, description);
    }
}
