package org.camelwhatsapp.engine.store.jdbc;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes that this one lives: a row with the time until which its sessions are its own, by the clock of
 * the database. Thread-safe.
 *
 * <p>Renewed after a third of its length. If no renewal worked for three quarters of it, counted from before the last
 * good one was sent, the task of {@link #start} runs: this process stops before another one may begin. A process that was paused
 * and wakes up too late is stopped by the epoch in its next write.
 */
final class OwnerLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerLease.class);

    private static final String REMOVE = "DELETE FROM wa_owner WHERE id = ?";
    private static final String KEPT_MILLIS = "86400000";

    private final Database database;
    private final Scheduling scheduling;
    private final String owner;
    private final Duration length;
    private @Nullable Runnable expired;
    private final String renew;
    private final String forget;

    private Scheduling.@Nullable Cancellable watchdog;
    private Scheduling.@Nullable Cancellable nextRenewal;
    private boolean closed;

    OwnerLease(Database database, Scheduling scheduling, String owner, Duration length) {
        this.database = database;
        this.scheduling = scheduling;
        this.owner = owner;
        this.length = length;
        String now = database.dialect().nowMillis();
        renew = "INSERT INTO wa_owner (id, expires_at) VALUES (?, " + now + " + ?)"
                + " ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at";
        forget = "DELETE FROM wa_owner WHERE expires_at < " + now + " - " + KEPT_MILLIS;
    }

    /** Begins the lease and keeps renewing it. The task runs, perhaps more than once, when that fails for too long. */
    void start(Runnable whenExpired) {
        synchronized (this) {
            expired = whenExpired;
        }
        renew();
        database.write(sql -> sql.prepare(forget).executeUpdate());
        scheduleRenewal();
    }

    /**
     * Renews now. Blocks.
     *
     * @throws StoreException if the database does not take it; the lease then goes on as it was
     */
    void renew() {
        Scheduling.Cancellable next = scheduling.schedule(length.multipliedBy(3).dividedBy(4), this::onExpiry);
        boolean renewed = false;
        try {
            database.write(sql -> {
                PreparedStatement statement = sql.prepare(renew);
                statement.setString(1, owner);
                statement.setLong(2, length.toMillis());
                return statement.executeUpdate();
            });
            renewed = true;
        } finally {
            arm(next, renewed);
        }
    }

    private synchronized void arm(Scheduling.Cancellable next, boolean renewed) {
        if (!renewed || closed) {
            next.cancel();
            return;
        }
        if (watchdog != null) {
            watchdog.cancel();
        }
        watchdog = next;
    }

    private synchronized void scheduleRenewal() {
        if (!closed) {
            nextRenewal = scheduling.schedule(length.dividedBy(3), this::renewSoon);
        }
    }

    private void renewSoon() {
        try {
            scheduling.blocking().execute(this::renewAndGoOn);
        } catch (RejectedExecutionException e) {
            LOG.warn("no thread to renew the lease of this process");
            scheduleRenewal();
        }
    }

    private void renewAndGoOn() {
        try {
            renew();
        } catch (StoreException e) {
            LOG.warn("the lease of this process was not renewed: {}", e.code());
        } finally {
            scheduleRenewal();
        }
    }

    private void onExpiry() {
        Runnable task;
        synchronized (this) {
            task = closed ? null : expired;
        }
        if (task != null) {
            LOG.error("the lease of this process is about to run out: its sessions stop");
            task.run();
        }
    }

    /** Lets others take over at once. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (watchdog != null) {
                watchdog.cancel();
            }
            if (nextRenewal != null) {
                nextRenewal.cancel();
            }
        }
        database.write(sql -> {
            PreparedStatement remove = sql.prepare(REMOVE);
            remove.setString(1, owner);
            return remove.executeUpdate();
        });
    }
}
