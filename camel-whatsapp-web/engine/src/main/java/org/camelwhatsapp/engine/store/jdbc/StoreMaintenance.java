package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops, from time to time, what the sessions open in this process have kept for long enough. Thread-safe.
 *
 * <p>A run is bounded, so that commits never wait long behind it. A session whose purge fails is tried again next time.
 */
public final class StoreMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreMaintenance.class);
    private static final int SOONER = 10;

    private final JdbcStore store;
    private final Environment environment;
    private final Retention retention;

    private Scheduling.@Nullable Cancellable next;
    private boolean closed;

    public StoreMaintenance(JdbcStore store, Environment environment, Retention retention) {
        this.store = store;
        this.environment = environment;
        this.retention = retention;
    }

    /** Begins; the first run comes after the time between two. Call it once. */
    public void start() {
        schedule(retention.every());
    }

    private synchronized void schedule(Duration delay) {
        if (!closed) {
            next = environment.scheduling().schedule(delay, this::runSoon);
        }
    }

    private void runSoon() {
        try {
            environment.scheduling().blocking().execute(this::runAndGoOn);
        } catch (RejectedExecutionException e) {
            LOG.warn("no thread for the maintenance of the store");
            schedule(retention.every());
        }
    }

    private void runAndGoOn() {
        boolean finished = true;
        try {
            finished = run();
        } finally {
            schedule(finished ? retention.every() : retention.every().dividedBy(SOONER));
        }
    }

    /** One run, now. Blocks. Says whether it dropped all there was to drop. */
    public boolean run() {
        boolean finished = true;
        for (JdbcDeviceStore session : store.openStores()) {
            try {
                finished &= run(session);
            } catch (StoreException e) {
                LOG.warn("session {}: maintenance failed: {}", session.session(), e.code());
            }
        }
        return finished;
    }

    private boolean run(JdbcDeviceStore session) {
        long now = environment.time().millis();
        int limit = retention.perRun();
        int hashes = session.journal().purgeDone(now - retention.doneHashes().toMillis(), limit);
        int sent = session.sent().purge(now - retention.sentMessages().toMillis(), retention.sentBytes(), limit);
        int secrets = session.secrets().purge(now - retention.messageSecrets().toMillis(), limit);
        int archived = retention.dropsArchive()
                ? session.archive().purge(now - retention.archived().toMillis(), retention.archivedPerChat(), limit)
                : 0;
        if (hashes + sent + secrets + archived > 0) {
            LOG.debug(
                    "session {}: {} hashes, {} sent and {} archived messages, {} secrets dropped",
                    session.session(),
                    hashes,
                    sent,
                    archived,
                    secrets);
        }
        return hashes < limit && sent < limit && secrets < limit && archived < limit;
    }

    /** No further run begins; one in progress ends by itself. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
