package org.camelwhatsapp.engine.session;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox of a session on a shared pool.
 *
 * <p>At most one pool thread works for it at a time. After a slice of tasks it goes to the end of the pool's queue, so
 * that a busy session does not starve the others; when that queue is full, it keeps its thread. The lock guards only the
 * queue and is never held while a task runs.
 */
public final class SerialMailbox implements Mailbox {
    private static final Logger LOG = LoggerFactory.getLogger(SerialMailbox.class);
    private static final int SLICE = 64;

    private final String name;
    private final Executor pool;
    private final int capacity;
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private boolean scheduled;
    private boolean closed;
    private volatile @Nullable Thread current;

    /** @param capacity how many tasks may wait, at least 1 */
    public SerialMailbox(String name, Executor pool, int capacity) {
        this.name = name;
        this.pool = pool;
        this.capacity = capacity;
    }

    /** The pool is asked under the lock, so that no task is taken in without a thread to come for it. */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            if (closed) {
                throw new RejectedExecutionException("mailbox of session " + name + " is closed");
            }
            if (tasks.size() >= capacity) {
                throw new RejectedExecutionException("mailbox of session " + name + " is full");
            }
            tasks.add(task);
            if (!scheduled) {
                schedule();
            }
        }
    }

    private void schedule() {
        scheduled = true;
        try {
            pool.execute(this::drain);
        } catch (RejectedExecutionException e) {
            scheduled = false;
            tasks.removeLast();
            throw e;
        }
    }

    private void drain() {
        while (runSlice()) {
            try {
                pool.execute(this::drain);
                return;
            } catch (RejectedExecutionException e) {
                LOG.debug("the pool is full, session {} keeps its thread for another slice", name);
            }
        }
    }

    /** @return whether tasks may be left; if not, the next one asks for a thread again */
    private boolean runSlice() {
        current = Thread.currentThread();
        for (int i = 0; i < SLICE; i++) {
            Runnable task;
            synchronized (tasks) {
                task = tasks.poll();
                if (task == null) {
                    scheduled = false;
                    current = null;
                    return false;
                }
            }
            run(task);
        }
        current = null;
        return true;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | AssertionError e) {
            LOG.error("task of session {} failed, the session goes on", name, e);
        }
    }

    /** Refuses new tasks from now on; those that wait still run. */
    public void close() {
        synchronized (tasks) {
            closed = true;
        }
    }

    @Override
    public int depth() {
        synchronized (tasks) {
            return tasks.size();
        }
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread() == current;
    }
}
