package org.camelwhatsapp.engine.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.Store;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.secret.DataKey;
import org.camelwhatsapp.engine.store.secret.SecretBox;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store in SQL, the same statements for SQLite and PostgreSQL. SQLite runs in WAL mode with {@code synchronous=FULL}
 * and one writer. Thread-safe. All methods block.
 */
public final class JdbcStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcStore.class);
    private static final int READERS = 4;
    private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;
    private static final String DATA_KEY = "data-key";

    private final Dialect dialect;
    private final Environment environment;
    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final List<WriterLane> lanes = new ArrayList<>();
    private final LeaseTable leases;
    private final long leaseMillis;
    private final SecretBox secrets;

    /**
     * Opens the store, and makes it when there is none.
     *
     * @throws StoreException if it cannot be reached, is damaged, is from a newer version, or the passphrase is wrong;
     *     nothing was changed then
     */
    public JdbcStore(JdbcStoreOptions options, Environment environment) {
        this.dialect = Dialect.of(options.url());
        this.environment = environment;
        this.leaseMillis = options.lease().toMillis();
        this.leases = new LeaseTable(
                dialect, HexFormat.of().formatHex(environment.random().bytes(16)), leaseMillis);
        try {
            migrate(options);
            readers = pool(options, "whatsapp-store-readers", READERS);
            writers = pool(options, "whatsapp-store-writers", dialect.writers);
        } catch (FlywayException | HikariPool.PoolInitializationException e) {
            throw new StoreException(kindOf(e), "the store cannot be opened: " + firstLine(e), e);
        }
        for (int i = 0; i < dialect.writers; i++) {
            lanes.add(new WriterLane(writers, environment));
        }
        try {
            secrets = new SecretBox(dataKey(options), environment.random());
        } catch (StoreException e) {
            readers.close();
            writers.close();
            throw e;
        }
    }

    private static StoreException.Kind kindOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqlErrors.translate("open", sql).kind();
            }
        }
        return StoreException.Kind.UNAVAILABLE;
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.strip().lines().findFirst().orElse("");
    }

    private void migrate(JdbcStoreOptions options) {
        // Flyway needs two connections at once.
        try (HikariDataSource source = pool(options, "whatsapp-store-migration", 2)) {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/camelwhatsapp/engine/store/jdbc")
                    .table("wa_schema_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .ignoreMigrationPatterns("")
                    .placeholders(dialect.placeholders())
                    .load()
                    .migrate();
        }
    }

    private HikariDataSource pool(JdbcStoreOptions options, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(options.url());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(dialect == Dialect.SQLITE ? size : 0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        if (options.user() != null) {
            config.setUsername(options.user());
            config.setPassword(options.password());
        }
        if (dialect == Dialect.SQLITE) {
            config.addDataSourceProperty("journal_mode", "WAL");
            config.addDataSourceProperty("synchronous", "FULL");
            config.addDataSourceProperty("busy_timeout", "5000");
        }
        return new HikariDataSource(config);
    }

    private byte[] dataKey(JdbcStoreOptions options) {
        return write("open the secrets", connection -> {
            char[] passphrase = options.passphrase().toCharArray();
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM wa_meta WHERE name = ?")) {
                select.setString(1, DATA_KEY);
                try (ResultSet rows = select.executeQuery()) {
                    if (rows.next()) {
                        return DataKey.unwrap(rows.getBytes(1), passphrase);
                    }
                }
            }
            byte[] fresh = DataKey.generate(environment.random());
            putDataKey(connection, DataKey.wrap(fresh, passphrase, options.iterations(), environment.random()));
            return fresh;
        });
    }

    private static void putDataKey(Connection connection, byte[] wrapped) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO wa_meta (name, value) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
            insert.setString(1, DATA_KEY);
            insert.setBytes(2, wrapped);
            insert.executeUpdate();
        }
    }

    /** Wraps the data key with another passphrase. The records stay as they are. */
    public void changePassphrase(String current, String next, int iterations) {
        write("change the passphrase", connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT value FROM wa_meta WHERE name = ?")) {
                select.setString(1, DATA_KEY);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    byte[] key = DataKey.unwrap(rows.getBytes(1), current.toCharArray());
                    putDataKey(connection, DataKey.wrap(key, next.toCharArray(), iterations, environment.random()));
                }
            }
            return true;
        });
    }

    SecretBox secrets() {
        return secrets;
    }

    <T> T read(String what, JdbcDeviceStore.Read<T> read) {
        try (Connection connection = readers.getConnection()) {
            return read.on(connection);
        } catch (SQLException e) {
            throw SqlErrors.translate(what, e);
        }
    }

    <T> T write(String what, JdbcDeviceStore.Read<T> write) {
        try (Connection connection = writers.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = write.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(what, e);
        }
    }

    @Override
    public DeviceStore open(String session) {
        if (session.isBlank() || session.length() > 128) {
            throw new IllegalArgumentException("a session name has 1 to 128 characters");
        }
        Lease lease = write("take session " + session, connection -> leases.acquire(connection, session));
        WriterLane lane = lanes.get(lease.deviceId() % lanes.size());
        JdbcDeviceStore device = new JdbcDeviceStore(this, session, lease, lane);
        scheduleRenewal(device, lease);
        return device;
    }

    private void scheduleRenewal(JdbcDeviceStore device, Lease lease) {
        device.setRenewal(environment
                .scheduling()
                .schedule(
                        java.time.Duration.ofMillis(leaseMillis / 3),
                        () -> environment.scheduling().blocking().execute(() -> renew(device, lease))));
    }

    private void renew(JdbcDeviceStore device, Lease lease) {
        try {
            if (write("renew the lease", connection -> leases.renew(connection, lease))) {
                scheduleRenewal(device, lease);
            } else {
                device.poison(new StoreException(
                        StoreException.Kind.FENCED, "another process owns this session now", null));
            }
        } catch (StoreException e) {
            LOG.warn("lease of session {} not renewed, trying again", device.session(), e);
            scheduleRenewal(device, lease);
        }
    }

    void release(JdbcDeviceStore device) {
        write("release session " + device.session(), connection -> {
            leases.release(connection, new Lease(device.id(), device.epoch()));
            return true;
        });
    }

    @Override
    public List<String> sessions() {
        return read("list sessions", connection -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT DISTINCT d.name FROM wa_devices d"
                            + " JOIN wa_credentials c ON c.device = d.id ORDER BY d.name");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        });
    }

    @Override
    public void delete(String session) {
        try (DeviceStore device = open(session)) {
            write("delete session " + session, connection -> {
                for (String table : Schema.TABLES) {
                    try (PreparedStatement statement =
                            connection.prepareStatement("DELETE FROM wa_" + table + " WHERE device = ?")) {
                        statement.setInt(1, ((JdbcDeviceStore) device).id());
                        statement.executeUpdate();
                    }
                }
                return true;
            });
        }
    }

    /** How many transactions wait for the disk. */
    public int writeQueueDepth() {
        return lanes.stream().mapToInt(WriterLane::depth).sum();
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
