package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What became known of a chat. Null means nothing is said about it. Times are milliseconds since 1970.
 *
 * @param chat its address
 * @param lastAt a message was there at this time; the latest wins
 * @param unread how many messages were unread at {@code unreadAt}
 * @param unreadAt when that was; a later count wins
 * @param readAt everything up to here is read; the latest wins
 * @param flags what has no order in time
 * @param certain whether the flags replace known ones; else they only fill gaps
 */
public record ChatChange(Jid chat, long lastAt, int unread, long unreadAt, long readAt, Flags flags, boolean certain) {
    /** The settings of a chat. */
    public record Flags(
            @Nullable Boolean markedUnread,
            @Nullable Boolean archived,
            @Nullable Long pinnedAt,
            @Nullable Long mutedUntil,
            @Nullable Integer ephemeralSeconds) {
        public static final Flags NONE = new Flags(null, null, null, null, null);
    }

    /** A message was there at this time. */
    public static ChatChange active(Jid chat, long at) {
        return new ChatChange(chat, at, 0, 0, 0, Flags.NONE, false);
    }

    /** Everything up to this time is read. */
    public static ChatChange read(Jid chat, long at) {
        return new ChatChange(chat, 0, 0, 0, at, new Flags(false, null, null, null, null), true);
    }

    /** Settings that replace those that are kept. */
    public static ChatChange set(Jid chat, Flags flags) {
        return new ChatChange(chat, 0, 0, 0, 0, flags, true);
    }
}
