package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A SQLite file with the tables of the store and nothing in them, below everything that knows sessions and keys. */
@Timeout(600)
abstract class SqliteTestBase {
    @TempDir
    Path directory;

    SqliteDatabase database;

    JdbcStoreOptions options() {
        return JdbcStoreOptions.sqlite(directory.resolve("store.db"), StoreFixture.PASSPHRASE);
    }

    @BeforeEach
    void make() {
        database = new SqliteDatabase(options());
        Migrations.run(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    int execute(String text) {
        return database.write(sql -> {
            try (PreparedStatement statement = sql.connection().prepareStatement(text)) {
                return statement.executeUpdate();
            }
        });
    }

    long number(String query) {
        return database.read(sql -> number(sql, query));
    }

    static long number(SqlSession sql, String query) throws java.sql.SQLException {
        try (PreparedStatement statement = sql.connection().prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    long count(String table) {
        return number("SELECT count(*) FROM " + table);
    }
}
