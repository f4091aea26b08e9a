package org.camelwhatsapp.engine.store.jdbc;

import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.secret.KeyRing;
import org.camelwhatsapp.engine.store.secret.PassphraseChange;
import org.camelwhatsapp.engine.store.secret.RecordCipher;
import org.camelwhatsapp.engine.store.secret.WrappedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes what protects a store that is open. Thread-safe; all methods block. */
public final class StoreKeys {
    private static final Logger LOG = LoggerFactory.getLogger(StoreKeys.class);

    private final Database database;
    private final KeyRing ring;
    private final int iterations;
    private final Environment environment;
    private final KeyTables tables;

    StoreKeys(Database database, KeyRing ring, int iterations, Environment environment) {
        this.database = database;
        this.ring = ring;
        this.iterations = iterations;
        this.environment = environment;
        tables = new KeyTables(database);
        ring.refreshFrom(tables::readKeys);
    }

    /**
     * Sets another passphrase. No record is touched: only the data keys are wrapped anew. Other processes that have the
     * store open go on; they need the new passphrase when they start again.
     *
     * @throws StoreException with {@code REJECTED} if another process changed the keys meanwhile: start again then
     */
    public void changePassphrase(String passphrase) {
        if (passphrase.isEmpty()) {
            throw new IllegalArgumentException("the store needs a passphrase");
        }
        PassphraseChange change = ring.rewrap(passphrase, iterations, environment.random());
        tables.replace(ring.header(), change.protection());
        ring.adopt(change);
    }

    /** Makes a new data key, which encrypts what is written from now on. Old records stay readable. */
    public void rotateDataKey() {
        WrappedKey key = ring.newDataKey(environment.random());
        tables.add(key, environment.time().millis());
        ring.adopt(List.of(key));
    }

    /** The id of the data key in use, 1 in a new store. */
    public int activeDataKey() {
        return ring.activeId();
    }

    /**
     * Encrypts records of older data keys with the one in use. Call it again until it returns 0. Sessions may be open
     * and busy meanwhile. A damaged record stays as it is.
     *
     * @param limit how many records at most, in one transaction
     * @return how many it were
     */
    public int reencrypt(int limit) {
        int left = limit;
        for (RecordKind kind : RecordKind.values()) {
            left -= reencrypt(new Columns(kind.table(), "record_key"), left);
        }
        left -= reencrypt(new Columns(Sealer.OUTBOX, "record_key"), left);
        left -= reencrypt(new Columns(Sealer.SENT, "record_key"), left);
        left -= reencrypt(new Columns(ArchiveSealer.MESSAGE, "record_key"), left);
        left -= reencrypt(new Columns(ArchiveSealer.VERSION, "record_key"), left);
        left -= reencrypt(new Columns(ArchiveSealer.REACTION, "record_key"), left);
        left -= reencrypt(new Columns(ArchiveSealer.NAME, "record_key"), left);
        left -= reencrypt(new Columns(Sealer.INBOX, "id"), left);
        return limit - left;
    }

    /** A table with encrypted values, and the column that tells its rows apart within a session. */
    private record Columns(String table, String key) {
        boolean isNumbered() {
            return key.equals("id");
        }

        /** The table whose cipher sealed the values: a version moves between two tables as it is. */
        String sealedFor() {
            return table.equals(ArchiveSealer.VERSION) ? ArchiveSealer.MESSAGE : table;
        }

        /** A sealed value names its data key in bytes 2 to 5. */
        String select() {
            return "SELECT t.session_id, s.name, t." + key + ", t.value FROM " + table + " t JOIN wa_session s"
                    + " ON s.id = t.session_id WHERE t.value IS NOT NULL AND substr(t.value, 2, 4) <> ?"
                    + " ORDER BY t.session_id, t." + key + " LIMIT ? OFFSET ?";
        }

        /** Only if it still is what was read: its session may have written it meanwhile. */
        String update() {
            return "UPDATE " + table + " SET value = ? WHERE session_id = ? AND " + key + " = ? AND value = ?";
        }
    }

    private record Row(long session, String name, long id, byte[] key, byte[] value) {}

    private int reencrypt(Columns columns, int limit) {
        if (limit <= 0) {
            return 0;
        }
        return database.write(sql -> {
            int rewritten = 0;
            int damaged = 0;
            // Damaged records are found again and again: those behind them are reached by passing over them.
            for (List<Row> rows = find(sql, columns, limit, 0);
                    !rows.isEmpty();
                    rows = find(sql, columns, limit - rewritten, damaged)) {
                int sound = reseal(sql, columns, rows);
                rewritten += sound;
                damaged += rows.size() - sound;
            }
            return rewritten;
        });
    }

    /** Writes what opens under the key in use, and says how many it were. */
    private int reseal(SqlSession sql, Columns columns, List<Row> rows) throws SQLException {
        Batch updates = new Batch(sql, columns.update());
        int rewritten = 0;
        for (Row row : rows) {
            byte[] sealed = reseal(columns, row);
            if (sealed.length > 0) {
                PreparedStatement update = updates.next();
                update.setBytes(1, sealed);
                update.setLong(2, row.session());
                if (columns.isNumbered()) {
                    update.setLong(3, row.id());
                } else {
                    update.setBytes(3, row.key());
                }
                update.setBytes(4, row.value());
                rewritten++;
            }
        }
        updates.execute();
        return rewritten;
    }

    private List<Row> find(SqlSession sql, Columns columns, int limit, int offset) throws SQLException {
        PreparedStatement select = sql.prepare(columns.select());
        select.setBytes(
                1, ByteBuffer.allocate(Integer.BYTES).putInt(ring.activeId()).array());
        select.setInt(2, limit);
        select.setInt(3, offset);
        List<Row> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                long id = columns.isNumbered() ? rows.getLong(3) : 0;
                byte[] key = columns.isNumbered() ? Sealer.inboxKey(id) : rows.getBytes(3);
                found.add(new Row(rows.getLong(1), rows.getString(2), id, key, rows.getBytes(4)));
            }
        }
        return found;
    }

    /** The record under the key in use, or nothing if it is damaged. */
    private byte[] reseal(Columns columns, Row row) {
        RecordCipher cipher = new RecordCipher(ring, environment.random(), columns.sealedFor(), row.name());
        try {
            return cipher.seal(row.key(), cipher.open(row.key(), row.value()));
        } catch (StoreException e) {
            LOG.error("session {}: a record of {} is damaged and stays as it is", row.name(), columns.table());
            return new byte[0];
        }
    }
}
