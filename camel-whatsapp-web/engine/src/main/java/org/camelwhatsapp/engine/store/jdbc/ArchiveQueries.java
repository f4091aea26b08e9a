package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Finds messages in the archive of one session. Thread-safe. */
final class ArchiveQueries {
    private static final String COLUMNS = "SELECT m.id, m.chat, m.author, m.record_key, m.at, m.kind, m.status,"
            + " m.edited_at, m.revoked_at, m.revoked_by, m.value, m.starred_at FROM ";
    /** Not gone with a chat that was emptied or deleted. */
    private static final String THERE = " AND m.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM wa_chat c"
            + " WHERE c.session_id = m.session_id AND c.chat = m.chat AND "
            + ArchiveRemoval.GONE + ")";

    private static final String BY_KEY = COLUMNS
            + "wa_message m WHERE m.session_id = ? AND m.record_key = ? AND m.chat = ? AND m.author = ?"
            + THERE;
    private static final String OLDEST =
            COLUMNS + "wa_message m WHERE m.session_id = ? AND m.chat = ?" + THERE + " ORDER BY m.at, m.id LIMIT 1";

    private final SessionReads reads;

    ArchiveQueries(SessionReads reads) {
        this.reads = reads;
    }

    /** A row before its body is opened. */
    private record Raw(MessageRow row, byte[] key, byte @Nullable [] value) {}

    @Nullable
    MessageRow find(MessageKey key) {
        List<Raw> found = reads.read(sql -> {
            PreparedStatement statement = sql.prepare(BY_KEY);
            statement.setLong(1, reads.owner().id());
            statement.setBytes(2, ArchiveSealer.key(key.id()));
            statement.setString(3, ArchiveSealer.text(key.chat()));
            statement.setString(4, MessageWrites.author(key));
            return rows(statement);
        });
        return found.isEmpty() ? null : open(found.get(0));
    }

    @Nullable
    MessageRow oldest(Jid chat) {
        List<Raw> found = reads.read(sql -> {
            PreparedStatement statement = sql.prepare(OLDEST);
            statement.setLong(1, reads.owner().id());
            statement.setString(2, ArchiveSealer.text(chat));
            return rows(statement);
        });
        return found.isEmpty() ? null : open(found.get(0));
    }

    /**
     * With words the index of words leads, so that the newest hits come without sorting; else the messages do. Each of
     * the few hundred texts is prepared for this query only.
     */
    List<MessageRow> find(MessageFilter filter, int limit) {
        Query query = query(filter, limit);
        List<Raw> found = reads.read(sql -> {
            try (PreparedStatement statement =
                    sql.connection().prepareStatement(query.text().toString())) {
                int place = 1;
                for (Object value : query.values()) {
                    statement.setObject(place++, value);
                }
                return rows(statement);
            }
        });
        List<MessageRow> messages = new ArrayList<>(found.size());
        for (Raw raw : found) {
            try {
                messages.add(open(raw));
            } catch (StoreException e) {
                reads.damaged(ArchiveSealer.MESSAGE, e);
            }
        }
        return messages;
    }

    /** A statement with its parameters. */
    private record Query(StringBuilder text, List<Object> values) {
        void and(String condition, Object... parameters) {
            text.append(" AND ").append(condition);
            values.addAll(List.of(parameters));
        }
    }

    private Query query(MessageFilter filter, int limit) {
        long session = reads.owner().id();
        List<MessageFilter.Term> terms = filter.terms();
        boolean words = !terms.isEmpty();
        Query query = new Query(new StringBuilder(COLUMNS), new ArrayList<>());
        String order = words ? "t" : "m";
        if (words) {
            query.text().append("wa_message_token t JOIN wa_message m ON m.id = t.message WHERE t.session_id = ?");
            query.values().add(session);
            query.and("t.token = ?", token(terms.get(0)));
            for (MessageFilter.Term term : terms.subList(1, terms.size())) {
                query.and(
                        "EXISTS (SELECT 1 FROM wa_message_token x WHERE x.session_id = ? AND x.token = ?"
                                + " AND x.at = t.at AND x.message = t.message)",
                        session,
                        token(term));
            }
        } else {
            query.text().append("wa_message m WHERE m.session_id = ?");
            query.values().add(session);
        }
        query.text().append(THERE);
        if (filter.chat() != null) {
            query.and("m.chat = ?", ArchiveSealer.text(filter.chat()));
        }
        if (filter.author() != null) {
            query.and("m.author = ?", ArchiveSealer.text(filter.author().toUser()));
        }
        if (filter.kind() != null) {
            query.and("m.kind = ?", filter.kind());
        }
        String place = words ? "(t.at, t.message)" : "(m.at, m.id)";
        if (filter.before() != null) {
            query.and(place + " < (?, ?)", filter.before().at(), filter.before().id());
        }
        query.text()
                .append(" ORDER BY ")
                .append(order)
                .append(words ? ".at DESC, t.message" : ".at DESC, m.id")
                .append(" DESC LIMIT ?");
        query.values().add(limit);
        return query;
    }

    private long token(MessageFilter.Term term) {
        return reads.ciphers().archive().token(term.word(), term.prefix());
    }

    private static List<Raw> rows(PreparedStatement statement) throws SQLException {
        List<Raw> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                byte[] key = rows.getBytes(4);
                Jid chat = Jid.parse(rows.getString(2));
                String author = rows.getString(3);
                boolean mine = author.equals(MessageWrites.ME);
                String revokedBy = rows.getString(10);
                MessageRow row = new MessageRow(
                        rows.getLong(1),
                        new MessageKey(chat, KeyCodec.TEXT.decode(key), mine, mine ? null : Jid.parse(author)),
                        rows.getLong(5),
                        rows.getString(6),
                        MessageStatus.of(rows.getInt(7)),
                        rows.getLong(8),
                        rows.getLong(9),
                        revokedBy == null ? null : Jid.parse(revokedBy),
                        rows.getLong(12) > 0,
                        null);
                found.add(new Raw(row, key, rows.getBytes(11)));
            }
        }
        return found;
    }

    private MessageRow open(Raw raw) {
        byte[] value = raw.value();
        return value == null
                ? raw.row()
                : raw.row().withBody(reads.ciphers().archive().openMessage(raw.key(), value));
    }
}
