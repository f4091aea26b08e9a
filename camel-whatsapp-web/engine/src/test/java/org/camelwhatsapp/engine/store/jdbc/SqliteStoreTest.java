package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    @TempDir
    Path directory;

    @Override
    JdbcStoreOptions options() {
        return JdbcStoreOptions.sqlite(directory.resolve("data/store.db"), StoreFixture.PASSPHRASE)
                .withIterations(StoreFixture.FEW_ITERATIONS);
    }

    private Connection foreign() throws Exception {
        return DriverManager.getConnection(options().url());
    }

    @Override
    void tamper(String sql) throws Exception {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    @Override
    List<byte[]> values(String table) throws Exception {
        List<byte[]> values = new ArrayList<>();
        try (Connection connection = foreign();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT value FROM " + table)) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        return values;
    }
}
