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
 */
public record ArchivedChat(
        Jid chat,
        @Nullable Jid alternate,
        @Nullable String name,
        @Nullable Instant lastAt,
        int unread,
        boolean archived) {}
