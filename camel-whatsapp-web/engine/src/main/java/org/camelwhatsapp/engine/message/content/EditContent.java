package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * New text for a message sent before, or below its picture, video or document.
 *
 * @param target the message, one's own
 * @param text what it says now; below a file it may be empty
 */
public record EditContent(MessageKey target, String text) implements MessageContent {
    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "EditContent";
    }
}
