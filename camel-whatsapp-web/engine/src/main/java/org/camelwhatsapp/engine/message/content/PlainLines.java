package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the lines of a text; empty ones are left out. Not thread-safe. */
final class PlainLines {
    private final List<String> lines = new ArrayList<>();

    void add(@Nullable String line) {
        if (line != null && !line.isBlank()) {
            lines.add(line);
        }
    }

    void gap() {
        if (!lines.isEmpty()) {
            lines.add("");
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
