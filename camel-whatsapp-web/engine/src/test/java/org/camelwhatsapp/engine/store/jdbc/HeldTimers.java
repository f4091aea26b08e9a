package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.env.Scheduling;

/** Real threads; delayed tasks wait until the test lets them run, so that no machine is too slow for a short delay. */
final class HeldTimers implements Scheduling {
    private record Timer(Duration delay, Runnable task) {}

    private final Scheduling threads;
    private final List<Timer> timers = new CopyOnWriteArrayList<>();

    HeldTimers(Scheduling threads) {
        this.threads = threads;
    }

    @Override
    public Executor compute() {
        return threads.compute();
    }

    @Override
    public Executor blocking() {
        return threads.blocking();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(delay, task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** Waits until a task has this delay. */
    void await(Duration delay) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> timers.stream().anyMatch(timer -> timer.delay().equals(delay)));
    }

    /** Runs the task with this delay, as soon as there is one. */
    void fire(Duration delay) {
        await(delay);
        Timer due = timers.stream()
                .filter(timer -> timer.delay().equals(delay))
                .findFirst()
                .orElseThrow();
        timers.remove(due);
        compute().execute(due.task());
    }
}
