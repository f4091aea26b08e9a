package org.camelwhatsapp.engine.store.jdbc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
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
 * <p>A transaction that fails fails all its members, unless the database is there and refused something: then each is
 * written once alone, so that one bad record does not fail other sessions. A session whose write failed is broken off.
 */
final class CommitLane {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLane.class);

    private final Database database;
    private final BatchWriter writer;
    private final Executor executor;
    private final JdbcStoreLimits limits;
    private final ReentrantLock writing = new ReentrantLock();

    /** Guards the three fields below; held for a few instructions only. */
    private final Object queueLock = new Object();

    private final Deque<Commit> queue = new ArrayDeque<>();
    private long queuedBytes;
    private boolean scheduled;

    private final LongAdder committed = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder failed = new LongAdder();

    CommitLane(Database database, BatchWriter writer, Executor executor, JdbcStoreLimits limits) {
        this.database = database;
        this.writer = writer;
        this.executor = executor;
        this.limits = limits;
    }

    /** Takes the commit, or refuses it at once when too much waits. Does not block. */
    void submit(Commit commit) {
        boolean accepted;
        boolean schedule = false;
        synchronized (queueLock) {
            accepted = queue.isEmpty()
                    || (queue.size() < limits.queuedCommits()
                            && queuedBytes + commit.writes().bytes() <= limits.queuedBytes());
            if (accepted) {
                queue.addLast(commit);
                queuedBytes += commit.writes().bytes();
                schedule = !scheduled;
                scheduled = true;
            }
        }
        if (!accepted) {
            StoreException full = new StoreException(Kind.UNAVAILABLE, "too many writes wait for the database", null);
            commit.owner().fail(full);
            failed.increment();
            commit.stage().completeExceptionally(full);
        } else if (schedule) {
            start();
        }
    }

    private void start() {
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            List<Commit> dropped;
            synchronized (queueLock) {
                dropped = List.copyOf(queue);
                queue.clear();
                queuedBytes = 0;
                scheduled = false;
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

    /** Takes the commits for one transaction off the queue. None: the loop ends, and the next submit starts another. */
    private List<Commit> next() {
        List<Commit> batch = new ArrayList<>();
        long bytes = 0;
        synchronized (queueLock) {
            for (Commit first = queue.peekFirst(); first != null; first = queue.peekFirst()) {
                bytes += first.writes().bytes();
                if (!batch.isEmpty() && (batch.size() == limits.batchCommits() || bytes > limits.batchBytes())) {
                    break;
                }
                batch.add(queue.removeFirst());
                queuedBytes -= first.writes().bytes();
            }
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
