package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.secret.Protection;
import org.camelwhatsapp.engine.store.secret.StoreHeader;
import org.camelwhatsapp.engine.store.secret.WrappedKey;
import org.jspecify.annotations.Nullable;

/** Where the header of the store and its wrapped data keys are kept. These two tables keep their shape for ever. */
final class KeyTables {
    private static final String HEADER = "wa_store_header";
    private static final String READ_HEADER =
            "SELECT kdf, iterations, salt, verifier FROM wa_store_header WHERE id = 1";
    private static final String ADD_HEADER =
            "INSERT INTO wa_store_header (id, kdf, iterations, salt, verifier) VALUES (1, ?, ?, ?, ?)"
                    + " ON CONFLICT (id) DO NOTHING";
    private static final String CHANGE_HEADER =
            "UPDATE wa_store_header SET kdf = ?, iterations = ?, salt = ?, verifier = ? WHERE id = 1 AND verifier = ?";
    private static final String READ_KEYS = "SELECT key_id, wrapped FROM wa_data_key ORDER BY key_id";
    private static final String ADD_KEY = "INSERT INTO wa_data_key (key_id, wrapped, created_at) VALUES (?, ?, ?)";
    private static final String CHANGE_KEY = "UPDATE wa_data_key SET wrapped = ? WHERE key_id = ?";

    private final Database database;

    KeyTables(Database database) {
        this.database = database;
    }

    /** What protects the store, or nothing if it is new. Looks before any migration ran, and changes nothing. */
    Optional<Protection> read() {
        return database.read(sql -> {
            StoreHeader header = exists(sql) ? readHeader(sql) : null;
            return header == null ? Optional.empty() : Optional.of(new Protection(header, readKeys(sql)));
        });
    }

    private static boolean exists(SqlSession sql) throws SQLException {
        var connection = sql.connection();
        try (ResultSet tables =
                connection.getMetaData().getTables(null, connection.getSchema(), HEADER, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private static @Nullable StoreHeader readHeader(SqlSession sql) throws SQLException {
        try (ResultSet rows = sql.prepare(READ_HEADER).executeQuery()) {
            return rows.next()
                    ? new StoreHeader(rows.getString(1), rows.getInt(2), rows.getBytes(3), rows.getBytes(4))
                    : null;
        }
    }

    List<WrappedKey> readKeys() {
        return database.read(KeyTables::readKeys);
    }

    private static List<WrappedKey> readKeys(SqlSession sql) throws SQLException {
        List<WrappedKey> keys = new ArrayList<>();
        try (ResultSet rows = sql.prepare(READ_KEYS).executeQuery()) {
            while (rows.next()) {
                keys.add(new WrappedKey(rows.getInt(1), rows.getBytes(2)));
            }
        }
        return keys;
    }

    /** Stores the protection of a new store; false if another process was first. */
    boolean create(Protection protection, long nowMillis) {
        return database.write(sql -> {
            PreparedStatement add = sql.prepare(ADD_HEADER);
            bind(add, protection.header());
            if (add.executeUpdate() == 0) {
                return false;
            }
            for (WrappedKey key : protection.keys()) {
                addKey(sql, key, nowMillis);
            }
            return true;
        });
    }

    private static void bind(PreparedStatement statement, StoreHeader header) throws SQLException {
        statement.setString(1, header.kdf());
        statement.setInt(2, header.iterations());
        statement.setBytes(3, header.salt());
        statement.setBytes(4, header.verifier());
    }

    private static void addKey(SqlSession sql, WrappedKey key, long nowMillis) throws SQLException {
        PreparedStatement add = sql.prepare(ADD_KEY);
        add.setInt(1, key.id());
        add.setBytes(2, key.wrapped());
        add.setLong(3, nowMillis);
        add.executeUpdate();
    }

    /** Stores one more data key. */
    void add(WrappedKey key, long nowMillis) {
        database.write(sql -> {
            addKey(sql, key, nowMillis);
            return true;
        });
    }

    /**
     * Stores another passphrase's protection in place of the one with this header, all or nothing.
     *
     * @throws StoreException with {@code REJECTED} if the passphrase was changed, or a key added, by someone else
     */
    void replace(StoreHeader old, Protection protection) {
        database.write(sql -> {
            PreparedStatement change = sql.prepare(CHANGE_HEADER);
            bind(change, protection.header());
            change.setBytes(5, old.verifier());
            boolean same = change.executeUpdate() == 1
                    && readKeys(sql).size() == protection.keys().size();
            if (!same) {
                throw new StoreException(Kind.REJECTED, "the keys of the store were changed meanwhile", null);
            }
            PreparedStatement rewrap = sql.prepare(CHANGE_KEY);
            for (WrappedKey key : protection.keys()) {
                rewrap.setBytes(1, key.wrapped());
                rewrap.setInt(2, key.id());
                rewrap.executeUpdate();
            }
            return true;
        });
    }
}
