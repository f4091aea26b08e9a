package org.camelwhatsapp.engine.group;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** What a notification says about a change, in the server's words. Lenient, as new kinds come all the time. */
final class GroupChanges {
    private static final int MAX_DETAILS = 32;
    private static final int MAX_TEXT = 4_096;

    private GroupChanges() {}

    /** The new subject, description or mode, or null for changes without one. */
    static @Nullable String text(Node change) {
        Node body = change.child("body");
        Node join = change.child("group_join");
        String text = change.attr("subject");
        if (text == null && body != null) {
            text = body.text();
        }
        if (text == null && join != null) {
            text = join.attr("state");
        }
        if (text == null && change.is("invite")) {
            text = change.attr("code");
        }
        if (text == null && change.hasContent() && change.children().isEmpty()) {
            text = change.text();
        }
        return text == null || text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    /** The attributes of the change, of at most 32. */
    static Map<String, String> details(Node change) {
        Map<String, String> details = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(change.attributeCount(), MAX_DETAILS); i++) {
            details.put(change.attributeName(i), change.attributeValue(i).toString());
        }
        return Map.copyOf(details);
    }
}
