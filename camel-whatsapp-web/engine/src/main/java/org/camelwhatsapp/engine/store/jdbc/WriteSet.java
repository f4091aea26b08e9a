package org.camelwhatsapp.engine.store.jdbc;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The writes of one commit, encrypted and ready for the database. Not changed once made.
 *
 * @param wiped whether everything of the link is deleted before the rest is written
 * @param records by table and key; an empty value means the record is deleted
 * @param appended new inbox entries
 * @param failed further failed deliveries by inbox id
 * @param done inbox ids
 * @param at when this was committed, milliseconds since 1970: inbox ids are done then, records kept since
 * @param outbox by message id; {@link OutboxRow#GONE} means the entry is deleted
 * @param sent by message id
 * @param archived changes of the archive, in order
 * @param bytes roughly what all this takes in memory
 */
record WriteSet(
        boolean wiped,
        EnumMap<RecordKind, Map<ByteKey, byte[]>> records,
        List<InboxRow> appended,
        Map<Long, Integer> failed,
        Set<Long> done,
        long at,
        LinkedHashMap<ByteKey, OutboxRow> outbox,
        LinkedHashMap<ByteKey, SentRow> sent,
        List<ArchiveSealer.Sealed> archived,
        long bytes) {

    /** The value of a record that is to be deleted; no sealed record is empty. */
    static final byte[] DELETED = new byte[0];

    record InboxRow(long id, byte[] hash, byte[] value, long receivedAt, int attempts) {}

    record OutboxRow(long position, long createdAt, byte[] value) {
        static final OutboxRow GONE = new OutboxRow(0, 0, DELETED);
    }

    record SentRow(long sentAt, byte[] value) {}
}
