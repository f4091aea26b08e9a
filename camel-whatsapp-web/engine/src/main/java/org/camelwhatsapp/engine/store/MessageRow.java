package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept. Times are milliseconds since 1970, 0 for never.
 *
 * @param id its number, ascending in the order of keeping
 * @param revokedBy who took it back, or null
 * @param starred whether it has a star
 * @param body the latest version, or null when the content is gone
 */
public record MessageRow(
        long id,
        MessageKey key,
        long at,
        String kind,
        MessageStatus status,
        long editedAt,
        long revokedAt,
        @Nullable Jid revokedBy,
        boolean starred,
        byte @Nullable [] body) {
    /** The same row with its body. */
    public MessageRow withBody(byte[] opened) {
        return new MessageRow(id, key, at, kind, status, editedAt, revokedAt, revokedBy, starred, opened);
    }

    public MessageFilter.Place place() {
        return new MessageFilter.Place(at, id);
    }
}
