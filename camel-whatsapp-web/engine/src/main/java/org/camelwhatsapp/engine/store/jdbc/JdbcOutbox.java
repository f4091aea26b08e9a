package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.store.Outbox;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.StoreException;

/** The outbox of one session. A damaged entry is left out of what is pending and stays in the database. */
final class JdbcOutbox implements Outbox {
    static final String LAST_POSITION = "SELECT COALESCE(max(position), 0) FROM wa_outbox WHERE session_id = ?";

    private static final String PENDING =
            "SELECT record_key, created_at, value FROM wa_outbox" + " WHERE session_id = ? ORDER BY position LIMIT ?";
    private static final String DEPTH = "SELECT count(*) FROM wa_outbox WHERE session_id = ?";

    private final SessionReads reads;

    JdbcOutbox(SessionReads reads) {
        this.reads = reads;
    }

    private record Row(byte[] key, long createdAt, byte[] value) {}

    @Override
    public List<OutboxEntry> pending(int limit) {
        List<Row> rows = reads.read(sql -> {
            PreparedStatement statement = sql.prepare(PENDING);
            statement.setLong(1, reads.owner().id());
            statement.setInt(2, limit);
            List<Row> found = new ArrayList<>();
            try (ResultSet results = statement.executeQuery()) {
                while (results.next()) {
                    found.add(new Row(results.getBytes(1), results.getLong(2), results.getBytes(3)));
                }
            }
            return found;
        });
        List<OutboxEntry> entries = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                byte[] plain = reads.ciphers().outbox().open(row.key(), row.value());
                entries.add(RowFormat.outboxEntry(KeyCodec.TEXT.decode(row.key()), plain, row.createdAt()));
            } catch (StoreException e) {
                reads.damaged(Sealer.OUTBOX, e);
            }
        }
        return entries;
    }

    @Override
    public long depth() {
        return reads.count(DEPTH);
    }
}
