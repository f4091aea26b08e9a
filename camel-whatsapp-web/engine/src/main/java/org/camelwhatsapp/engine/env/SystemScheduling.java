package org.camelwhatsapp.engine.env;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads. The only place that starts any.
 *
 * <p>Compute threads: one per core. Blocking threads: up to a limit, ended after a minute without work. Both queues are
 * bounded; a task beyond that is refused with {@link RejectedExecutionException}. All threads are
 * daemons.
 */
public final class SystemScheduling implements Scheduling, AutoCloseable {
    /** How many tasks wait for a compute thread at most. */
    public static final int COMPUTE_QUEUE = 65_536;

    /** How many tasks wait for a blocking thread at most. */
    public static final int BLOCKING_QUEUE = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduling.class);

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
        Delayed delayed = new Delayed(task);
        delayed.in(delay);
        return delayed;
    }

    /** A time-out that is dropped because nobody has time for it would be none: it comes a little later instead. */
    private final class Delayed implements Cancellable, Runnable {
        private static final Duration LATER = Duration.ofMillis(50);

        private final Runnable task;
        private volatile boolean cancelled;
        private volatile @Nullable Future<?> future;

        Delayed(Runnable task) {
            this.task = task;
        }

        void in(Duration delay) {
            future = timer.schedule(this, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        }

        @Override
        public void run() {
            try {
                compute.execute(this::runTask);
            } catch (RejectedExecutionException e) {
                if (!cancelled && !compute.isShutdown()) {
                    in(LATER);
                }
            }
        }

        private void runTask() {
            try {
                task.run();
            } catch (RejectedExecutionException e) {
                LOG.debug("a timer's session is closed: {}", e.getMessage());
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            Future<?> waiting = future;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }
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
