package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * A comment on a message of a community's announcement group.
 *
 * @param target the message
 * @param text the comment
 */
public record CommentContent(MessageKey target, String text) implements AddOnContent {
    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "CommentContent";
    }
}
