package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Takes things out of the archive of one session, a bounded number at once. Thread-safe. */
final class ArchiveRemoval {
    private static final String COLUMNS = "SELECT id, at, tokens, record_key FROM ";
    /** Whether a message {@code m} is gone with its chat {@code c}. */
    static final String GONE = "(m.at <= c.erased_at OR m.at <= c.cleared_at AND m.starred_at = 0)";

    private static final String CLEARED = "SELECT m.id, m.at, m.tokens, m.record_key FROM wa_chat c JOIN wa_message m"
            + " ON m.session_id = c.session_id AND m.chat = c.chat AND m.at <= c.cleared_at"
            + " WHERE c.session_id = ? AND c.cleared_at > 0 AND " + GONE + " LIMIT ?";
    private static final String OLD = COLUMNS + "wa_message WHERE session_id = ? AND at < ? ORDER BY at, id LIMIT ?";
    private static final String MANY = COLUMNS + "(SELECT id, at, tokens, record_key,"
            + " ROW_NUMBER() OVER (PARTITION BY chat ORDER BY at DESC, id DESC) AS place"
            + " FROM wa_message WHERE session_id = ?) ranked WHERE place > ? LIMIT ?";
    private static final String IN_CHAT = COLUMNS + "wa_message WHERE session_id = ? AND chat = ? LIMIT ?";
    private static final String BY_AUTHOR = COLUMNS + "wa_message WHERE session_id = ? AND author = ? LIMIT ?";
    private static final String REACTIONS = "DELETE FROM wa_reaction WHERE session_id = ? AND reactor = ?";
    private static final String NAMES = "DELETE FROM wa_name WHERE session_id = ? AND owner = ?";
    private static final String CHAT = "DELETE FROM wa_chat WHERE session_id = ? AND chat = ?";
    private static final String SENT = "DELETE FROM wa_sent_message WHERE session_id = ? AND record_key = ?";

    private final SessionReads reads;

    ArchiveRemoval(SessionReads reads) {
        this.reads = reads;
    }

    private record Row(long id, long at, byte @Nullable [] tokens, byte[] key) {}

    /** What is gone with emptied chats goes first. */
    int purge(long before, int maxPerChat, int limit) {
        int cleared = reads.purge(sql -> {
            PreparedStatement statement = sql.prepare(CLEARED);
            statement.setLong(1, reads.owner().id());
            statement.setInt(2, limit);
            return remove(sql, rows(statement), true);
        });
        return cleared >= limit ? cleared : cleared + purgeOld(before, maxPerChat, limit - cleared);
    }

    private int purgeOld(long before, int maxPerChat, int limit) {
        int old = reads.purge(sql -> {
            PreparedStatement statement = sql.prepare(OLD);
            statement.setLong(1, reads.owner().id());
            statement.setLong(2, before);
            statement.setInt(3, limit);
            return remove(sql, rows(statement), false);
        });
        if (old >= limit || maxPerChat == Integer.MAX_VALUE) {
            return old;
        }
        return old
                + reads.purge(sql -> {
                    PreparedStatement statement = sql.prepare(MANY);
                    statement.setLong(1, reads.owner().id());
                    statement.setInt(2, maxPerChat);
                    statement.setInt(3, limit - old);
                    return remove(sql, rows(statement), false);
                });
    }

    int erase(Collection<Jid> who, int limit) {
        List<Jid> users = List.copyOf(who);
        return reads.purge(sql -> {
            int erased = 0;
            for (Jid user : users) {
                if (erased >= limit) {
                    return erased;
                }
                String text = ArchiveSealer.text(user.toUser());
                for (String select : List.of(IN_CHAT, BY_AUTHOR)) {
                    PreparedStatement statement = sql.prepare(select);
                    statement.setLong(1, reads.owner().id());
                    statement.setString(2, text);
                    statement.setInt(3, limit - erased);
                    erased += remove(sql, rows(statement), true);
                    if (erased >= limit) {
                        return erased;
                    }
                }
                for (String delete : List.of(REACTIONS, NAMES, CHAT)) {
                    PreparedStatement statement = sql.prepare(delete);
                    statement.setLong(1, reads.owner().id());
                    statement.setString(2, text);
                    erased += statement.executeUpdate();
                }
            }
            return erased;
        });
    }

    private static List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(rows.getLong(1), rows.getLong(2), rows.getBytes(3), rows.getBytes(4)));
            }
        }
        return found;
    }

    private int remove(SqlSession sql, List<Row> rows, boolean alsoSent) throws SQLException {
        MessageWrites messages = new MessageWrites(sql, reads.owner().id());
        for (Row row : rows) {
            messages.remove(row.id(), row.at(), row.tokens());
            if (alsoSent) {
                PreparedStatement sent = sql.prepare(SENT);
                sent.setLong(1, reads.owner().id());
                sent.setBytes(2, row.key());
                sent.executeUpdate();
            }
        }
        return rows.size();
    }
}
