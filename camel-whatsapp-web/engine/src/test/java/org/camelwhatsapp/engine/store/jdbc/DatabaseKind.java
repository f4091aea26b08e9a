package org.camelwhatsapp.engine.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The databases that must behave the same. */
enum DatabaseKind {
    SQLITE {
        @Override
        JdbcStoreOptions options(Path directory) {
            return JdbcStoreOptions.sqlite(directory.resolve("data/store.db"), StoreFixture.PASSPHRASE);
        }

        @Override
        Connection connect(JdbcStoreOptions options) throws SQLException {
            return DriverManager.getConnection(options.url());
        }
    },

    POSTGRESQL {
        @Override
        JdbcStoreOptions options(Path directory) {
            String name = Server.nameOf(directory);
            return JdbcStoreOptions.of(
                            Server.STARTED.getJdbcUrl("postgres", name),
                            "postgres",
                            "postgres",
                            StoreFixture.PASSPHRASE)
                    .withLease(LEASE);
        }

        @Override
        Connection connect(JdbcStoreOptions options) throws SQLException {
            return DriverManager.getConnection(options.url(), "postgres", "postgres");
        }
    };

    /** So long that a machine which stands still loses no session. */
    static final Duration LEASE = Duration.ofMinutes(6);

    /** The database that belongs to this directory, empty at first. */
    abstract JdbcStoreOptions options(Path directory);

    /** A connection that is not the store's. */
    abstract Connection connect(JdbcStoreOptions options) throws SQLException;

    /** One server for all tests of this run, stopped with the process. */
    private static final class Server {
        private static final EmbeddedPostgres STARTED = start();
        private static final Map<Path, String> NAMES = new HashMap<>();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(3))
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static synchronized String nameOf(Path directory) {
            return NAMES.computeIfAbsent(directory, path -> create("s" + NAMES.size()));
        }

        private static String create(String name) {
            try (Connection connection = STARTED.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
                return name;
            } catch (SQLException e) {
                throw new AssertionError("no database to test with", e);
            }
        }
    }
}
