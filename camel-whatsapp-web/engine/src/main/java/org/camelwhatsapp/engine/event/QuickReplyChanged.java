package org.camelwhatsapp.engine.event;

import java.time.Instant;

/**
 * Another device of the account made, changed or deleted a quick reply.
 *
 * @param id of the quick reply
 * @param shortcut what one types for it
 * @param text what it says
 * @param deleted whether it is gone
 * @param timestamp when, as that device says
 */
public record QuickReplyChanged(String id, String shortcut, String text, boolean deleted, Instant timestamp)
        implements Event {
    /** Never prints the text. */
    @Override
    public String toString() {
        return "QuickReplyChanged[" + id + "]";
    }
}
