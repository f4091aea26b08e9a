package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** One table of one session. A damaged record fails the call that names it, and is left out of {@link #list} and {@link #range}. */
final class JdbcRecordTable<K> implements RecordTable<K> {
    private final SessionReads reads;
    private final RecordKind kind;
    private final KeyCodec<K> codec;

    JdbcRecordTable(SessionReads reads, RecordKind kind, KeyCodec<K> codec) {
        this.reads = reads;
        this.kind = kind;
        this.codec = codec;
    }

    OwnedSession owner() {
        return reads.owner();
    }

    RecordKind kind() {
        return kind;
    }

    KeyCodec<K> codec() {
        return codec;
    }

    @Override
    public byte @Nullable [] get(K key) {
        return getMany(List.of(key)).get(key);
    }

    @Override
    public Map<K, byte[]> getMany(Collection<K> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<ByteKey, K> wanted = new LinkedHashMap<>(keys.size() * 2);
        for (K key : keys) {
            wanted.put(new ByteKey(codec.encode(key)), key);
        }
        List<ByteKey> encoded = List.copyOf(wanted.keySet());
        List<Row> rows = reads.read(sql -> {
            List<Row> found = new ArrayList<>(encoded.size());
            for (int from = 0; from < encoded.size(); from += InList.MAX) {
                select(sql, encoded.subList(from, Math.min(encoded.size(), from + InList.MAX)), found);
            }
            return found;
        });
        Map<K, byte[]> records = new LinkedHashMap<>(rows.size() * 2);
        for (Row row : rows) {
            K key = wanted.get(new ByteKey(row.key()));
            if (key != null) {
                records.put(key, open(row));
            }
        }
        return records;
    }

    private record Row(byte[] key, byte[] value) {}

    private void select(SqlSession sql, List<ByteKey> keys, List<Row> found) throws SQLException {
        PreparedStatement statement = sql.prepare(kind.select().text(keys.size()));
        statement.setLong(1, owner().id());
        for (int place = 0; place < InList.places(keys.size()); place++) {
            statement.setBytes(place + 2, InList.at(keys, place).bytes());
        }
        collect(statement, found);
    }

    private static void collect(PreparedStatement statement, List<Row> found) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new Row(rows.getBytes(1), rows.getBytes(2)));
            }
        }
    }

    private byte[] open(Row row) {
        return reads.ciphers().records(kind).open(row.key(), row.value());
    }

    @Override
    public List<Map.Entry<K, byte[]>> list(int limit) {
        return openAll(reads.read(sql -> {
            List<Row> found = new ArrayList<>();
            PreparedStatement statement = sql.prepare(kind.list());
            statement.setLong(1, owner().id());
            statement.setInt(2, limit);
            collect(statement, found);
            return found;
        }));
    }

    @Override
    public List<Map.Entry<K, byte[]>> range(K from, K until, int limit) {
        return openAll(reads.read(sql -> {
            List<Row> found = new ArrayList<>();
            PreparedStatement statement = sql.prepare(kind.range());
            statement.setLong(1, owner().id());
            statement.setBytes(2, codec.encode(from));
            statement.setBytes(3, codec.encode(until));
            statement.setInt(4, limit);
            collect(statement, found);
            return found;
        }));
    }

    private List<Map.Entry<K, byte[]>> openAll(List<Row> rows) {
        List<Map.Entry<K, byte[]>> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            try {
                // A value opens only beside its own key: a damaged key is found before it is read.
                byte[] value = open(row);
                records.add(Map.entry(codec.decode(row.key()), value));
            } catch (StoreException e) {
                reads.damaged(kind.table(), e);
            }
        }
        return records;
    }

    /** Drops up to this many records that were first kept before then, and says how many it were; of dated tables. */
    int purge(long beforeMillis, int limit) {
        return reads.purge(sql -> {
            PreparedStatement statement = sql.prepare(kind.purge());
            statement.setLong(1, owner().id());
            statement.setLong(2, owner().id());
            statement.setLong(3, beforeMillis);
            statement.setInt(4, limit);
            return statement.executeUpdate();
        });
    }

    @Override
    public long count() {
        return reads.count(kind.count());
    }
}
