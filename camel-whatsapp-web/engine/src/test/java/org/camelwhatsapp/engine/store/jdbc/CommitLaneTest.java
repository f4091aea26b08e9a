package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.failure;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** The queue and its failures, against a database that does as it is told, on an executor that waits to be driven. */
class CommitLaneTest {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private boolean refuseTimers;
    private final List<List<String>> written = new ArrayList<>();
    /** What the database says to a batch: null is yes. */
    private Function<List<String>, Throwable> answer = batch -> null;

    private final OwnedSession anna = new OwnedSession(1, "anna", 1);
    private final OwnedSession bert = new OwnedSession(2, "bert", 1);

    private final Database database = new Database() {
        @Override
        public Dialect dialect() {
            return Dialect.SQLITE;
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
            try {
                return work.run(null);
            } catch (java.sql.SQLException e) {
                throw SqlErrors.translate(e);
            }
        }

        @Override
        public void close() {}
    };

    private final BatchWriter writer = new BatchWriter(new Fence(Dialect.SQLITE)) {
        @Override
        void write(SqlSession sql, List<Commit> commits) {
            List<String> names = commits.stream().map(CommitLaneTest::nameOf).toList();
            Throwable refusal = answer.apply(names);
            if (refusal instanceof RuntimeException e) {
                throw e;
            }
            if (refusal instanceof Error e) {
                throw e;
            }
            written.add(names);
        }
    };

    private static String nameOf(Commit commit) {
        return commit.owner().name() + commit.writes().at();
    }

    private CommitLane lane(JdbcStoreLimits limits) {
        return new CommitLane(database, writer, threads(tasks::add), limits);
    }

    private Scheduling threads(Executor executor) {
        return new Scheduling() {
            @Override
            public Executor compute() {
                return executor;
            }

            @Override
            public Executor blocking() {
                return executor;
            }

            @Override
            public Cancellable schedule(Duration delay, Runnable task) {
                if (refuseTimers) {
                    throw new RejectedExecutionException("told to");
                }
                timers.add(task);
                return () -> {};
            }
        };
    }

    private CompletableFuture<Void> submit(CommitLane lane, OwnedSession owner, int number, long bytes) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        lane.submit(new Commit(owner, writes(number, bytes), stage));
        return stage;
    }

    private CompletableFuture<Void> submitLater(CommitLane lane, OwnedSession owner, int number, long bytes) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        lane.submitLater(new Commit(owner, writes(number, bytes), stage));
        return stage;
    }

    private static WriteSet writes(int number, long bytes) {
        return new WriteSet(
                false,
                new EnumMap<>(RecordKind.class),
                List.of(),
                Map.of(),
                Set.of(),
                number,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                List.of(),
                bytes);
    }

    private void drive() {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    private static StoreException refused(Kind kind) {
        return new StoreException(kind, "told to", null);
    }

    @Test
    void whatWaitsIsOneTransactionAndOneTask() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        for (int i = 1; i <= 3; i++) {
            submit(lane, anna, i, 10);
        }
        assertThat(tasks).hasSize(1);
        assertThat(lane.statistics().queuedCommits()).isEqualTo(3);
        assertThat(lane.statistics().queuedBytes()).isEqualTo(30);

        drive();

        assertThat(written).containsExactly(List.of("anna1", "anna2", "anna3"));
        assertThat(lane.statistics()).isEqualTo(new LaneStatistics(0, 0, 3, 1, 0));
        submit(lane, bert, 4, 10);
        assertThat(tasks).as("a new task for new work").hasSize(1);
        drive();
        assertThat(lane.statistics()).isEqualTo(new LaneStatistics(0, 0, 4, 2, 0));
    }

    @Test
    void aTransactionIsBoundedByCommitsAndBytes() {
        CommitLane byCount = lane(JdbcStoreLimits.DEFAULT.withBatch(2, 1_000));
        for (int i = 1; i <= 5; i++) {
            submit(byCount, anna, i, 10);
        }
        drive();
        assertThat(written).containsExactly(List.of("anna1", "anna2"), List.of("anna3", "anna4"), List.of("anna5"));

        written.clear();
        CommitLane byBytes = lane(JdbcStoreLimits.DEFAULT.withBatch(100, 100));
        for (int size : new int[] {60, 40, 1, 500, 99}) {
            submit(byBytes, anna, size, size);
        }
        drive();
        assertThat(written)
                .containsExactly(List.of("anna60", "anna40"), List.of("anna1"), List.of("anna500"), List.of("anna99"));
    }

    @Test
    void theQueueIsBoundedByCommitsAndBytes() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT.withQueue(2, 100));
        CompletableFuture<Void> first = submit(lane, anna, 1, 60);
        CompletableFuture<Void> tooLarge = submit(lane, bert, 2, 50);
        CompletableFuture<Void> second = submit(lane, anna, 3, 40);
        CompletableFuture<Void> tooMany = submit(lane, anna, 4, 0);

        assertThat(failure(tooLarge).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure(tooMany).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(bert.refusal()).isNotNull();
        drive();
        assertThat(first).isCompleted();
        assertThat(second).as("accepted before the refusal").isCompleted();
        assertThat(anna.refusal()).isNotNull();
    }

    @Test
    void aSingleCommitMayBeLargerThanTheQueue() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT.withQueue(2, 100));
        CompletableFuture<Void> large = submit(lane, anna, 1, 5_000);
        drive();
        assertThat(large).isCompleted();
    }

    @Test
    void oneBadMemberFailsOnlyItsOwnSession() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        answer = batch -> batch.contains("anna2") ? refused(Kind.REJECTED) : null;
        CompletableFuture<Void> anna1 = submit(lane, anna, 1, 1);
        CompletableFuture<Void> bert1 = submit(lane, bert, 1, 1);
        CompletableFuture<Void> anna2 = submit(lane, anna, 2, 1);
        CompletableFuture<Void> anna3 = submit(lane, anna, 3, 1);
        CompletableFuture<Void> bert2 = submit(lane, bert, 2, 1);
        drive();
        assertThat(List.of(anna1, bert1, bert2)).allMatch(stage -> !stage.isCompletedExceptionally());
        assertThat(failure(anna2).kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure(anna3).kind()).isEqualTo(Kind.REJECTED);
        assertThat(written).containsExactly(List.of("anna1"), List.of("bert1"), List.of("bert2"));
        assertThat(bert.refusal()).isNull();
    }

    @Test
    void aDatabaseThatIsAwayFailsAllAtOnceAndIsNotAskedAgain() {
        for (Kind kind : List.of(Kind.UNAVAILABLE, Kind.FULL)) {
            List<List<String>> asked = new ArrayList<>();
            OwnedSession one = new OwnedSession(5, "one", 1);
            OwnedSession two = new OwnedSession(6, "two", 1);
            CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
            answer = batch -> {
                asked.add(batch);
                return refused(kind);
            };
            CompletableFuture<Void> first = submit(lane, one, 1, 1);
            CompletableFuture<Void> second = submit(lane, two, 1, 1);
            drive();
            assertThat(failure(first).kind()).isEqualTo(kind);
            assertThat(failure(second).kind()).isEqualTo(kind);
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void aCollisionIsTriedAgainOneByOne() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        answer = batch -> batch.size() > 1
                ? new StoreException(Kind.UNAVAILABLE, "deadlock", new java.sql.SQLException("deadlock", "40P01"))
                : null;
        CompletableFuture<Void> first = submit(lane, anna, 1, 1);
        CompletableFuture<Void> second = submit(lane, bert, 1, 1);
        drive();
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void nobodyWaitsForEverWhenTheUnexpectedHappens() {
        for (Throwable surprise : List.of(new IllegalStateException("bug"), new OutOfMemoryError("told to"))) {
            CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
            OwnedSession one = new OwnedSession(5, "one", 1);
            answer = batch -> surprise;
            CompletableFuture<Void> hit = submit(lane, one, 1, 1);
            drive();
            assertThat(failure(hit).kind()).isEqualTo(Kind.UNAVAILABLE);
            answer = batch -> null;
            CompletableFuture<Void> next = submit(lane, bert, 2, 1);
            drive();
            assertThat(next).isCompleted();
        }
    }

    @Test
    void withoutAThreadTheCommitsFail() {
        CommitLane lane = new CommitLane(
                database,
                writer,
                threads(task -> {
                    throw new RejectedExecutionException("told to");
                }),
                JdbcStoreLimits.DEFAULT);
        CompletableFuture<Void> stage = submit(lane, anna, 1, 1);
        assertThat(failure(stage).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(lane.statistics().queuedCommits()).isZero();
        assertThat(failure(submit(lane, bert, 1, 1)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void whoWaitsForACommitWritesItWithoutAThread() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT.withBatch(1, 1_000));
        CompletableFuture<Void> wanted = submit(lane, anna, 1, 1);
        CompletableFuture<Void> later = submit(lane, bert, 2, 1);

        lane.finish(wanted);

        assertThat(wanted).isCompleted();
        assertThat(later).as("not this caller's work").isNotDone();
        drive();
        assertThat(later).isCompleted();
        lane.finish(later);
        submit(lane, bert, 3, 1);
        drive();
        assertThat(written).containsExactly(List.of("anna1"), List.of("bert2"), List.of("bert3"));
    }

    @Test
    void aCommitSubmittedByTheCompletionOfAnotherIsWrittenToo() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        List<CompletableFuture<Void>> chained = new ArrayList<>();
        submit(lane, anna, 1, 1).thenRun(() -> chained.add(submit(lane, anna, 2, 1)));
        drive();
        assertThat(chained).singleElement().satisfies(stage -> assertThat(stage).isCompleted());
        assertThat(lane.statistics().committed()).isEqualTo(2);
    }

    @Test
    void whatNobodyWaitsForSharesTheNextWrite() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        CompletableFuture<Void> first = submitLater(lane, anna, 1, 1);
        CompletableFuture<Void> second = submitLater(lane, anna, 2, 1);
        drive();
        assertThat(written).isEmpty();
        assertThat(timers).as("one for both").hasSize(1);

        submit(lane, bert, 3, 1);
        drive();

        assertThat(written).containsExactly(List.of("anna1", "anna2", "bert3"));
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void whatNobodyWaitsForIsWrittenAfterAWhileAllTheSame() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        for (int i = 1; i <= 2; i++) {
            CompletableFuture<Void> stage = submitLater(lane, anna, i, 1);
            timers.removeFirst().run();
            drive();
            assertThat(stage).isCompleted();
        }
        assertThat(timers).isEmpty();
        assertThat(written).containsExactly(List.of("anna1"), List.of("anna2"));
    }

    @Test
    void aTimerThatComesLateFindsNothingToDo() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        submitLater(lane, anna, 1, 1);
        submit(lane, anna, 2, 1);
        drive();
        timers.removeFirst().run();
        assertThat(tasks).isEmpty();
        submitLater(lane, anna, 3, 1);
        drive();
        assertThat(timers).hasSize(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void muchThatNobodyWaitsForIsWrittenAtOnce() {
        CommitLane many = lane(JdbcStoreLimits.DEFAULT.withBatch(2, 1_000));
        submitLater(many, anna, 1, 1);
        submitLater(many, anna, 2, 1);
        drive();
        CommitLane large = lane(JdbcStoreLimits.DEFAULT.withBatch(10, 1_000));
        submitLater(large, bert, 3, 1_000);
        drive();
        assertThat(written).containsExactly(List.of("anna1", "anna2"), List.of("bert3"));
    }

    @Test
    void whatNobodyWaitsForIsWrittenBeforeTheEnd() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        CompletableFuture<Void> last = submitLater(lane, anna, 1, 1);
        lane.finish(last);
        assertThat(last).isCompleted();
        assertThat(written).containsExactly(List.of("anna1"));
    }

    @Test
    void withoutATimerWhatNobodyWaitsForIsWrittenAtOnce() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        refuseTimers = true;
        CompletableFuture<Void> first = submitLater(lane, anna, 1, 1);
        drive();
        assertThat(first).isCompleted();
        refuseTimers = false;
        submitLater(lane, anna, 2, 1);
        assertThat(timers).as("the next one has a timer again").hasSize(1);
    }

    /** Otherwise what nobody waits for would fill the queue, and what somebody waits for would be refused. */
    @Test
    void halfAFullQueueIsNotLeftToTheTimer() {
        CommitLane many = lane(JdbcStoreLimits.DEFAULT.withQueue(4, 1_000));
        submitLater(many, anna, 1, 1);
        assertThat(tasks).isEmpty();
        submitLater(many, anna, 2, 1);
        drive();
        CommitLane large = lane(JdbcStoreLimits.DEFAULT.withQueue(100, 100));
        submitLater(large, bert, 3, 49);
        assertThat(tasks).isEmpty();
        submitLater(large, bert, 4, 1);
        drive();
        assertThat(written).containsExactly(List.of("anna1", "anna2"), List.of("bert3", "bert4"));
    }

    @Test
    void aFullQueueRefusesWhatNobodyWaitsForToo() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT.withQueue(1, 100));
        CompletableFuture<Void> first = submitLater(lane, anna, 1, 1);
        CompletableFuture<Void> second = submitLater(lane, bert, 2, 1);
        assertThat(failure(second)).hasMessage("too many writes wait for the database");
        assertThat(lane.statistics()).isEqualTo(new LaneStatistics(1, 1, 0, 0, 1));
        drive();
        assertThat(first).isCompleted();
    }

    @Test
    void whoWaitsForWhatIsNotInTheQueueIsNotHeld() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        CompletableFuture<Void> elsewhere = new CompletableFuture<>();
        CompletableFuture<Void> queued = submit(lane, anna, 1, 1);
        lane.finish(elsewhere);
        assertThat(elsewhere).isNotDone();
        assertThat(queued).as("it was looked for behind what waits").isCompleted();
    }

    @Test
    void theStatisticsTellSuccessesFromFailures() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        answer = batch -> batch.contains("bert2") ? refused(Kind.REJECTED) : null;
        submit(lane, anna, 1, 5);
        submit(lane, bert, 2, 5);
        submit(lane, bert, 3, 5);
        drive();
        assertThat(lane.statistics()).isEqualTo(new LaneStatistics(0, 0, 1, 1, 2));
    }

    /** The stage tells of the failure when the session says already that it is over. */
    @Test
    void aSessionIsBrokenBeforeItsCommitsFail() {
        CommitLane lane = lane(JdbcStoreLimits.DEFAULT);
        answer = batch -> refused(Kind.FULL);
        List<Boolean> broken = new ArrayList<>();
        submit(lane, anna, 1, 1).whenComplete((done, failure) -> broken.add(bert.isBroken()));
        submit(lane, bert, 2, 1).whenComplete((done, failure) -> broken.add(anna.isBroken()));
        drive();
        assertThat(broken).containsExactly(true, true);
    }
}
