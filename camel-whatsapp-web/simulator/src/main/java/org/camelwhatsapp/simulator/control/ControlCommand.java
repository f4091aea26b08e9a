package org.camelwhatsapp.simulator.control;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of a running simulator.
 *
 * @param name a word, the last part of its path
 * @param description a sentence
 * @param fields what it needs
 * @param action does it; the answer is text, number, list or map, or null for nothing
 */
record ControlCommand(
        String name,
        String description,
        List<ControlField> fields,
        Function<ControlRequest, @Nullable Object> action) {}
