package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** Writes gathered in memory. Not thread-safe; given away by {@code commit}. */
final class JdbcTransaction implements StoreTransaction {
    /** The last write of each record; an absent value is a deletion. */
    final Map<JdbcRecordTable<?>, Map<String, Write>> records = new LinkedHashMap<>();

    final List<InboxEntry> appended = new ArrayList<>();
    final List<Long> inboxDone = new ArrayList<>();
    final List<Long> inboxFailed = new ArrayList<>();
    final List<OutboxEntry> outbox = new ArrayList<>();
    final List<String> outboxDone = new ArrayList<>();
    final List<SentMessage> sent = new ArrayList<>();
    boolean wipe;

    /** @param value null deletes */
    record Write(byte @Nullable [] value) {}

    @Override
    public <K> void put(RecordTable<K> table, K key, byte[] value) {
        write(table, key, new Write(value));
    }

    @Override
    public <K> void delete(RecordTable<K> table, K key) {
        write(table, key, new Write(null));
    }

    private <K> void write(RecordTable<K> table, K key, Write write) {
        JdbcRecordTable<K> own = (JdbcRecordTable<K>) table;
        records.computeIfAbsent(own, t -> new LinkedHashMap<>())
                .put(own.codec.toText().apply(key), write);
    }

    @Override
    public void append(InboxEntry entry) {
        appended.add(entry);
    }

    @Override
    public void inboxDone(long id) {
        inboxDone.add(id);
    }

    @Override
    public void inboxFailed(long id) {
        inboxFailed.add(id);
    }

    @Override
    public void put(OutboxEntry entry) {
        outbox.add(entry);
    }

    @Override
    public void outboxDone(String messageId) {
        outboxDone.add(messageId);
    }

    @Override
    public void put(SentMessage message) {
        sent.add(message);
    }

    @Override
    public void wipeLink() {
        wipe = true;
    }

    @Override
    public boolean isEmpty() {
        return records.isEmpty()
                && appended.isEmpty()
                && inboxDone.isEmpty()
                && inboxFailed.isEmpty()
                && outbox.isEmpty()
                && outboxDone.isEmpty()
                && sent.isEmpty()
                && !wipe;
    }
}
