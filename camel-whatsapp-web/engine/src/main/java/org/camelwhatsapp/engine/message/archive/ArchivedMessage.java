package org.camelwhatsapp.engine.message.archive;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.jspecify.annotations.Nullable;

/**
 * A message of the archive.
 *
 * @param status how far one's own message got; {@code NONE} for others'
 * @param editedAt when the content was last changed, or null
 * @param revokedAt when it was taken back, or null
 * @param starred whether the account has put a star on it
 * @param content what it says now; null once it was taken back
 * @param details earlier versions and reactions; null in lists
 */
public record ArchivedMessage(
        MessageKey key,
        Instant timestamp,
        String kind,
        MessageStatus status,
        @Nullable Instant editedAt,
        @Nullable Instant revokedAt,
        boolean starred,
        @Nullable MessageContent content,
        @Nullable Details details) {
    /** What hangs on a message: the versions before the one in use, oldest first, and who reacted. */
    public record Details(List<Version> versions, List<Reaction> reactions) {}

    /** A version that an edit replaced. */
    public record Version(Instant timestamp, MessageContent content) {}

    /** One person's reaction. */
    public record Reaction(Jid reactor, Instant timestamp, String emoji) {}
}
