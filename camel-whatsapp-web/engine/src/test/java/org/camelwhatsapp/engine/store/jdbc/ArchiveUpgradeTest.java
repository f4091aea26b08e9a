package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An archive of the version before stars and emptied chats stays as it was. */
@Timeout(600)
class ArchiveUpgradeTest {
    private static final String CHAT = StoreFixture.CHAT.toString();

    @TempDir
    Path directory;

    private final SystemScheduling scheduling = new SystemScheduling(1, 2);

    @AfterEach
    void stop() {
        scheduling.close();
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void messagesOfBeforeHaveNoStarAndTheirChatsWereNeverEmptied(DatabaseKind kind) throws Exception {
        JdbcStoreOptions options = kind.options(directory).withIterations(StoreFixture.FEW_ITERATIONS);
        Files.createDirectories(directory.resolve("data"));
        OldSchema.create(options, "30");
        String key = kind == DatabaseKind.SQLITE ? "X'41'" : "'\\x41'";
        try (Connection connection = kind.connect(options);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO wa_chat (session_id, chat, last_at) VALUES (7, '" + CHAT + "', 9)");
            statement.executeUpdate("INSERT INTO wa_message (session_id, chat, author, record_key, at, kind)"
                    + " VALUES (7, '" + CHAT + "', '" + CHAT + "', " + key + ", 9, 'text')");
        }
        new JdbcStore(options, StoreFixture.environment(scheduling)).close();

        try (Connection connection = kind.connect(options)) {
            assertThat(row(connection, "SELECT at, starred_at FROM wa_message")).isEqualTo("9 0");
            assertThat(row(connection, "SELECT last_at, cleared_at, erased_at, deleted_at FROM wa_chat"))
                    .isEqualTo("9 0 0 0");
        }
    }

    private static String row(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            StringBuilder all = new StringBuilder();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                all.append(column == 1 ? "" : " ").append(rows.getLong(column));
            }
            return all.toString();
        }
    }
}
