package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.InboxJournal;
import org.camelwhatsapp.engine.store.StoreException;

/** The inbox of one session. A damaged entry is left out of what is pending and stays in the database. */
final class JdbcInboxJournal implements InboxJournal {
    private static final String PENDING = "SELECT id, hash, value, received_at, attempts FROM wa_inbox"
            + " WHERE session_id = ? AND id > ? AND done_at IS NULL ORDER BY id LIMIT ?";
    private static final InList KNOWN = new InList("SELECT hash FROM wa_inbox WHERE session_id = ? AND hash IN (", ")");
    private static final String DEPTH = "SELECT count(*) FROM wa_inbox WHERE session_id = ? AND done_at IS NULL";
    private static final String LAST =
            "SELECT last_inbox_id, (SELECT max(id) FROM wa_inbox WHERE session_id = wa_session.id)"
                    + " FROM wa_session WHERE id = ?";
    private static final String REMEMBER_LAST = "UPDATE wa_session SET last_inbox_id = COALESCE("
            + "(SELECT max(i.id) FROM wa_inbox i WHERE i.session_id = wa_session.id AND i.id > wa_session.last_inbox_id),"
            + " last_inbox_id) WHERE id = ?";
    private static final String PURGE = "DELETE FROM wa_inbox WHERE session_id = ? AND id IN (SELECT id FROM wa_inbox"
            + " WHERE session_id = ? AND done_at IS NOT NULL AND done_at < ? ORDER BY done_at LIMIT ?)";

    /** Rows deleted in one transaction, so that commits need not wait long. */
    private static final int PURGED_AT_ONCE = 2_000;

    private final SessionReads reads;

    JdbcInboxJournal(SessionReads reads) {
        this.reads = reads;
    }

    @Override
    public List<InboxEntry> pending(long afterId, int limit) {
        List<InboxEntry> entries = new ArrayList<>();
        long after = afterId;
        while (entries.isEmpty()) {
            List<WriteSet.InboxRow> rows = page(after, limit);
            if (rows.isEmpty()) {
                break;
            }
            for (WriteSet.InboxRow row : rows) {
                open(row, entries);
                after = row.id();
            }
        }
        return entries;
    }

    private List<WriteSet.InboxRow> page(long afterId, int limit) {
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(PENDING);
            statement.setLong(1, reads.owner().id());
            statement.setLong(2, afterId);
            statement.setInt(3, limit);
            List<WriteSet.InboxRow> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new WriteSet.InboxRow(
                            rows.getLong(1), rows.getBytes(2), rows.getBytes(3), rows.getLong(4), rows.getInt(5)));
                }
            }
            return found;
        });
    }

    private void open(WriteSet.InboxRow row, List<InboxEntry> entries) {
        try {
            byte[] payload = reads.ciphers().inbox().open(Sealer.inboxKey(row.id()), row.value());
            entries.add(new InboxEntry(row.id(), row.hash(), payload, row.receivedAt(), row.attempts()));
        } catch (StoreException e) {
            reads.damaged(Sealer.INBOX, e);
        }
    }

    @Override
    public Set<String> known(Collection<byte[]> ciphertextHashes) {
        List<byte[]> hashes = List.copyOf(ciphertextHashes);
        if (hashes.isEmpty()) {
            return Set.of();
        }
        return reads.read(sql -> {
            Set<String> known = new HashSet<>();
            for (int from = 0; from < hashes.size(); from += InList.MAX) {
                known(sql, hashes.subList(from, Math.min(hashes.size(), from + InList.MAX)), known);
            }
            return known;
        });
    }

    private void known(SqlSession sql, List<byte[]> hashes, Set<String> known) throws SQLException {
        PreparedStatement statement = sql.prepare(KNOWN.text(hashes.size()));
        statement.setLong(1, reads.owner().id());
        for (int place = 0; place < InList.places(hashes.size()); place++) {
            statement.setBytes(place + 2, InList.at(hashes, place));
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                known.add(HexFormat.of().formatHex(rows.getBytes(1)));
            }
        }
    }

    @Override
    public long lastId() {
        return reads.read(sql -> {
            PreparedStatement statement = sql.prepare(LAST);
            statement.setLong(1, reads.owner().id());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Math.max(rows.getLong(1), rows.getLong(2)) : 0L;
            }
        });
    }

    @Override
    public long depth() {
        return reads.count(DEPTH);
    }

    @Override
    public void purgeDone(long beforeMillis) {
        int purged = PURGED_AT_ONCE;
        while (purged == PURGED_AT_ONCE) {
            purged = purgeDone(beforeMillis, PURGED_AT_ONCE);
        }
    }

    /** Forgets up to this many hashes, oldest first, and says how many it were. */
    int purgeDone(long beforeMillis, int limit) {
        return reads.purge(sql -> {
            // The highest id may be among them, and must not be given again.
            PreparedStatement remember = sql.prepare(REMEMBER_LAST);
            remember.setLong(1, reads.owner().id());
            remember.executeUpdate();
            PreparedStatement purge = sql.prepare(PURGE);
            purge.setLong(1, reads.owner().id());
            purge.setLong(2, reads.owner().id());
            purge.setLong(3, beforeMillis);
            purge.setInt(4, limit);
            return purge.executeUpdate();
        });
    }
}
