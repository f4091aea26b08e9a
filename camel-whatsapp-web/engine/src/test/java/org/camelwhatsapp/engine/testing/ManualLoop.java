package org.camelwhatsapp.engine.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.session.Mailbox;

/**
 * Threads, clock and mailbox of a session, all in the test's own thread: tasks run in order when {@link #run} is called,
 * and time passes when {@link #advance} is called. A test that uses it always takes the same course.
 */
public final class ManualLoop implements Scheduling, Mailbox {
    private static final int MAX_TASKS = 100_000;

    private record Timer(Instant due, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = due.compareTo(other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long timerNumber;
    private boolean running;

    public Environment environment(long seed) {
        return new Environment(() -> now, new SeededRandom(seed), this);
    }

    public Instant now() {
        return now;
    }

    /** Runs until nothing is left to do without time passing. */
    public void run() {
        running = true;
        int count = 0;
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
            if (++count > MAX_TASKS) {
                throw new AssertionError("the tasks do not come to an end");
            }
        }
        running = false;
    }

    /** Lets time pass; timers run at their moment. */
    public void advance(Duration duration) {
        run();
        Instant until = now.plus(duration);
        while (!timers.isEmpty() && !timers.peek().due.isAfter(until)) {
            Timer timer = timers.poll();
            now = timer.due;
            tasks.add(timer.task);
            run();
        }
        now = until;
    }

    /** Timers that were neither called off nor run. */
    public int timers() {
        return timers.size();
    }

    @Override
    public Executor compute() {
        return tasks::add;
    }

    @Override
    public Executor blocking() {
        return tasks::add;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(now.plus(delay), timerNumber++, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public int depth() {
        return tasks.size();
    }

    @Override
    public boolean isCurrent() {
        return running;
    }
}
