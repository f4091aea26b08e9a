package org.camelwhatsapp.engine.message;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The server accepted a message.
 *
 * @param id the message id
 * @param chat where it went, as addressed on the wire
 * @param timestamp the server's time
 * @param serverId the place of a post in its newsletter, by which reactions name it; null elsewhere, and for a post that
 *     was accepted under this id before
 */
public record SendResult(
        String id, Jid chat, Instant timestamp, @Nullable Long serverId) {
    /** Not in a newsletter. */
    public SendResult(String id, Jid chat, Instant timestamp) {
        this(id, chat, timestamp, null);
    }
}
