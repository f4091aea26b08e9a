package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Something about another message that only those can read who have that message: it is encrypted with a secret that came
 * with it. Source: docs/protocol.md, "Add-on secrets".
 */
public sealed interface AddOnContent extends MessageContent
        permits PollVoteContent, EventResponseContent, EventEditContent, CommentContent {
    /** The message it is about. */
    MessageKey target();
}
