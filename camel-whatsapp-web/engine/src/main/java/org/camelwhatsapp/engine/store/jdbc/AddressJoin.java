package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Joins what the archive keeps under two addresses of one user. Values stay sealed as they are: what they were sealed for
 * stands beside them.
 */
final class AddressJoin {
    private static final String ANYTHING =
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM wa_chat WHERE session_id = ? AND chat = ?)"
                    + " OR EXISTS (SELECT 1 FROM wa_message WHERE session_id = ? AND chat = ?)"
                    + " OR EXISTS (SELECT 1 FROM wa_message WHERE session_id = ? AND author = ?)"
                    + " OR EXISTS (SELECT 1 FROM wa_name WHERE session_id = ? AND owner = ?)"
                    + " OR EXISTS (SELECT 1 FROM wa_reaction WHERE session_id = ? AND reactor = ?)";

    private static final String TWICE = "SELECT m.id FROM wa_message m JOIN wa_message o ON o.session_id = m.session_id"
            + " AND o.record_key = m.record_key AND o.id <> m.id"
            + " AND o.chat = CASE WHEN m.chat = ? THEN ? ELSE m.chat END"
            + " AND o.author = CASE WHEN m.author = ? THEN ? ELSE m.author END"
            + " WHERE m.session_id = ? AND (m.chat = ? OR m.author = ?)";
    private static final String[] DROP_MESSAGE = {
        "DELETE FROM wa_message_token WHERE session_id = ? AND message IN (" + TWICE + ")",
        "DELETE FROM wa_message_version WHERE session_id = ? AND message IN (" + TWICE + ")",
        "DELETE FROM wa_reaction WHERE session_id = ? AND message IN (" + TWICE + ")",
        "DELETE FROM wa_message WHERE session_id = ? AND id IN (" + TWICE + ")"
    };
    private static final String[] MOVE = {
        "UPDATE wa_message SET chat = ? WHERE session_id = ? AND chat = ?",
        "UPDATE wa_message SET author = ? WHERE session_id = ? AND author = ?",
        "UPDATE wa_message SET revoked_by = ? WHERE session_id = ? AND revoked_by = ?"
    };
    private static final String DROP_REACTIONS = "DELETE FROM wa_reaction WHERE session_id = ? AND reactor = ?"
            + " AND message IN (SELECT message FROM wa_reaction WHERE session_id = ? AND reactor = ?)";
    private static final String MOVE_REACTIONS =
            "UPDATE wa_reaction SET reactor = ? WHERE session_id = ? AND reactor = ?";
    private static final String DROP_NAMES = "DELETE FROM wa_name WHERE session_id = ? AND owner = ?"
            + " AND source IN (SELECT source FROM wa_name WHERE session_id = ? AND owner = ?)";
    private static final String MOVE_NAMES = "UPDATE wa_name SET owner = ? WHERE session_id = ? AND owner = ?";
    private static final String COPY_CHAT =
            "INSERT INTO wa_chat (session_id, chat, last_at, unread_base, unread_at, read_at,"
                    + " cleared_at, erased_at, deleted_at, marked_unread, archived, pinned_at, muted_until, ephemeral)"
                    + " SELECT session_id, ?, last_at, unread_base, unread_at, read_at,"
                    + " cleared_at, erased_at, deleted_at, marked_unread, archived, pinned_at, muted_until, ephemeral FROM wa_chat WHERE session_id = ? AND chat = ?"
                    + " ON CONFLICT (session_id, chat) DO UPDATE SET"
                    + " last_at = CASE WHEN excluded.last_at > wa_chat.last_at THEN excluded.last_at ELSE wa_chat.last_at END,"
                    + " unread_base = CASE WHEN excluded.unread_at > wa_chat.unread_at THEN excluded.unread_base"
                    + " ELSE wa_chat.unread_base END,"
                    + " unread_at = CASE WHEN excluded.unread_at > wa_chat.unread_at THEN excluded.unread_at"
                    + " ELSE wa_chat.unread_at END,"
                    + " read_at = CASE WHEN excluded.read_at > wa_chat.read_at THEN excluded.read_at ELSE wa_chat.read_at END,"
                    + ArchiveWriter.latest("cleared_at") + "," + ArchiveWriter.latest("erased_at") + ","
                    + ArchiveWriter.latest("deleted_at") + ","
                    + " marked_unread = COALESCE(wa_chat.marked_unread, excluded.marked_unread),"
                    + " archived = COALESCE(wa_chat.archived, excluded.archived),"
                    + " pinned_at = COALESCE(wa_chat.pinned_at, excluded.pinned_at),"
                    + " muted_until = COALESCE(wa_chat.muted_until, excluded.muted_until),"
                    + " ephemeral = COALESCE(wa_chat.ephemeral, excluded.ephemeral)";
    private static final String DROP_CHAT = "DELETE FROM wa_chat WHERE session_id = ? AND chat = ?";

    private final SqlSession sql;
    private final long session;

    AddressJoin(SqlSession sql, long session) {
        this.sql = sql;
        this.session = session;
    }

    void join(String from, String to) throws SQLException {
        if (from.equals(to) || !isAnything(from)) {
            return;
        }
        for (String statement : DROP_MESSAGE) {
            run(statement, session, from, to, from, to, session, from, from);
        }
        for (String statement : MOVE) {
            run(statement, to, session, from);
        }
        run(DROP_REACTIONS, session, from, session, to);
        run(MOVE_REACTIONS, to, session, from);
        run(DROP_NAMES, session, from, session, to);
        run(MOVE_NAMES, to, session, from);
        run(COPY_CHAT, to, session, from);
        run(DROP_CHAT, session, from);
    }

    /** Nearly always there is nothing, and one question is cheaper than all the statements. */
    private boolean isAnything(String from) throws SQLException {
        PreparedStatement statement = sql.prepare(ANYTHING);
        for (int place = 1; place <= 10; place += 2) {
            statement.setLong(place, session);
            statement.setString(place + 1, from);
        }
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private void run(String text, Object... values) throws SQLException {
        PreparedStatement statement = sql.prepare(text);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }
}
