package org.camelwhatsapp.engine.store.jdbc;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.RecordCipher;

/** Encrypts what one session writes, on the thread that commits, so that sessions do it side by side. Thread-safe. */
final class Sealer {
    static final String INBOX = "wa_inbox";
    static final String OUTBOX = "wa_outbox";
    static final String SENT = "wa_sent_message";

    /** What a row costs besides its value, roughly. */
    private static final int ROW_BYTES = 96;

    private final Map<RecordKind, RecordCipher> records = new EnumMap<>(RecordKind.class);
    private final RecordCipher inbox;
    private final RecordCipher outbox;
    private final RecordCipher sent;
    private final ArchiveSealer archive;

    Sealer(KeyRing ring, RandomSource random, String session) {
        for (RecordKind kind : RecordKind.values()) {
            records.put(kind, new RecordCipher(ring, random, kind.table(), session));
        }
        inbox = new RecordCipher(ring, random, INBOX, session);
        outbox = new RecordCipher(ring, random, OUTBOX, session);
        sent = new RecordCipher(ring, random, SENT, session);
        archive = new ArchiveSealer(ring, random, session);
    }

    RecordCipher records(RecordKind kind) {
        RecordCipher cipher = records.get(kind);
        if (cipher == null) {
            throw new IllegalStateException("no cipher for " + kind);
        }
        return cipher;
    }

    RecordCipher inbox() {
        return inbox;
    }

    RecordCipher outbox() {
        return outbox;
    }

    RecordCipher sent() {
        return sent;
    }

    ArchiveSealer archive() {
        return archive;
    }

    static byte[] inboxKey(long id) {
        return ByteBuffer.allocate(Long.BYTES).putLong(id).array();
    }

    /**
     * Seals everything.
     *
     * @param position the place in the outbox of the first new entry; the next ones follow
     * @param nowMillis the time at which inbox entries are done
     */
    WriteSet seal(PendingTransaction transaction, long position, long nowMillis) {
        long bytes = 0;
        EnumMap<RecordKind, Map<ByteKey, byte[]>> sealed = new EnumMap<>(RecordKind.class);
        for (Map.Entry<RecordKind, Map<ByteKey, byte[]>> table : transaction.records.entrySet()) {
            Map<ByteKey, byte[]> rows = sealRecords(records(table.getKey()), table.getValue());
            sealed.put(table.getKey(), rows);
            bytes += weigh(rows);
        }
        List<WriteSet.InboxRow> appended = new ArrayList<>(transaction.appended.size());
        for (InboxEntry entry : transaction.appended) {
            byte[] value = inbox.seal(inboxKey(entry.id()), entry.payload());
            bytes += ROW_BYTES + value.length;
            appended.add(new WriteSet.InboxRow(
                    entry.id(), entry.ciphertextHash(), value, entry.receivedAtMillis(), entry.attempts()));
        }
        LinkedHashMap<ByteKey, WriteSet.OutboxRow> outboxRows = new LinkedHashMap<>();
        long next = position;
        for (var entry : transaction.outbox.entrySet()) {
            WriteSet.OutboxRow row = entry.getValue().isPresent()
                    ? outboxRow(next++, entry.getKey(), entry.getValue().get())
                    : WriteSet.OutboxRow.GONE;
            bytes += ROW_BYTES + row.value().length;
            outboxRows.put(entry.getKey(), row);
        }
        LinkedHashMap<ByteKey, WriteSet.SentRow> sentRows = new LinkedHashMap<>();
        for (Map.Entry<ByteKey, SentMessage> entry : transaction.sent.entrySet()) {
            byte[] value = sent.seal(entry.getKey().bytes(), RowFormat.encode(entry.getValue()));
            bytes += ROW_BYTES + value.length;
            sentRows.put(entry.getKey(), new WriteSet.SentRow(entry.getValue().sentAtMillis(), value));
        }
        List<ArchiveSealer.Sealed> archived = archive.seal(transaction.archived);
        for (ArchiveSealer.Sealed change : archived) {
            bytes += change.bytes();
        }
        bytes += (long) ROW_BYTES * (transaction.failed.size() + transaction.done.size());
        return new WriteSet(
                transaction.wiped,
                sealed,
                appended,
                transaction.failed,
                transaction.done,
                nowMillis,
                outboxRows,
                sentRows,
                archived,
                bytes);
    }

    private static Map<ByteKey, byte[]> sealRecords(RecordCipher cipher, Map<ByteKey, byte[]> plain) {
        Map<ByteKey, byte[]> sealed = new LinkedHashMap<>(plain.size() * 2);
        plain.forEach(
                (key, value) -> sealed.put(key, value == WriteSet.DELETED ? value : cipher.seal(key.bytes(), value)));
        return sealed;
    }

    private static long weigh(Map<ByteKey, byte[]> rows) {
        long bytes = 0;
        for (Map.Entry<ByteKey, byte[]> row : rows.entrySet()) {
            bytes += ROW_BYTES + row.getKey().bytes().length + row.getValue().length;
        }
        return bytes;
    }

    private WriteSet.OutboxRow outboxRow(long position, ByteKey key, OutboxEntry entry) {
        return new WriteSet.OutboxRow(
                position, entry.createdAtMillis(), outbox.seal(key.bytes(), RowFormat.encode(entry)));
    }
}
