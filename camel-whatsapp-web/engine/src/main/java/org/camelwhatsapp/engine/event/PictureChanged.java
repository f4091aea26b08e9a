package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * The picture of a user or a group changed.
 *
 * @param subject whose
 * @param pictureId names the new one; null when it was taken away, and when it is the account's own, of which it is not told
 * @param author who changed a group's picture, or null
 * @param timestamp when
 */
public record PictureChanged(
        Jid subject, @Nullable String pictureId, @Nullable Jid author, Instant timestamp) implements Event {}
