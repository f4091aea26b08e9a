package org.camelwhatsapp.engine.session;

import java.util.concurrent.Executor;

/**
 * Runs the tasks of one session one after the other, in the order they were given, on a shared pool. Everything that
 * touches the state of a session runs here, so that state needs no locks.
 *
 * <p>Bounded: {@link #execute} refuses with {@link java.util.concurrent.RejectedExecutionException} when the mailbox is
 * full or closed. The socket is paused well before that.
 */
public interface Mailbox extends Executor {
    /** How many tasks wait. */
    int depth();

    /** Whether the calling thread runs a task of this mailbox. */
    boolean isCurrent();
}
