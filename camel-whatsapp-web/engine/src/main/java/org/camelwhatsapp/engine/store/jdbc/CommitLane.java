package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded queue of commits and the loop that writes them: what waits is written in one database transaction (group
 * commit), in the order of arrival. Thread-safe.
 *
 * <p>No thread of its own: a task on the blocking pool runs while there is work. It owns {@code writing}; nobody waits
 * for that lock except {@link #finish}, which does the work itself if the pool has no thread left for it.
 *
 * <p>A commit that nobody waits for does not start the loop: it shares the disk write of the next one that somebody waits
 * for, and is written without one after {@link #COMPANY}, or when much has gathered.
 *
 * <p>A transaction that fails fails all its members, unless the database is there and refused something: then each is
 * written once alone, so that one bad record does not fail other sessions. A session whose write failed is broken off.
 */
final class CommitLane {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLane.class);

    /** How long a commit waits for company. So much later a process that was killed begins again, at most. */
    private static final Duration COMPANY = Duration.ofMillis(20);

    private final Database database;
    private final BatchWriter writer;
    private final Scheduling scheduling;
    private final JdbcStoreLimits limits;
    private final ReentrantLock writing = new ReentrantLock();

    /** Guards the five fields below; held for a few instructions only. */
    private final Object queueLock = new Object();

    private final Deque<Commit> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean scheduled;
    /** Whether what waits is to be written now. */
    private boolean due;
    /** Whether a timer will say that it is due. */
    private boolean armed;

    private final LongAdder committed = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder failed = new LongAdder();

    CommitLane(Database database, BatchWriter writer, Scheduling scheduling, JdbcStoreLimits limits) {
        this.database = database;
        this.writer = writer;
        this.scheduling = scheduling;
        this.limits = limits;
    }

    /** Takes the commit, or refuses it at once when too much waits. Does not block. */
    void submit(Commit commit) {
        submit(commit, true);
    }

    /** As {@link #submit(Commit)}, for what nobody waits for. */
    void submitLater(Commit commit) {
        submit(commit, false);
    }

    private void submit(Commit commit, boolean urgent) {
        boolean accepted;
        boolean schedule = false;
        boolean arm = false;
        synchronized (queueLock) {
            accepted = queue.isEmpty()
                    || (queue.size() < limits.queuedCommits()
                            && queuedBytes + commit.writes().bytes() <= limits.queuedBytes());
            if (accepted) {
                queue.addLast(commit);
                queuedBytes += commit.writes().bytes();
                due |= urgent || isMuch();
                schedule = due && !scheduled;
                scheduled |= due;
                arm = !due && !armed;
                armed |= arm;
            }
        }
        if (!accepted) {
            StoreException full = new StoreException(Kind.UNAVAILABLE, "too many writes wait for the database", null);
            commit.owner().fail(full);
            failed.increment();
            commit.stage().completeExceptionally(full);
        } else if (schedule) {
            start();
        } else if (arm) {
            arm();
        }
    }

    private boolean isMuch() {
        return queue.size() >= Math.min(limits.batchCommits(), limits.queuedCommits() / 2)
                || queuedBytes >= Math.min(limits.batchBytes(), limits.queuedBytes() / 2);
    }

    private void arm() {
        try {
            scheduling.schedule(COMPANY, this::onTimer);
        } catch (RejectedExecutionException e) {
            LOG.debug("no timer is left, what waits is written at once");
            onTimer();
        }
    }

    private void onTimer() {
        boolean schedule;
        synchronized (queueLock) {
            armed = false;
            due = !queue.isEmpty();
            schedule = due && !scheduled;
            scheduled |= due;
        }
        if (schedule) {
            start();
        }
    }

    private void start() {
        try {
            scheduling.blocking().execute(this::drain);
        } catch (RejectedExecutionException e) {
            List<Commit> dropped;
            synchronized (queueLock) {
                dropped = List.copyOf(queue);
                queue.clear();
                queuedBytes = 0;
                scheduled = false;
                due = false;
            }
            fail(dropped, new StoreException(Kind.UNAVAILABLE, "no thread is left to write to the database", e));
        }
    }

    private void drain() {
        writing.lock();
        try {
            for (List<Commit> batch = next(); !batch.isEmpty(); batch = next()) {
                write(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Blocks until this stage, which was submitted here, is complete. */
    void finish(CompletionStage<Void> stage) {
        var future = stage.toCompletableFuture();
        synchronized (queueLock) {
            due = !queue.isEmpty();
        }
        writing.lock();
        try {
            while (!future.isDone()) {
                List<Commit> batch = next();
                if (batch.isEmpty()) {
                    return;
                }
                write(batch);
            }
        } finally {
            writing.unlock();
        }
    }

    /** Takes the commits for one transaction off the queue. None: the loop ends, and another starts when some are due. */
    private List<Commit> next() {
        List<Commit> batch = new ArrayList<>();
        long bytes = 0;
        synchronized (queueLock) {
            for (Commit first = queue.peekFirst(); due && first != null; first = queue.peekFirst()) {
                bytes += first.writes().bytes();
                if (!batch.isEmpty() && (batch.size() == limits.batchCommits() || bytes > limits.batchBytes())) {
                    break;
                }
                batch.add(queue.removeFirst());
                queuedBytes -= first.writes().bytes();
            }
            due = !queue.isEmpty() && due;
            if (batch.isEmpty()) {
                scheduled = false;
            }
        }
        return batch;
    }

    private void write(List<Commit> batch) {
        List<Commit> sound = soundOf(batch);
        if (sound.isEmpty()) {
            return;
        }
        StoreException failure = tryWrite(sound);
        if (failure == null) {
            succeed(sound);
        } else if (sound.size() > 1 && mayBeOneMember(failure)) {
            LOG.debug("a transaction of {} commits failed, writing them one by one: {}", sound.size(), failure.code());
            sound.forEach(this::writeAlone);
        } else {
            fail(sound, failure);
        }
    }

    private void writeAlone(Commit commit) {
        List<Commit> alone = soundOf(List.of(commit));
        if (alone.isEmpty()) {
            return;
        }
        StoreException failure = tryWrite(alone);
        if (failure == null) {
            succeed(alone);
        } else {
            fail(alone, failure);
        }
    }

    /** Fails the commits of broken sessions, and returns the others. */
    private List<Commit> soundOf(List<Commit> batch) {
        List<Commit> sound = new ArrayList<>(batch.size());
        for (Commit commit : batch) {
            StoreException refusal = commit.owner().isBroken() ? commit.owner().refusal() : null;
            if (refusal == null) {
                sound.add(commit);
            } else {
                failed.increment();
                commit.stage().completeExceptionally(refusal);
            }
        }
        return sound;
    }

    private @Nullable StoreException tryWrite(List<Commit> commits) {
        try {
            database.write(sql -> {
                writer.write(sql, commits);
                return commits.size();
            });
            return null;
        } catch (StoreException e) {
            return e;
        } catch (RuntimeException | Error e) {
            // Nobody waits for this loop: what is thrown here would leave the callers waiting for ever.
            LOG.error("writing {} commits failed unexpectedly", commits.size(), e);
            return new StoreException(Kind.UNAVAILABLE, "writing failed unexpectedly", e);
        }
    }

    private static boolean mayBeOneMember(StoreException failure) {
        return switch (failure.kind()) {
            case REJECTED, FENCED, CORRUPT -> true;
            default -> SqlErrors.isCollision(failure);
        };
    }

    private void succeed(List<Commit> commits) {
        transactions.increment();
        committed.add(commits.size());
        for (Commit commit : commits) {
            commit.stage().complete(null);
        }
    }

    private void fail(List<Commit> commits, StoreException reason) {
        failed.add(commits.size());
        commits.forEach(commit -> commit.owner().breakOff(reason));
        commits.forEach(commit -> commit.stage().completeExceptionally(reason));
    }

    LaneStatistics statistics() {
        synchronized (queueLock) {
            return new LaneStatistics(queue.size(), queuedBytes, committed.sum(), transactions.sum(), failed.sum());
        }
    }
}
