package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A database of the first version becomes one of this version, with what it held. */
@Timeout(600)
class UpgradeTest {
    @TempDir
    Path directory;

    private final SystemScheduling scheduling = new SystemScheduling(1, 2);

    @AfterEach
    void stop() {
        scheduling.close();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void secretsThatWereThereCountFromTheDayOfTheUpgrade(DatabaseKind kind) throws Exception {
        JdbcStoreOptions options = kind.options(directory).withIterations(StoreFixture.FEW_ITERATIONS);
        Files.createDirectories(directory.resolve("data"));
        OldSchema.create(options, "1");
        long before = InstantSource.system().millis();
        try (Connection connection = kind.connect(options);
                Statement statement = connection.createStatement()) {
            String bytes = kind == DatabaseKind.SQLITE ? "X'010203'" : "'\\x010203'";
            statement.executeUpdate("INSERT INTO wa_message_secret (session_id, record_key, value) VALUES (7, " + bytes
                    + ", " + bytes + ")");
        }
        new JdbcStore(options, StoreFixture.environment(scheduling)).close();
        try (Connection connection = kind.connect(options);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT kept_at, value FROM wa_message_secret")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isBetween(before - 60_000, before + 120_000);
            assertThat(rows.getBytes(2)).containsExactly(1, 2, 3);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void tablesOfOthersInTheSameDatabaseAreLeftAlone() throws Exception {
        Path file = directory.resolve("shared.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE orders (id INTEGER PRIMARY KEY, text TEXT)");
            statement.executeUpdate("INSERT INTO orders VALUES (1, 'coffee')");
        }
        JdbcStoreOptions options =
                JdbcStoreOptions.sqlite(file, StoreFixture.PASSPHRASE).withIterations(1);
        try (JdbcStore store = new JdbcStore(options, StoreFixture.environment(scheduling))) {
            assertThat(store.sessions()).isEmpty();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT text FROM orders")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("coffee");
        }
    }
}
