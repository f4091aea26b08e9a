package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The connections of a SQLite file: transactions, readers beside the writer, and the settings of both. */
class SqliteDatabaseTest extends SqliteTestBase {
    private static final String ADD = "INSERT INTO wa_session (name) VALUES (?)";

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static void add(SqlSession sql, String name) throws SQLException {
        PreparedStatement statement = sql.prepare(ADD);
        statement.setString(1, name);
        statement.executeUpdate();
    }

    private static final class Told extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void whatThrowsLeavesNothingAndIsPassedOn() {
        assertThatThrownBy(() -> database.write(sql -> {
                    add(sql, "a");
                    throw new IllegalStateException("told to");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("told to");
        assertThatThrownBy(() -> database.write(sql -> {
                    add(sql, "a");
                    throw new Told();
                }))
                .isInstanceOf(Told.class);
        assertKind(
                Kind.REJECTED,
                () -> database.write(sql -> {
                    add(sql, "a");
                    add(sql, "a");
                    return true;
                }));
        assertThat(count("wa_session")).isZero();
    }

    /** A batch that was being filled when the work failed must not be written with the next one. */
    @Test
    void theRowsOfAFailedBatchAreNotThoseOfTheNext() {
        assertThatThrownBy(() -> database.write(sql -> {
                    Batch batch = new Batch(sql, ADD);
                    batch.next().setString(1, "lost");
                    batch.next().setString(1, "lost too");
                    throw new IllegalStateException("told to");
                }))
                .isInstanceOf(IllegalStateException.class);
        database.write(sql -> {
            Batch batch = new Batch(sql, ADD);
            batch.next().setString(1, "kept");
            batch.execute();
            return true;
        });
        assertThat(count("wa_session")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM wa_session WHERE name = 'kept'"))
                .isEqualTo(1);
    }

    @Test
    void aBatchWritesEveryRowItWasGiven() {
        for (int rows : new int[] {0, 1, 2, 700}) {
            execute("DELETE FROM wa_session");
            database.write(sql -> {
                Batch batch = new Batch(sql, ADD);
                for (int i = 0; i < rows; i++) {
                    batch.next().setString(1, "s" + i);
                }
                batch.execute();
                return true;
            });
            assertThat(count("wa_session")).isEqualTo(rows);
        }
    }

    @Test
    void aReaderSeesWhatWasCommittedAndNothingElse() {
        database.write(sql -> {
            add(sql, "a");
            assertThat(count("wa_session")).as("beside the transaction").isZero();
            assertThat(number(sql, "SELECT count(*) FROM wa_session")).isEqualTo(1);
            return true;
        });
        assertThat(count("wa_session")).isEqualTo(1);
    }

    @Test
    void aReaderCannotWrite() {
        assertKind(
                Kind.UNAVAILABLE,
                () -> database.read(sql -> {
                    add(sql, "a");
                    return true;
                }));
        assertThat(count("wa_session")).isZero();
    }

    @Test
    void aReaderIsUsedAgainUntilItFails() {
        List<SqlSession> used = new ArrayList<>();
        database.read(used::add);
        database.read(used::add);
        assertThat(used.get(1)).isSameAs(used.get(0));
        assertKind(
                Kind.UNAVAILABLE,
                () -> database.read(sql -> {
                    throw new SQLException("told to");
                }));
        database.read(used::add);
        assertThat(used.get(2)).isNotSameAs(used.get(0));
    }

    @Test
    void aStatementIsPreparedOncePerConnection() {
        database.read(sql -> {
            PreparedStatement first = sql.prepare("SELECT 1");
            assertThat(sql.prepare("SELECT 1")).isSameAs(first);
            sql.forgetStatements();
            assertThat(first.isClosed()).isTrue();
            assertThat(sql.prepare("SELECT 1")).isNotSameAs(first);
            return true;
        });
    }

    @Test
    void afterItsEndEveryCallSaysSoAndTheFileIsFree() {
        database.close();
        database.close();
        assertThatThrownBy(() -> database.read(sql -> 1)).hasMessage("the store is closed");
        assertKind(Kind.UNAVAILABLE, () -> database.write(sql -> 1));
        try (SqliteDatabase next = new SqliteDatabase(options())) {
            assertThat(next.<Long>read(sql -> number(sql, "SELECT count(*) FROM wa_session")))
                    .isZero();
        }
    }

    @Test
    void aFileThatIsOpenIsNotOpenedAgain() {
        assertKind(Kind.FENCED, () -> new SqliteDatabase(options()));
    }

    @ParameterizedTest
    @CsvSource({
        // Writes ahead; 2 is FULL: a commit that returned survives a power cut.
        "synchronous, 2",
        // In KiB.
        "cache_size, -16384",
        "wal_autocheckpoint, 4096",
        "busy_timeout, 5000",
        "query_only, 0"
    })
    void theWriterHasItsSettings(String pragma, long value) {
        assertThat(database.<Long>write(sql -> number(sql, "PRAGMA " + pragma))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"query_only, 1", "busy_timeout, 5000", "synchronous, 2"})
    void readersHaveTheirSettings(String pragma, long value) {
        assertThat(number("PRAGMA " + pragma)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        // Milliseconds of patience, and of waiting for a lock.
        "1, 1",
        "2147483647, 2147483647",
        // A month is more than the driver can be told.
        "2592000000, 2147483647"
    })
    void aLockIsWaitedForAsLongAsThePatienceLasts(long patience, long timeout) {
        database.close();
        database = new SqliteDatabase(
                options().withLimits(JdbcStoreLimits.DEFAULT.withPatience(Duration.ofMillis(patience))));
        assertThat(number("PRAGMA busy_timeout")).isEqualTo(timeout);
    }

    @ParameterizedTest
    @CsvSource({
        // Bytes, and pages of 4,096 bytes; a file is never made smaller than it is.
        "40960000, 10000",
        "40964095, 10000",
        "40964096, 10001",
        // More than the driver can be told is as much as it can be told.
        "8796093022208, 2147483647",
        "17592186048512, 2147483647",
        "9223372036854775807, 2147483647"
    })
    void theSizeOfTheFileIsBoundedInPages(long bytes, long pages) {
        database.close();
        database = new SqliteDatabase(options().withLimits(JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(bytes)));
        assertThat(database.<Long>write(sql -> number(sql, "PRAGMA max_page_count")))
                .isEqualTo(pages);
    }

    @Test
    void aFileThatIsFullSaysSoAndKeepsWhatIsInIt() {
        execute("INSERT INTO wa_session (name) VALUES ('kept')");
        database.close();
        database = new SqliteDatabase(options().withLimits(JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(1)));
        assertKind(
                Kind.FULL,
                () -> execute("INSERT INTO wa_identity (session_id, record_key, value)"
                        + " VALUES (1, x'00', zeroblob(100000))"));
        assertThat(count("wa_session")).isEqualTo(1);
        assertThat(count("wa_identity")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:/a/b.db, /a/b.db",
        "jdbc:sqlite:b.db, b.db",
        // What follows a question mark is for the driver.
        "jdbc:sqlite:/a/b.db?cache=shared, /a/b.db"
    })
    void theFileIsWhatFollowsThePrefix(String url, String file) {
        assertThat(SqliteDatabase.fileOf(url)).map(Object::toString).contains(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:",
                "jdbc:sqlite:?cache=shared",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::resource:a.db",
                "jdbc:sqlite:file:a.db?mode=memory"
            })
    void aDatabaseThatIsNoFileIsNone(String url) {
        assertThat(SqliteDatabase.fileOf(url)).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> JdbcStoreOptions.of(url, null, null, "p"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the store needs a SQLite file, not memory");
    }

    @Test
    void aUrlThatCannotNameAFileIsRefused() {
        assertThatThrownBy(() -> SqliteDatabase.fileOf("jdbc:sqlite:a\0b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the URL of the store names no file");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:a.db, SQLITE",
        "jdbc:postgresql:db, POSTGRESQL",
        "jdbc:postgresql://host/db?user=u, POSTGRESQL"
    })
    void aUrlNamesItsDialect(String url, Dialect dialect) {
        assertThat(Dialect.ofUrl(url)).isEqualTo(dialect);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.db", "sqlite:a.db", "jdbc:h2:mem:a", "JDBC:SQLITE:a.db", " jdbc:sqlite:a.db"})
    void aUrlOfAnotherDatabaseIsRefusedWithoutBeingRepeated(String url) {
        assertThatThrownBy(() -> Dialect.ofUrl(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the store takes a jdbc:sqlite: or jdbc:postgresql: URL");
    }

    @Test
    void bothDialectsNameTheSamePlaceholders() {
        assertThat(Dialect.POSTGRESQL.placeholders().keySet())
                .isEqualTo(Dialect.SQLITE.placeholders().keySet())
                .containsExactlyInAnyOrder("blob", "identity", "records", "now");
    }

    @Test
    void theClockOfTheDatabaseCountsMilliseconds() {
        long before = java.time.InstantSource.system().millis();
        long now = number("SELECT " + Dialect.SQLITE.nowMillis());
        // The same clock, which the database reads to the millisecond.
        assertThat(now).isBetween(before - 1_000, before + 120_000);
    }
}
