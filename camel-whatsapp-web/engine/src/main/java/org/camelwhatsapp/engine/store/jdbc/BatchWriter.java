package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.store.jdbc.MergedWrites.RowId;
import org.camelwhatsapp.engine.store.jdbc.MergedWrites.RowKey;

/** Writes several commits as one transaction, table by table, in JDBC batches. Thread-safe. */
class BatchWriter {
    private static final String APPEND =
            "INSERT INTO wa_inbox (session_id, id, hash, value, received_at, attempts) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String FAILED = "UPDATE wa_inbox SET attempts = attempts + ? WHERE session_id = ? AND id = ?";
    private static final String DONE =
            "UPDATE wa_inbox SET value = NULL, done_at = ? WHERE session_id = ? AND id = ? AND done_at IS NULL";
    private static final String PUT_OUTBOX =
            "INSERT INTO wa_outbox (session_id, record_key, position, created_at, value) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (session_id, record_key) DO UPDATE"
                    + " SET created_at = excluded.created_at, value = excluded.value";
    private static final String DELETE_OUTBOX = "DELETE FROM wa_outbox WHERE session_id = ? AND record_key = ?";
    private static final String PUT_SENT =
            "INSERT INTO wa_sent_message (session_id, record_key, sent_at, size, value) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (session_id, record_key) DO UPDATE"
                    + " SET sent_at = excluded.sent_at, size = excluded.size, value = excluded.value";

    /** Everything of the link of one session. */
    private static final List<String> WIPE = Stream.concat(
                    RecordKind.OF_LINK.stream().map(RecordKind::table), Stream.of(Sealer.OUTBOX, Sealer.SENT))
            .map(table -> "DELETE FROM " + table + " WHERE session_id = ?")
            .toList();

    private final Fence fence;

    BatchWriter(Fence fence) {
        this.fence = fence;
    }

    void write(SqlSession sql, List<Commit> commits) throws SQLException {
        fence.check(sql, commits);
        MergedWrites writes = new MergedWrites(commits);
        wipe(sql, writes.wiped);
        for (Map.Entry<RecordKind, Map<RowKey, byte[]>> table : writes.records.entrySet()) {
            writeTable(sql, table, writes.at);
        }
        append(sql, writes.appended);
        updateInbox(sql, FAILED, writes.failed);
        updateInbox(sql, DONE, writes.done);
        writeOutbox(sql, writes.outbox);
        writeSent(sql, writes.sent);
        ArchiveWriter.write(sql, writes.archived);
    }

    private static void wipe(SqlSession sql, Set<Long> sessions) throws SQLException {
        for (long session : sessions) {
            for (String text : WIPE) {
                PreparedStatement statement = sql.prepare(text);
                statement.setLong(1, session);
                statement.executeUpdate();
            }
        }
    }

    private static void writeTable(SqlSession sql, Map.Entry<RecordKind, Map<RowKey, byte[]>> table, long at)
            throws SQLException {
        RecordKind kind = table.getKey();
        Batch puts = new Batch(sql, kind.upsert());
        Batch deletes = new Batch(sql, kind.delete());
        for (Map.Entry<RowKey, byte[]> row : table.getValue().entrySet()) {
            byte[] value = row.getValue();
            PreparedStatement statement = (value == WriteSet.DELETED ? deletes : puts).next();
            statement.setLong(1, row.getKey().session());
            statement.setBytes(2, row.getKey().key().bytes());
            if (value != WriteSet.DELETED) {
                statement.setBytes(3, value);
                if (kind.isDated()) {
                    statement.setLong(4, at);
                }
            }
        }
        puts.execute();
        deletes.execute();
    }

    private static void append(SqlSession sql, List<MergedWrites.Appended> entries) throws SQLException {
        Batch appends = new Batch(sql, APPEND);
        for (MergedWrites.Appended entry : entries) {
            WriteSet.InboxRow row = entry.row();
            PreparedStatement statement = appends.next();
            statement.setLong(1, entry.session());
            statement.setLong(2, row.id());
            statement.setBytes(3, row.hash());
            statement.setBytes(4, row.value());
            statement.setLong(5, row.receivedAt());
            statement.setInt(6, row.attempts());
        }
        appends.execute();
    }

    private static void updateInbox(SqlSession sql, String text, Map<RowId, ? extends Number> rows)
            throws SQLException {
        Batch updates = new Batch(sql, text);
        for (Map.Entry<RowId, ? extends Number> row : rows.entrySet()) {
            PreparedStatement statement = updates.next();
            statement.setLong(1, row.getValue().longValue());
            statement.setLong(2, row.getKey().session());
            statement.setLong(3, row.getKey().id());
        }
        updates.execute();
    }

    private static void writeOutbox(SqlSession sql, Map<RowKey, WriteSet.OutboxRow> merged) throws SQLException {
        Batch puts = new Batch(sql, PUT_OUTBOX);
        Batch deletes = new Batch(sql, DELETE_OUTBOX);
        for (Map.Entry<RowKey, WriteSet.OutboxRow> entry : merged.entrySet()) {
            WriteSet.OutboxRow row = entry.getValue();
            boolean gone = row == WriteSet.OutboxRow.GONE;
            PreparedStatement statement = (gone ? deletes : puts).next();
            statement.setLong(1, entry.getKey().session());
            statement.setBytes(2, entry.getKey().key().bytes());
            if (!gone) {
                statement.setLong(3, row.position());
                statement.setLong(4, row.createdAt());
                statement.setBytes(5, row.value());
            }
        }
        puts.execute();
        deletes.execute();
    }

    private static void writeSent(SqlSession sql, Map<RowKey, WriteSet.SentRow> merged) throws SQLException {
        Batch puts = new Batch(sql, PUT_SENT);
        for (Map.Entry<RowKey, WriteSet.SentRow> entry : merged.entrySet()) {
            PreparedStatement statement = puts.next();
            statement.setLong(1, entry.getKey().session());
            statement.setBytes(2, entry.getKey().key().bytes());
            statement.setLong(3, entry.getValue().sentAt());
            statement.setLong(4, entry.getValue().value().length);
            statement.setBytes(5, entry.getValue().value());
        }
        puts.execute();
    }
}
