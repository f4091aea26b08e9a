package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several commits leave behind together: the last write of each row.
 *
 * <p>Written as one transaction that is the same as one commit after the other, and a burst on one ratchet costs one row.
 * Wipes come first, as what was written before them is dropped here.
 */
final class MergedWrites {
    /** One row of any session, by key. */
    record RowKey(long session, ByteKey key) {}

    /** One row of any session, by number. */
    record RowId(long session, long id) {}

    /** A new inbox entry of a session. */
    record Appended(long session, WriteSet.InboxRow row) {}

    /** A change of a session's archive. */
    record Archived(long session, ArchiveSealer.Sealed write) {}

    final Set<Long> wiped = new LinkedHashSet<>();
    final EnumMap<RecordKind, Map<RowKey, byte[]>> records = new EnumMap<>(RecordKind.class);
    final List<Appended> appended = new ArrayList<>();
    final Map<RowId, Integer> failed = new LinkedHashMap<>();
    final Map<RowId, Long> done = new LinkedHashMap<>();
    final Map<RowKey, WriteSet.OutboxRow> outbox = new LinkedHashMap<>();
    final Map<RowKey, WriteSet.SentRow> sent = new LinkedHashMap<>();
    final List<Archived> archived = new ArrayList<>();

    /** When the last of them was committed. */
    long at;

    MergedWrites(List<Commit> commits) {
        for (Commit commit : commits) {
            add(commit.owner().id(), commit.writes());
        }
    }

    private void add(long session, WriteSet writes) {
        if (writes.wiped()) {
            wipe(session);
        }
        writes.records().forEach((kind, rows) -> {
            Map<RowKey, byte[]> table = records.computeIfAbsent(kind, any -> new LinkedHashMap<>());
            rows.forEach((key, value) -> table.put(new RowKey(session, key), value));
        });
        for (WriteSet.InboxRow row : writes.appended()) {
            // Appends are written first: what an earlier commit said of this id must not meet the new entry.
            failed.remove(new RowId(session, row.id()));
            done.remove(new RowId(session, row.id()));
            appended.add(new Appended(session, row));
        }
        writes.failed().forEach((id, times) -> failed.merge(new RowId(session, id), times, Integer::sum));
        writes.done().forEach(id -> done.putIfAbsent(new RowId(session, id), writes.at()));
        at = Math.max(at, writes.at());
        writes.outbox().forEach((key, row) -> outbox.merge(new RowKey(session, key), row, MergedWrites::latest));
        writes.archived().forEach(change -> archived.add(new Archived(session, change)));
        writes.sent().forEach((key, row) -> sent.put(new RowKey(session, key), row));
    }

    /** An entry that is put again keeps its place in the order of acceptance, here as in the database. */
    private static WriteSet.OutboxRow latest(WriteSet.OutboxRow earlier, WriteSet.OutboxRow later) {
        return earlier == WriteSet.OutboxRow.GONE || later == WriteSet.OutboxRow.GONE
                ? later
                : new WriteSet.OutboxRow(earlier.position(), later.createdAt(), later.value());
    }

    private void wipe(long session) {
        wiped.add(session);
        for (RecordKind kind : RecordKind.OF_LINK) {
            Map<RowKey, byte[]> table = records.get(kind);
            if (table != null) {
                table.keySet().removeIf(row -> row.session() == session);
            }
        }
        outbox.keySet().removeIf(row -> row.session() == session);
        sent.keySet().removeIf(row -> row.session() == session);
    }
}
