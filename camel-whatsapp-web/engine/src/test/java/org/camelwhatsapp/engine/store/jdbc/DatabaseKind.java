package org.camelwhatsapp.engine.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

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
            String name = "s" + Integer.toHexString(directory.hashCode());
            Server.createOnce(name);
            return JdbcStoreOptions.of(
                    Server.STARTED.getJdbcUrl("postgres", name), "postgres", "postgres", StoreFixture.PASSPHRASE);
        }

        @Override
        Connection connect(JdbcStoreOptions options) throws SQLException {
            return DriverManager.getConnection(options.url(), "postgres", "postgres");
        }
    };

    /** The database that belongs to this directory, empty at first. */
    abstract JdbcStoreOptions options(Path directory);

    /** A connection that is not the store's. */
    abstract Connection connect(JdbcStoreOptions options) throws SQLException;

    /** One server for all tests of this run, stopped with the process. */
    private static final class Server {
        private static final EmbeddedPostgres STARTED = start();
        private static final Set<String> CREATED = new HashSet<>();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static synchronized void createOnce(String name) {
            if (!CREATED.add(name)) {
                return;
            }
            try (Connection connection = STARTED.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new AssertionError("no database to test with", e);
            }
        }
    }
}
