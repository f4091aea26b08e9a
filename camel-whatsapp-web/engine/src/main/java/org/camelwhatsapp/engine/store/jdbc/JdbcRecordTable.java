package org.camelwhatsapp.engine.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.store.RecordTable;
import org.jspecify.annotations.Nullable;

/** One table of one device. Thread-safe. */
final class JdbcRecordTable<K> implements RecordTable<K> {
    private static final int KEYS_PER_STATEMENT = 200;

    final String name;
    final KeyCodec<K> codec;
    private final JdbcDeviceStore device;

    JdbcRecordTable(JdbcDeviceStore device, String name, KeyCodec<K> codec) {
        this.device = device;
        this.name = name;
        this.codec = codec;
    }

    @Override
    public byte @Nullable [] get(K key) {
        return getMany(List.of(key)).get(key);
    }

    @Override
    public Map<K, byte[]> getMany(Collection<K> keys) {
        Map<K, byte[]> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        return device.read("read " + name, connection -> {
            List<K> all = new ArrayList<>(keys);
            for (int from = 0; from < all.size(); from += KEYS_PER_STATEMENT) {
                read(connection, all.subList(from, Math.min(all.size(), from + KEYS_PER_STATEMENT)), found);
            }
            return found;
        });
    }

    private void read(Connection connection, List<K> keys, Map<K, byte[]> found) throws SQLException {
        String marks = "?,".repeat(keys.size());
        String sql = "SELECT record_key, value FROM wa_" + name + " WHERE device = ? AND record_key IN ("
                + marks.substring(0, marks.length() - 1) + ")";
        Map<String, K> byText = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, device.id());
            int index = 2;
            for (K key : keys) {
                String text = codec.toText().apply(key);
                byText.put(text, key);
                statement.setString(index++, text);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    K key = byText.get(rows.getString(1));
                    if (key != null) {
                        found.put(key, open(rows.getString(1), rows.getBytes(2)));
                    }
                }
            }
        }
    }

    @Override
    public List<Map.Entry<K, byte[]>> list(int limit) {
        return device.read("list " + name, connection -> {
            List<Map.Entry<K, byte[]>> found = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT record_key, value FROM wa_" + name
                    + " WHERE device = ? ORDER BY record_key LIMIT ?")) {
                statement.setInt(1, device.id());
                statement.setInt(2, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        String key = rows.getString(1);
                        found.add(Map.entry(codec.fromText().apply(key), open(key, rows.getBytes(2))));
                    }
                }
            }
            return found;
        });
    }

    @Override
    public long count() {
        return device.count("SELECT COUNT(*) FROM wa_" + name + " WHERE device = ?");
    }

    byte[] seal(String key, byte[] value) {
        return device.secrets().seal(name, device.id() + "/" + key, value);
    }

    private byte[] open(String key, byte[] sealed) {
        return device.secrets().open(name, device.id() + "/" + key, sealed);
    }
}
