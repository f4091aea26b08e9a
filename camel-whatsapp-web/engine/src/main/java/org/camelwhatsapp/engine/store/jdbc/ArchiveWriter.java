package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;

/** Writes changes of archives, in order. Thread-safe. */
final class ArchiveWriter {
    private static final String TOUCH =
            "INSERT INTO wa_chat (session_id, chat, last_at, unread_base, unread_at, read_at,"
                    + " marked_unread, archived, pinned_at, muted_until, ephemeral) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (session_id, chat) DO UPDATE SET"
                    + " last_at = CASE WHEN excluded.last_at > wa_chat.last_at THEN excluded.last_at ELSE wa_chat.last_at END,"
                    + " unread_base = CASE WHEN excluded.unread_at > wa_chat.unread_at"
                    + " THEN excluded.unread_base ELSE wa_chat.unread_base END,"
                    + " unread_at = CASE WHEN excluded.unread_at > wa_chat.unread_at"
                    + " THEN excluded.unread_at ELSE wa_chat.unread_at END,"
                    + " read_at = CASE WHEN excluded.read_at > wa_chat.read_at THEN excluded.read_at ELSE wa_chat.read_at END,";
    private static final String CERTAIN = TOUCH
            + " marked_unread = COALESCE(excluded.marked_unread, wa_chat.marked_unread),"
            + " archived = COALESCE(excluded.archived, wa_chat.archived),"
            + " pinned_at = COALESCE(excluded.pinned_at, wa_chat.pinned_at),"
            + " muted_until = COALESCE(excluded.muted_until, wa_chat.muted_until),"
            + " ephemeral = COALESCE(excluded.ephemeral, wa_chat.ephemeral)";
    private static final String GAPS = TOUCH
            + " marked_unread = COALESCE(wa_chat.marked_unread, excluded.marked_unread),"
            + " archived = COALESCE(wa_chat.archived, excluded.archived),"
            + " pinned_at = COALESCE(wa_chat.pinned_at, excluded.pinned_at),"
            + " muted_until = COALESCE(wa_chat.muted_until, excluded.muted_until),"
            + " ephemeral = COALESCE(wa_chat.ephemeral, excluded.ephemeral)";
    private static final String CLEAR =
            "INSERT INTO wa_chat (session_id, chat, read_at, cleared_at, erased_at, deleted_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (session_id, chat) DO UPDATE SET"
                    + latest("read_at") + "," + latest("cleared_at") + "," + latest("erased_at") + ","
                    + latest("deleted_at");
    private static final String PUT_NAME =
            "INSERT INTO wa_name (session_id, owner, source, record_key, value) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (session_id, owner, source) DO UPDATE SET value = excluded.value,"
                    + " record_key = excluded.record_key";
    private static final String DELETE_NAME = "DELETE FROM wa_name WHERE session_id = ? AND owner = ? AND source = ?";

    private ArchiveWriter() {}

    static String latest(String column) {
        return " " + column + " = CASE WHEN excluded." + column + " > wa_chat." + column + " THEN excluded." + column
                + " ELSE wa_chat." + column + " END";
    }

    static void write(SqlSession sql, List<MergedWrites.Archived> changes) throws SQLException {
        for (MergedWrites.Archived change : changes) {
            write(sql, change.session(), change.write());
        }
    }

    private static void write(SqlSession sql, long session, ArchiveSealer.Sealed sealed) throws SQLException {
        ArchiveWrite change = sealed.change();
        MessageWrites messages = new MessageWrites(sql, session);
        if (change instanceof ArchiveWrite.PutMessage put) {
            messages.put(put, sealed.tokens());
        } else if (change instanceof ArchiveWrite.EditMessage edit) {
            messages.edit(edit, sealed.tokens());
        } else if (change instanceof ArchiveWrite.RevokeMessage revoke) {
            messages.revoke(revoke);
        } else if (change instanceof ArchiveWrite.PutReaction reaction) {
            messages.react(reaction);
        } else if (change instanceof ArchiveWrite.RaiseStatus raise) {
            messages.raise(raise);
        } else if (change instanceof ArchiveWrite.StarMessage star) {
            messages.star(star);
        } else if (change instanceof ArchiveWrite.RemoveMessage remove) {
            messages.remove(remove);
        } else if (change instanceof ArchiveWrite.ClearChat clear) {
            clear(sql, session, clear);
        } else if (change instanceof ArchiveWrite.TouchChat touch) {
            touch(sql, session, touch.change());
        } else if (change instanceof ArchiveWrite.JoinAddresses join) {
            new AddressJoin(sql, session).join(ArchiveSealer.text(join.from()), ArchiveSealer.text(join.to()));
        } else if (change instanceof ArchiveWrite.PutName name) {
            name(sql, session, name);
        }
    }

    private static void clear(SqlSession sql, long session, ArchiveWrite.ClearChat clear) throws SQLException {
        PreparedStatement statement = sql.prepare(CLEAR);
        statement.setLong(1, session);
        statement.setString(2, ArchiveSealer.text(clear.chat()));
        statement.setLong(3, clear.upTo());
        statement.setLong(4, clear.upTo());
        statement.setLong(5, clear.starredToo() ? clear.upTo() : 0);
        statement.setLong(6, clear.chatToo() ? clear.upTo() : 0);
        statement.executeUpdate();
    }

    private static void touch(SqlSession sql, long session, ChatChange change) throws SQLException {
        ChatChange.Flags flags = change.flags();
        PreparedStatement statement = sql.prepare(change.certain() ? CERTAIN : GAPS);
        statement.setLong(1, session);
        statement.setString(2, ArchiveSealer.text(change.chat()));
        statement.setLong(3, change.lastAt());
        statement.setInt(4, change.unread());
        statement.setLong(5, change.unreadAt());
        statement.setLong(6, change.readAt());
        statement.setObject(7, number(flags.markedUnread()), java.sql.Types.SMALLINT);
        statement.setObject(8, number(flags.archived()), java.sql.Types.SMALLINT);
        statement.setObject(9, flags.pinnedAt(), java.sql.Types.BIGINT);
        statement.setObject(10, flags.mutedUntil(), java.sql.Types.BIGINT);
        statement.setObject(11, flags.ephemeralSeconds(), java.sql.Types.INTEGER);
        statement.executeUpdate();
    }

    private static @org.jspecify.annotations.Nullable Integer number(@org.jspecify.annotations.Nullable Boolean flag) {
        return flag == null ? null : flag ? 1 : 0;
    }

    private static void name(SqlSession sql, long session, ArchiveWrite.PutName name) throws SQLException {
        String owner = ArchiveSealer.text(name.owner());
        boolean gone = name.body().length == 0;
        PreparedStatement statement = sql.prepare(gone ? DELETE_NAME : PUT_NAME);
        statement.setLong(1, session);
        statement.setString(2, owner);
        statement.setInt(3, name.source().number());
        if (!gone) {
            statement.setBytes(4, ArchiveSealer.key(owner));
            statement.setBytes(5, name.body());
        }
        statement.executeUpdate();
    }
}
