package org.camelwhatsapp.engine.event;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Another device of the account changed a setting of a chat.
 *
 * @param chat which
 * @param setting what
 * @param on whether it is so now
 * @param until when the muting ends; null when it does not, and for other settings
 * @param timestamp when, as that device says
 */
public record ChatChanged(
        Jid chat, Setting setting, boolean on, @Nullable Instant until, Instant timestamp) implements Event {
    /** What there is to set. */
    public enum Setting {
        PINNED,
        MUTED,
        ARCHIVED,
        /** Not so when it was marked as unread. */
        READ,
        /** Shown only after unlocking. */
        LOCKED
    }
}
