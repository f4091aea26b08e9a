package org.camelwhatsapp.engine.group;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Who named and described a group, and which versions of its lists the server counts. Source: docs/protocol.md, "Groups".
 *
 * @param subjectBy who gave the name, or null when not told
 * @param subjectAt when, or null
 * @param descriptionBy who wrote the description, or null
 * @param descriptionAt when, or null
 * @param announcementVersion the server's name for the present state of who may send, or null
 * @param memberVersion the server's name for the present list of members, or null
 */
public record GroupNotes(
        @Nullable Jid subjectBy,
        @Nullable Instant subjectAt,
        @Nullable Jid descriptionBy,
        @Nullable Instant descriptionAt,
        @Nullable String announcementVersion,
        @Nullable String memberVersion) {}
