package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every limit of the store: the least and the most that is taken, and one beyond. */
class StoreBoundsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static JdbcStoreLimits connections(int lanes, int readers) {
        return new JdbcStoreLimits(lanes, readers, 1, 1, 1, 1, SECOND, 0);
    }

    private static JdbcStoreOptions options() {
        return JdbcStoreOptions.of("jdbc:postgresql:db", "user", "password", "p");
    }

    private static Retention retention(Duration hashes, long bytes, int perRun, Duration every) {
        return new Retention(hashes, SECOND, bytes, SECOND, perRun, every);
    }

    private static Arguments value(String what, Supplier<Object> made) {
        return Arguments.of(what, made);
    }

    static Stream<Arguments> taken() {
        return Stream.of(
                value("one connection of each kind", () -> connections(1, 1)),
                value("as many as there may be", () -> connections(64, 64)),
                value("a queue of one", () -> JdbcStoreLimits.DEFAULT.withQueue(1, 1)),
                value(
                        "a queue without end",
                        () -> JdbcStoreLimits.DEFAULT.withQueue(Integer.MAX_VALUE, Long.MAX_VALUE)),
                value("a batch of one", () -> JdbcStoreLimits.DEFAULT.withBatch(1, 1)),
                value("a millisecond", () -> JdbcStoreLimits.DEFAULT.withPatience(Duration.ofMillis(1))),
                value("a file without limit", () -> JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(0)),
                value("one iteration", () -> options().withIterations(1)),
                value("a lease of a second", () -> options().withLease(SECOND)),
                value("a passphrase of a blank", () -> options().withPassphrase(" ")),
                value("nothing is kept", () -> retention(Duration.ZERO, 0, 1, Duration.ofMillis(10))),
                value("an hour of one message", () -> Retention.DEFAULT.withArchive(Duration.ofHours(1), 1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void whatIsOnTheBoundIsTaken(String what, Supplier<Object> made) {
        assertThatCode(made::get).doesNotThrowAnyException();
    }

    private static Arguments beyond(String message, Supplier<Object> made) {
        return Arguments.of(message, made);
    }

    static Stream<Arguments> refused() {
        String retention = "a retention is not negative";
        String archive = "the archive keeps at least an hour, and one message of a chat";
        String runs = "maintenance drops at least one row, and not more often than every 10 ms";
        Duration less = Duration.ofMillis(-1);
        return Stream.of(
                beyond("lanes out of range", () -> connections(0, 1)),
                beyond("lanes out of range", () -> connections(65, 1)),
                beyond("readers out of range", () -> connections(1, 0)),
                beyond("readers out of range", () -> connections(1, 65)),
                beyond("commits out of range", () -> JdbcStoreLimits.DEFAULT.withQueue(0, 1)),
                beyond("commits out of range", () -> JdbcStoreLimits.DEFAULT.withBatch(0, 1)),
                beyond("bytes out of range", () -> JdbcStoreLimits.DEFAULT.withQueue(1, 0)),
                beyond("bytes out of range", () -> JdbcStoreLimits.DEFAULT.withBatch(1, 0)),
                beyond("bytes out of range", () -> JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(-1)),
                beyond("patience out of range", () -> JdbcStoreLimits.DEFAULT.withPatience(Duration.ofNanos(999_999))),
                beyond(
                        "the passphrase needs at least one iteration",
                        () -> options().withIterations(0)),
                beyond("a lease lasts at least one second", () -> options().withLease(Duration.ofMillis(999))),
                beyond("the store needs a passphrase", () -> options().withPassphrase("")),
                beyond(retention, () -> retention(less, 0, 1, SECOND)),
                beyond(retention, () -> new Retention(SECOND, less, 0, SECOND, 1, SECOND)),
                beyond(retention, () -> new Retention(SECOND, SECOND, 0, less, 1, SECOND)),
                beyond(retention, () -> retention(SECOND, -1, 1, SECOND)),
                beyond(runs, () -> retention(SECOND, 0, 0, SECOND)),
                beyond(runs, () -> retention(SECOND, 0, 1, Duration.ofMillis(9))),
                beyond(archive, () -> Retention.DEFAULT.withArchive(Duration.ofMillis(3_599_999), 1)),
                beyond(archive, () -> Retention.DEFAULT.withArchive(Duration.ofHours(1), 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsBeyondTheBoundIsRefusedByName(String message, Supplier<Object> made) {
        assertThatThrownBy(made::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    /** Each of the short ways to other options changes what it names and nothing else. */
    @Test
    void aChangedOptionLeavesTheOthersAsTheyWere() {
        JdbcStoreLimits limits = JdbcStoreLimits.DEFAULT.withQueue(7, 8).withBatch(5, 6);
        Retention kept = Retention.DEFAULT.withArchive(Duration.ofDays(2), 3);
        JdbcStoreOptions changed = options()
                .withLimits(limits.withPatience(Duration.ofMillis(9)).withMaxDatabaseBytes(10))
                .withRetention(kept)
                .withLease(Duration.ofSeconds(11))
                .withIterations(12)
                .withPassphrase("other");
        assertThat(changed)
                .isEqualTo(new JdbcStoreOptions(
                        "jdbc:postgresql:db",
                        "user",
                        "password",
                        "other",
                        12,
                        Duration.ofSeconds(11),
                        new JdbcStoreLimits(4, 4, 7, 8, 5, 6, Duration.ofMillis(9), 10),
                        new Retention(
                                Duration.ofDays(14),
                                Duration.ofDays(7),
                                64L << 20,
                                Duration.ofDays(180),
                                Duration.ofDays(2),
                                3,
                                2_000,
                                Duration.ofMinutes(10))));
    }
}
