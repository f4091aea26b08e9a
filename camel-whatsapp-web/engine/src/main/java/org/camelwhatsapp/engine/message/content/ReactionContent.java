package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * A reaction to a message.
 *
 * @param target the message
 * @param emoji the reaction; the empty text takes it back
 */
public record ReactionContent(MessageKey target, String emoji) implements MessageContent {
    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ReactionContent";
    }
}
