package org.camelwhatsapp.engine.store.jdbc;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;

/** Puts the writes of one gathered transaction into the statements of a database transaction. */
final class TransactionWriter {
    private static final List<String> LINK_TABLES = List.of(
            "credentials",
            "pre_keys",
            "sessions",
            "identities",
            "sender_keys",
            "sender_key_distributions",
            "device_lists",
            "outbox",
            "sent_messages");

    private final JdbcDeviceStore device;
    private final StatementBatch batch;

    TransactionWriter(JdbcDeviceStore device, StatementBatch batch) {
        this.device = device;
        this.batch = batch;
    }

    void write(JdbcTransaction transaction, long nowMillis) throws SQLException {
        if (transaction.wipe) {
            batch.flush();
            for (String table : LINK_TABLES) {
                batch.add("DELETE FROM wa_" + table + " WHERE device = ?", device.id());
            }
            batch.flush();
        }
        for (Map.Entry<JdbcRecordTable<?>, Map<String, JdbcTransaction.Write>> table : transaction.records.entrySet()) {
            writeRecords(table.getKey(), table.getValue());
        }
        for (InboxEntry entry : transaction.appended) {
            batch.add(
                    "INSERT INTO wa_inbox (device, id, hash, payload, received_at, attempts) VALUES (?, ?, ?, ?, ?, ?)",
                    device.id(),
                    entry.id(),
                    HexFormat.of().formatHex(entry.ciphertextHash()),
                    device.secrets().seal("inbox", device.id() + "/" + entry.id(), entry.payload()),
                    entry.receivedAtMillis(),
                    entry.attempts());
        }
        writeInboxMarks(transaction, nowMillis);
        writeOutbox(transaction);
    }

    private void writeRecords(JdbcRecordTable<?> table, Map<String, JdbcTransaction.Write> writes)
            throws SQLException {
        String put = "INSERT INTO wa_" + table.name + " (device, record_key, value) VALUES (?, ?, ?)"
                + " ON CONFLICT (device, record_key) DO UPDATE SET value = excluded.value";
        String delete = "DELETE FROM wa_" + table.name + " WHERE device = ? AND record_key = ?";
        for (Map.Entry<String, JdbcTransaction.Write> write : writes.entrySet()) {
            byte[] value = write.getValue().value();
            if (value == null) {
                // Batches run statement by statement, so a put of the same record by an earlier commit has to run first.
                batch.flush();
                batch.add(delete, device.id(), write.getKey());
                batch.flush();
            } else {
                batch.add(put, device.id(), write.getKey(), table.seal(write.getKey(), value));
            }
        }
    }

    private void writeInboxMarks(JdbcTransaction transaction, long nowMillis) throws SQLException {
        if (!transaction.inboxDone.isEmpty() || !transaction.inboxFailed.isEmpty()) {
            batch.flush();
        }
        for (Long id : transaction.inboxDone) {
            batch.add(
                    "UPDATE wa_inbox SET done_at = ?, payload = NULL WHERE device = ? AND id = ?",
                    nowMillis,
                    device.id(),
                    id);
        }
        for (Long id : transaction.inboxFailed) {
            batch.add("UPDATE wa_inbox SET attempts = attempts + 1 WHERE device = ? AND id = ?", device.id(), id);
        }
    }

    private void writeOutbox(JdbcTransaction transaction) throws SQLException {
        for (OutboxEntry entry : transaction.outbox) {
            String place = device.id() + "/" + entry.messageId();
            batch.add(
                    "INSERT INTO wa_outbox (device, message_id, chat, payload, stanza, created_at) VALUES (?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (device, message_id) DO UPDATE SET payload = excluded.payload,"
                            + " stanza = excluded.stanza",
                    device.id(),
                    entry.messageId(),
                    entry.chat().toString(),
                    device.secrets().seal("outbox", place, entry.payload()),
                    device.secrets().seal("outbox-stanza", place, entry.stanza()),
                    entry.createdAtMillis());
        }
        for (SentMessage message : transaction.sent) {
            batch.add(
                    "INSERT INTO wa_sent_messages (device, message_id, chat, payload, sent_at) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (device, message_id) DO UPDATE SET payload = excluded.payload",
                    device.id(),
                    message.messageId(),
                    message.chat().toString(),
                    device.secrets().seal("sent", device.id() + "/" + message.messageId(), message.payload()),
                    message.sentAtMillis());
        }
        if (!transaction.outboxDone.isEmpty()) {
            batch.flush();
        }
        for (String id : transaction.outboxDone) {
            batch.add("DELETE FROM wa_outbox WHERE device = ? AND message_id = ?", device.id(), id);
        }
    }
}
