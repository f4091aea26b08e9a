package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.SentMessages;
import org.jspecify.annotations.Nullable;

/** The sent messages of one session. */
final class JdbcSentMessages implements SentMessages {
    private static final String FIND =
            "SELECT sent_at, value FROM wa_sent_message WHERE session_id = ? AND record_key = ?";
    private static final String PURGE_OLD = "DELETE FROM wa_sent_message WHERE session_id = ? AND record_key IN ("
            + "SELECT record_key FROM wa_sent_message WHERE session_id = ? AND sent_at < ? ORDER BY sent_at LIMIT ?)";
    private static final String PURGE_LARGE = "DELETE FROM wa_sent_message WHERE session_id = ? AND record_key IN ("
            + "SELECT record_key FROM (SELECT record_key, sent_at,"
            + " SUM(size) OVER (ORDER BY sent_at DESC, record_key DESC) AS total"
            + " FROM wa_sent_message WHERE session_id = ?) kept WHERE total > ? ORDER BY sent_at LIMIT ?)";

    private static final int PURGED_AT_ONCE = 2_000;

    private final SessionReads reads;

    JdbcSentMessages(SessionReads reads) {
        this.reads = reads;
    }

    private record Row(long sentAt, byte[] value) {}

    @Override
    public @Nullable SentMessage find(String messageId) {
        byte[] key = KeyCodec.TEXT.encode(messageId);
        Optional<Row> found = reads.read(sql -> {
            PreparedStatement statement = sql.prepare(FIND);
            statement.setLong(1, reads.owner().id());
            statement.setBytes(2, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(new Row(rows.getLong(1), rows.getBytes(2))) : Optional.empty();
            }
        });
        if (found.isEmpty()) {
            return null;
        }
        Row row = found.get();
        return RowFormat.sentMessage(messageId, reads.ciphers().sent().open(key, row.value()), row.sentAt());
    }

    /** Sizes are those on disk, a little more than the payload. */
    @Override
    public void purge(long beforeMillis, long maxBytes) {
        int purged = PURGED_AT_ONCE;
        while (purged == PURGED_AT_ONCE) {
            purged = delete(PURGE_OLD, beforeMillis, PURGED_AT_ONCE);
        }
        purged = PURGED_AT_ONCE;
        while (purged == PURGED_AT_ONCE) {
            purged = delete(PURGE_LARGE, maxBytes, PURGED_AT_ONCE);
        }
    }

    /** Drops up to this many, oldest first, and says how many it were. */
    int purge(long beforeMillis, long maxBytes, int limit) {
        int old = delete(PURGE_OLD, beforeMillis, limit);
        return old < limit ? old + delete(PURGE_LARGE, maxBytes, limit - old) : old;
    }

    private int delete(String text, long bound, int limit) {
        return reads.purge(sql -> {
            PreparedStatement statement = sql.prepare(text);
            statement.setLong(1, reads.owner().id());
            statement.setLong(2, reads.owner().id());
            statement.setLong(3, bound);
            statement.setInt(4, limit);
            return statement.executeUpdate();
        });
    }
}
