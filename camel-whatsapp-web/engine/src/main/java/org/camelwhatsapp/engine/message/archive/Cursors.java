package org.camelwhatsapp.engine.message.archive;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.jspecify.annotations.Nullable;

/** Places in lists as texts. */
final class Cursors {
    private Cursors() {}

    static String of(MessageFilter.Place place) {
        return place.at() + "." + place.id();
    }

    static MessageFilter.@Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int dot = split(cursor);
        return new MessageFilter.Place(number(cursor.substring(0, dot)), number(cursor.substring(dot + 1)));
    }

    static String of(ChatRow row) {
        return row.lastAt() + "." + row.chat();
    }

    static @Nullable ChatRow chat(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        int dot = split(cursor);
        long at = number(cursor.substring(0, dot));
        return new ChatRow(jid(cursor.substring(dot + 1)), at, 0, ChatChange.Flags.NONE);
    }

    static Jid jid(String cursor) {
        try {
            return Jid.parse(cursor);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static int split(String cursor) {
        int dot = cursor.indexOf('.');
        if (dot < 1) {
            throw wrong();
        }
        return dot;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException("cursor: what the page before gave as next");
    }
}
