package org.camelwhatsapp.engine.env;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The engine's threads. The only place that starts any.
 *
 * <p>Compute threads: one per core. Blocking threads: up to a limit, ended after a minute without work. Both queues are
 * bounded; a task beyond that is refused with {@link java.util.concurrent.RejectedExecutionException}. All threads are
 * daemons.
 */
public final class SystemScheduling implements Scheduling, AutoCloseable {
    /** How many tasks wait for a compute thread at most. */
    public static final int COMPUTE_QUEUE = 65_536;

    /** How many tasks wait for a blocking thread at most. */
    public static final int BLOCKING_QUEUE = 16_384;

    private final ThreadPoolExecutor compute;
    private final ThreadPoolExecutor blocking;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * @param computeThreads at least 1
     * @param blockingThreads at least 1
     */
    public SystemScheduling(int computeThreads, int blockingThreads) {
        compute = pool("whatsapp-compute", computeThreads, COMPUTE_QUEUE);
        blocking = pool("whatsapp-blocking", blockingThreads, BLOCKING_QUEUE);
        timer = new ScheduledThreadPoolExecutor(1, threads("whatsapp-timer"));
        timer.setRemoveOnCancelPolicy(true);
    }

    /** One compute thread per core and eight blocking threads. */
    public static SystemScheduling forThisMachine() {
        return new SystemScheduling(Runtime.getRuntime().availableProcessors(), 8);
    }

    private static ThreadPoolExecutor pool(String name, int size, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size, size, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(queue), threads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public Executor compute() {
        return compute;
    }

    @Override
    public Executor blocking() {
        return blocking;
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Future<?> future =
                timer.schedule(() -> compute.execute(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** How many tasks wait for a compute thread. */
    public int computeQueueSize() {
        return compute.getQueue().size();
    }

    /** How many tasks wait for a blocking thread. */
    public int blockingQueueSize() {
        return blocking.getQueue().size();
    }

    /** How many delayed tasks wait for their time. */
    public int timerQueueSize() {
        return timer.getQueue().size();
    }

    /** Ends the threads; tasks that wait are dropped. */
    @Override
    public void close() {
        timer.shutdownNow();
        compute.shutdown();
        blocking.shutdown();
    }
}
