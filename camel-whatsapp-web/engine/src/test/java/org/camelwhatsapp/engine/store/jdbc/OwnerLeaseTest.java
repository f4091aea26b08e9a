package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.sql.DataSource;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** The lease on a clock that the test moves, against a database that may be away. */
class OwnerLeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(12);

    private record Timer(long at, Runnable task) {}

    private final PriorityQueue<Timer> timers = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private final List<Long> renewals = new ArrayList<>();
    private long now;
    private boolean away;
    private boolean refuseTasks;
    private int expired;

    private final Scheduling scheduling = new Scheduling() {
        @Override
        public Executor compute() {
            return Runnable::run;
        }

        @Override
        public Executor blocking() {
            return task -> {
                if (refuseTasks) {
                    throw new RejectedExecutionException("told to");
                }
                task.run();
            };
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            Timer timer = new Timer(now + delay.toMillis(), task);
            timers.add(timer);
            return () -> timers.remove(timer);
        }
    };

    private final Database database = new Database() {
        @Override
        public Dialect dialect() {
            return Dialect.POSTGRESQL;
        }

        @Override
        public DataSource dataSource() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T read(Work<T> work) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T write(Work<T> work) {
            if (away) {
                throw new StoreException(Kind.UNAVAILABLE, "told to", null);
            }
            renewals.add(now);
            return null;
        }

        @Override
        public void close() {}
    };

    private final OwnerLease lease = new OwnerLease(database, scheduling, "me", LENGTH);

    private void start() {
        lease.start(() -> expired++);
        renewals.clear();
    }

    private void passUntil(long seconds) {
        while (!timers.isEmpty() && timers.peek().at() <= seconds * 1_000) {
            Timer due = timers.remove();
            now = due.at();
            due.task().run();
        }
        now = seconds * 1_000;
    }

    @Test
    void isRenewedAfterEachThird() {
        start();
        passUntil(40);
        assertThat(renewals)
                .containsExactly(
                        4_000L, 8_000L, 12_000L, 16_000L, 20_000L, 24_000L, 28_000L, 32_000L, 36_000L, 40_000L);
        assertThat(expired).isZero();
        assertThat(timers)
                .as("one renewal and one watchdog, however long it lasts")
                .hasSize(2);
    }

    @Test
    void aShortAbsenceOfTheDatabaseHarmsNobody() {
        start();
        passUntil(3);
        away = true;
        passUntil(7);
        away = false;
        passUntil(60);
        assertThat(expired).isZero();
    }

    @Test
    void stopsBeforeAnotherMayBegin() {
        start();
        passUntil(5);
        away = true;
        passUntil(12);
        assertThat(expired)
                .as("the last renewal was at 4 s and lasts until 16 s")
                .isZero();
        passUntil(13);
        assertThat(expired).isEqualTo(1);
    }

    @Test
    void goesOnWhenTheDatabaseIsBack() {
        start();
        away = true;
        passUntil(20);
        assertThat(expired).isEqualTo(1);
        away = false;
        passUntil(60);
        assertThat(expired).isEqualTo(1);
        away = true;
        passUntil(90);
        assertThat(expired).isEqualTo(2);
    }

    @Test
    void aPoolThatTakesNoTaskCountsAsAnAbsence() {
        start();
        refuseTasks = true;
        passUntil(10);
        assertThat(expired).isEqualTo(1);
        refuseTasks = false;
        passUntil(30);
        assertThat(renewals).isNotEmpty();
    }

    @Test
    void afterItsEndNothingIsLeft() {
        start();
        lease.close();
        assertThat(timers).isEmpty();
        passUntil(100);
        assertThat(expired).isZero();
    }
}
