package org.camelwhatsapp.engine.label;

import java.util.List;

/**
 * A text that people send by typing its shortcut.
 *
 * @param id of the quick reply
 * @param shortcut what one types for it
 * @param text what it says
 * @param keywords by which it is found
 */
public record QuickReply(String id, String shortcut, String text, List<String> keywords) {
    public QuickReply {
        keywords = List.copyOf(keywords);
        if (id.isEmpty() || shortcut.isEmpty() || text.isEmpty()) {
            throw new IllegalArgumentException("a quick reply has an id, a shortcut and a text");
        }
    }

    /** Never prints the text. */
    @Override
    public String toString() {
        return "QuickReply[" + id + "]";
    }
}
