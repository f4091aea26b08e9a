package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.InboxJournal;

/** The inbox journal of one device. Thread-safe. */
final class JdbcInbox implements InboxJournal {
    private static final int HASHES_PER_STATEMENT = 200;

    private final JdbcDeviceStore device;

    JdbcInbox(JdbcDeviceStore device) {
        this.device = device;
    }

    @Override
    public List<InboxEntry> pending(long afterId, int limit) {
        return device.read("read the inbox", connection -> {
            List<InboxEntry> entries = new ArrayList<>();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT id, hash, payload, received_at, attempts FROM wa_inbox"
                            + " WHERE device = ? AND id > ? AND done_at IS NULL ORDER BY id LIMIT ?")) {
                statement.setInt(1, device.id());
                statement.setLong(2, afterId);
                statement.setInt(3, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        long id = rows.getLong(1);
                        entries.add(new InboxEntry(
                                id,
                                HexFormat.of().parseHex(rows.getString(2)),
                                device.secrets().open("inbox", device.id() + "/" + id, rows.getBytes(3)),
                                rows.getLong(4),
                                rows.getInt(5)));
                    }
                }
            }
            return entries;
        });
    }

    @Override
    public Set<String> known(Collection<byte[]> ciphertextHashes) {
        List<String> hashes = new ArrayList<>();
        ciphertextHashes.forEach(hash -> hashes.add(HexFormat.of().formatHex(hash)));
        return device.read("look for repeated messages", connection -> {
            Set<String> found = new HashSet<>();
            for (int from = 0; from < hashes.size(); from += HASHES_PER_STATEMENT) {
                List<String> part = hashes.subList(from, Math.min(hashes.size(), from + HASHES_PER_STATEMENT));
                String marks = "?,".repeat(part.size());
                try (PreparedStatement statement =
                        connection.prepareStatement("SELECT hash FROM wa_inbox WHERE device = ? AND hash IN ("
                                + marks.substring(0, marks.length() - 1) + ")")) {
                    statement.setInt(1, device.id());
                    for (int i = 0; i < part.size(); i++) {
                        statement.setString(i + 2, part.get(i));
                    }
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                    }
                }
            }
            return found;
        });
    }

    @Override
    public long lastId() {
        return device.count("SELECT COALESCE(MAX(id), 0) FROM wa_inbox WHERE device = ?");
    }

    @Override
    public long depth() {
        return device.count("SELECT COUNT(*) FROM wa_inbox WHERE device = ? AND done_at IS NULL");
    }

    @Override
    public void purgeDone(long beforeMillis) {
        // The newest entry stays: ids are given from it.
        device.execute(
                "purge the inbox",
                "DELETE FROM wa_inbox WHERE device = ? AND done_at < ? AND id < (SELECT MAX(id) FROM wa_inbox i"
                        + " WHERE i.device = wa_inbox.device)",
                beforeMillis);
    }
}
