package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** Gathers writes in the clear until the commit. Later writes of a key replace earlier ones, so each is sealed once. */
final class PendingTransaction implements StoreTransaction {
    private static final int HASH_BYTES = 32;

    private final OwnedSession owner;
    final EnumMap<RecordKind, Map<ByteKey, byte[]>> records = new EnumMap<>(RecordKind.class);
    final List<InboxEntry> appended = new ArrayList<>();
    final Map<Long, Integer> failed = new LinkedHashMap<>();
    final Set<Long> done = new LinkedHashSet<>();
    final Map<ByteKey, Optional<OutboxEntry>> outbox = new LinkedHashMap<>();
    final Map<ByteKey, SentMessage> sent = new LinkedHashMap<>();
    final List<ArchiveWrite> archived = new ArrayList<>();
    boolean wiped;
    private boolean handedOver;

    PendingTransaction(OwnedSession owner) {
        this.owner = owner;
    }

    @Override
    public <K> void put(RecordTable<K> table, K key, byte[] value) {
        write(table, key, value);
    }

    @Override
    public <K> void delete(RecordTable<K> table, K key) {
        write(table, key, WriteSet.DELETED);
    }

    private <K> void write(RecordTable<K> table, K key, byte[] value) {
        checkOpen();
        if (!(table instanceof JdbcRecordTable<K> own) || own.owner() != owner) {
            throw new IllegalArgumentException("the table belongs to another store");
        }
        // First: a key that is refused leaves no trace here.
        ByteKey encoded = new ByteKey(own.codec().encode(key));
        records.computeIfAbsent(own.kind(), kind -> new LinkedHashMap<>()).put(encoded, value);
    }

    @Override
    public void append(InboxEntry entry) {
        checkOpen();
        if (entry.ciphertextHash().length != HASH_BYTES) {
            throw new IllegalArgumentException("a ciphertext hash has " + HASH_BYTES + " bytes");
        }
        // What was said of this id before it was given means nothing, here as in the database.
        failed.remove(entry.id());
        done.remove(entry.id());
        appended.add(entry);
    }

    @Override
    public void inboxDone(long id) {
        checkOpen();
        done.add(id);
    }

    @Override
    public void inboxFailed(long id) {
        checkOpen();
        failed.merge(id, 1, Integer::sum);
    }

    @Override
    public void put(OutboxEntry entry) {
        checkOpen();
        outbox.put(key(entry.messageId()), Optional.of(entry));
    }

    @Override
    public void outboxDone(String messageId) {
        checkOpen();
        outbox.put(key(messageId), Optional.empty());
    }

    @Override
    public void put(SentMessage message) {
        checkOpen();
        sent.put(key(message.messageId()), message);
    }

    @Override
    public void archive(ArchiveWrite change) {
        checkOpen();
        ArchiveGuard.check(change);
        archived.add(change);
    }

    /** What this transaction wrote before of the link is dropped too; what it writes after stays. */
    @Override
    public void wipeLink() {
        checkOpen();
        records.keySet().removeAll(RecordKind.OF_LINK);
        outbox.clear();
        sent.clear();
        wiped = true;
    }

    private static ByteKey key(String messageId) {
        return new ByteKey(KeyCodec.TEXT.encode(messageId));
    }

    @Override
    public boolean isEmpty() {
        return !wiped
                && records.isEmpty()
                && appended.isEmpty()
                && failed.isEmpty()
                && done.isEmpty()
                && outbox.isEmpty()
                && sent.isEmpty()
                && archived.isEmpty();
    }

    /** After this nothing can be added. */
    void handOver(OwnedSession to) {
        checkOpen();
        if (to != owner) {
            throw new IllegalArgumentException("the transaction belongs to another store");
        }
        handedOver = true;
    }

    private void checkOpen() {
        if (handedOver) {
            throw new IllegalStateException("the transaction was handed over already");
        }
    }
}
