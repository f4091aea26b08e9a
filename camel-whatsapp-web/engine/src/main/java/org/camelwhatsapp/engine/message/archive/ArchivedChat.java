package org.camelwhatsapp.engine.message.archive;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A chat of the archive.
 *
 * @param chat its address
 * @param alternate the user's other address, or null
 * @param name the best known name, or null
 * @param lastAt when the latest message was there, or null
 * @param unread how many messages of others came since it was read
 * @param archived whether it is put away
 * @param pinned whether it is kept at the top
 * @param muted whether it is silent
 * @param mutedUntil when that ends, or null when it does not
 */
public record ArchivedChat(
        Jid chat,
        @Nullable Jid alternate,
        @Nullable String name,
        @Nullable Instant lastAt,
        int unread,
        boolean archived,
        boolean pinned,
        boolean muted,
        @Nullable Instant mutedUntil) {}
