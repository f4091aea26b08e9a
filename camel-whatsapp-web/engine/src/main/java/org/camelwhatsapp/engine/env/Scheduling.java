package org.camelwhatsapp.engine.env;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The threads of the engine, shared by all sessions. Nothing else in the engine starts one.
 *
 * <p>Two pools: {@link #compute()} for mailboxes and cryptography, which must not block, and {@link #blocking()} for
 * database and file access. Both are bounded.
 */
public interface Scheduling {
    /** As many threads as cores. Tasks must not wait for anything. */
    Executor compute();

    /** A bounded pool for work that waits on disk or a database. */
    Executor blocking();

    /** Runs the task on {@link #compute()} once the delay has passed. */
    Cancellable schedule(Duration delay, Runnable task);

    /** A task that may still be called off. */
    interface Cancellable {
        /** Calls the task off; does nothing when it runs or has run. */
        void cancel();
    }
}
