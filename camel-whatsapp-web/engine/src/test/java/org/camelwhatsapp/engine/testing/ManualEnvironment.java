package org.camelwhatsapp.engine.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;

/**
 * Time and threads that stand still until the test moves them: tasks run in {@link #runPending()}, in order, on the thread of
 * the test, and delayed ones in {@link #advance}.
 */
public final class ManualEnvironment implements Scheduling {
    private record Timed(Instant due, long number, Runnable task) {}

    private static final int MAX_TASKS = 1_000_000;

    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final PriorityQueue<Timed> timed =
            new PriorityQueue<>(Comparator.comparing(Timed::due).thenComparing(Timed::number));
    private Instant now = Instant.parse("2026-01-15T12:00:00Z");
    private long number;

    public Environment environment() {
        return new Environment(() -> now, new SeededRandom(3), this);
    }

    public Instant now() {
        return now;
    }

    /** Moves the clock without running anything, as when somebody sets it. */
    public void setClock(Instant time) {
        now = time;
    }

    @Override
    public Executor compute() {
        return ready::add;
    }

    @Override
    public Executor blocking() {
        return ready::add;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Timed entry = new Timed(now.plus(delay), number++, task);
        timed.add(entry);
        return () -> timed.remove(entry);
    }

    /** How many delayed tasks wait. */
    public int timers() {
        return timed.size();
    }

    /** Runs what is ready, and what that makes ready. */
    public void runPending() {
        int count = 0;
        for (Runnable task = ready.poll(); task != null; task = ready.poll()) {
            task.run();
            if (++count > MAX_TASKS) {
                throw new AssertionError("the tasks never end");
            }
        }
    }

    /** Fires the delayed tasks that are due, without running what they hand to a pool. */
    public void fireDue() {
        while (!timed.isEmpty() && !timed.peek().due.isAfter(now)) {
            timed.poll().task.run();
        }
    }

    /** Lets the time pass, stopping at every delayed task. */
    public void advance(Duration duration) {
        runPending();
        Instant target = now.plus(duration);
        while (!timed.isEmpty() && !timed.peek().due.isAfter(target)) {
            Timed next = timed.poll();
            if (next.due.isAfter(now)) {
                now = next.due;
            }
            next.task.run();
            runPending();
        }
        now = target;
    }
}
