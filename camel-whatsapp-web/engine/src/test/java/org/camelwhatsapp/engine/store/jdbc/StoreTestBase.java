package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store of its own for each test, with one session open. */
@Timeout(600)
abstract class StoreTestBase {
    @TempDir
    Path directory;

    final SystemScheduling scheduling = new SystemScheduling(2, 4);
    JdbcStore store;
    DeviceStore device;

    abstract DatabaseKind kind();

    /** Options for the same database at every call of one test, empty at its beginning. */
    JdbcStoreOptions options() {
        return kind().options(directory).withIterations(StoreFixture.FEW_ITERATIONS);
    }

    @BeforeEach
    void open() {
        store = openStore(options());
        device = store.open("main");
    }

    JdbcStore openStore(JdbcStoreOptions options) {
        return new JdbcStore(options, StoreFixture.environment(scheduling));
    }

    @AfterEach
    void close() {
        store.close();
        scheduling.close();
    }

    void reopen() {
        store.close();
        open();
    }

    /** A connection that is not the store's. */
    Connection foreign() throws SQLException {
        return kind().connect(options());
    }

    /** Changes rows behind the store's back. */
    void tamper(String sql) throws SQLException {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The values of a table as they are kept. */
    List<byte[]> values(String table) throws SQLException {
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

    long transactions() {
        return store.lanes().stream().mapToLong(LaneStatistics::transactions).sum();
    }
}
