package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.await;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.begin;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.failure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** What only several processes on one PostgreSQL database can do. */
class PostgresStoreTest extends StoreTestBase {
    private static final Duration LEASE = DatabaseKind.LEASE;
    private static final Duration BRIEF = Duration.ofMillis(300);

    /** Leases are renewed and run out when the test says so. */
    private final HeldTimers timers = new HeldTimers(scheduling);

    @Override
    DatabaseKind kind() {
        return DatabaseKind.POSTGRESQL;
    }

    @Override
    JdbcStore openStore(JdbcStoreOptions options) {
        return new JdbcStore(options, new Environment(InstantSource.system(), new SecureRandomSource(), timers));
    }

    private void passTheLease() throws Exception {
        tamper("UPDATE wa_owner SET expires_at = 0");
    }

    @Test
    void aSecondProcessMustWaitForTheLease() throws Exception {
        try (JdbcStore second = openStore(options())) {
            assertThatThrownBy(() -> second.open("main"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
            DeviceStore other = second.open("other");
            commit(other, t -> t.put(other.preKeys(), "k", bytes(1, 1)));

            device.close();
            DeviceStore taken = second.open("main");
            commit(taken, t -> t.put(taken.preKeys(), "k", bytes(1, 1)));
        }
        device = store.open("main");
        assertThat(device.preKeys().get("k")).isEqualTo(bytes(1, 1));
    }

    @Test
    void anOwnerThatWasTakenOverCannotWriteAnyMore() throws Exception {
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
        DeviceStore unharmed = store.open("unharmed");
        passTheLease();
        try (JdbcStore second = openStore(options())) {
            DeviceStore taken = second.open("main");

            CompletionStage<Void> late = begin(device, t -> t.put(device.preKeys(), "k", bytes(1, 66)));
            CompletionStage<Void> elsewhere = begin(unharmed, t -> t.put(unharmed.preKeys(), "k", bytes(1, 2)));

            assertThat(failure(late).kind()).isEqualTo(Kind.FENCED);
            await(elsewhere);
            assertThat(await(device.lost()).kind()).isEqualTo(Kind.FENCED);
            assertThat(taken.preKeys().get("k")).isEqualTo(bytes(1, 1));
            assertThatThrownBy(() -> device.preKeys().get("k"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
            commit(taken, t -> t.put(taken.preKeys(), "k", bytes(1, 3)));
            device.close();
            commit(taken, t -> t.put(taken.preKeys(), "k", bytes(1, 4)));
        }
    }

    @Test
    void aPurgeByAFormerOwnerIsRefused() throws Exception {
        passTheLease();
        try (JdbcStore second = openStore(options())) {
            DeviceStore taken = second.open("main");
            commit(taken, t -> {
                t.append(StoreFixture.inboxEntry(1));
                t.inboxDone(1);
            });
            assertThatThrownBy(() -> device.inbox().purgeDone(Long.MAX_VALUE))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
            assertThat(taken.inbox().known(List.of(StoreFixture.hash(1)))).hasSize(1);
        }
    }

    @Test
    void theClockOfTheDatabaseDecidesWhenALeaseIsOver() throws Exception {
        // The wall clock of this process is a year ahead; only the database's counts.
        Environment ahead = new Environment(
                () -> java.time.Instant.now().plus(Duration.ofDays(365)), new SecureRandomSource(), scheduling);
        try (JdbcStore second = new JdbcStore(options(), ahead)) {
            assertThatThrownBy(() -> second.open("main")).isInstanceOf(StoreException.class);
            passTheLease();
            second.open("main");
        }
    }

    private void reopenWith(JdbcStoreLimits limits) {
        store.close();
        JdbcStoreOptions options = options().withLimits(limits);
        patiently(() -> store = openStore(options));
        patiently(() -> device = store.open("main"));
    }

    /** Again and again while the database cannot be reached in time: a busy machine may need longer than a short patience. */
    private static void patiently(Runnable call) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .ignoreExceptionsMatching(e -> e instanceof StoreException failure && failure.isRetryable())
                .until(() -> {
                    call.run();
                    return true;
                });
    }

    private void writesAgain() {
        patiently(() -> {
            device.close();
            device = store.open("main");
            try {
                commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
            } catch (CompletionException e) {
                throw (StoreException) e.getCause();
            }
        });
        assertThat(device.preKeys().count()).isEqualTo(1);
    }

    @Test
    void anOwnerThatCannotRenewStopsItselfInTime() throws Exception {
        reopenWith(JdbcStoreLimits.DEFAULT.withPatience(BRIEF));
        try (Connection foreign = foreign();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.execute("LOCK TABLE wa_owner IN ACCESS EXCLUSIVE MODE");

            timers.fire(LEASE.dividedBy(3));
            timers.await(LEASE.dividedBy(3));
            assertThat(device.lost().toCompletableFuture())
                    .as("there is time for another try")
                    .isNotDone();
            timers.fire(LEASE.multipliedBy(3).dividedBy(4));
            assertThat(await(device.lost()).kind()).isEqualTo(Kind.FENCED);

            // A quarter of the lease is left by the database's clock: nobody else was let in yet.
            try (ResultSet rows = statement.executeQuery(
                    "SELECT count(*) FROM wa_owner WHERE expires_at > " + Dialect.POSTGRESQL.nowMillis())) {
                rows.next();
                assertThat(rows.getInt(1)).isEqualTo(1);
            }
            assertThat(failure(begin(device, t -> t.put(device.preKeys(), "k", bytes(1, 1))))
                            .kind())
                    .isEqualTo(Kind.FENCED);
            foreign.rollback();
        }
        writesAgain();
    }

    @Test
    void aLeaseIsRenewedWhileTheProcessLives() throws Exception {
        for (int renewal = 0; renewal < 3; renewal++) {
            long before = expiry();
            tamper("UPDATE wa_owner SET expires_at = expires_at - 60000");
            timers.fire(LEASE.dividedBy(3));
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> expiry() >= before);
        }
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
    }

    private long expiry() throws Exception {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(expires_at) FROM wa_owner")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aLockedDatabaseIsGivenUpInBoundedTime() throws Exception {
        reopenWith(JdbcStoreLimits.DEFAULT.withPatience(BRIEF));
        try (Connection foreign = foreign();
                Statement statement = foreign.createStatement()) {
            foreign.setAutoCommit(false);
            statement.execute("LOCK TABLE wa_pre_key IN ACCESS EXCLUSIVE MODE");
            StoreException thrown = failure(begin(device, t -> t.put(device.preKeys(), "k", bytes(1, 1))));
            assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(thrown.isRetryable()).isTrue();
            assertThatThrownBy(() -> device.preKeys().get("k"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
            foreign.rollback();
        }
        writesAgain();
    }

    @Test
    void aServerThatCannotBeReachedIsUnavailable() {
        JdbcStoreOptions nowhere = JdbcStoreOptions.of("jdbc:postgresql://127.0.0.1:1/none", "u", "p", "x")
                .withLimits(JdbcStoreLimits.DEFAULT.withPatience(BRIEF));
        try (SystemScheduling own = new SystemScheduling(1, 1)) {
            assertThatThrownBy(() -> new JdbcStore(nowhere, StoreFixture.environment(own)))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
        }
    }

    @Test
    void twoProcessesMayMakeTheStoreAtTheSameTime() throws Exception {
        store.close();
        for (String table : List.of("wa_store_header", "wa_data_key")) {
            tamper("DELETE FROM " + table);
        }
        var first =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> openStore(options()), scheduling.blocking());
        var second =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> openStore(options()), scheduling.blocking());
        try (JdbcStore a = await(first);
                JdbcStore b = await(second)) {
            DeviceStore one = a.open("one");
            commit(one, t -> t.put(one.preKeys(), "k", bytes(1, 1)));
            one.close();
            assertThat(b.open("one").preKeys().get("k")).isEqualTo(bytes(1, 1));
        }
    }

    @Test
    void aDataKeyMadeByAnotherProcessIsFound() {
        try (JdbcStore second = openStore(options())) {
            store.keys().rotateDataKey();
            commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
            device.close();
            assertThat(second.open("main").preKeys().get("k")).isEqualTo(bytes(1, 1));
        }
    }
}
