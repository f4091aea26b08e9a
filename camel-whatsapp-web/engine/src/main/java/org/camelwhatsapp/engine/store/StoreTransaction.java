package org.camelwhatsapp.engine.store;

/** Writes that take effect together. Later writes of the same key win. Not thread-safe. Handed over by {@code commit}. */
public interface StoreTransaction {
    <K> void put(RecordTable<K> table, K key, byte[] value);

    <K> void delete(RecordTable<K> table, K key);

    /** Adds a message to the inbox; the entry's id must be new. */
    void append(InboxEntry entry);

    /** The route is done with this entry: it is kept only as a hash, to answer a redelivered ciphertext. */
    void inboxDone(long id);

    /** Counts one more failed delivery of this entry. */
    void inboxFailed(long id);

    void put(OutboxEntry entry);

    /** The server accepted or finally refused this message. */
    void outboxDone(String messageId);

    /** Keeps a sent message so that a retry request can be answered. */
    void put(SentMessage message);

    /** Changes the archive. Changes take effect in the order in which they were given. */
    void archive(ArchiveWrite change);

    /**
     * Forgets everything that belongs to a link: credentials, keys, sessions, sender keys, device lists, app state, outbox
     * and sent messages. The inbox and what is known of addresses, groups and chats stay.
     */
    void wipeLink();

    boolean isEmpty();
}
