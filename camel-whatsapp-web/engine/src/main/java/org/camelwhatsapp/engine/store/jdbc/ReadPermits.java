package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;

/** Lets a few reads run at the same time, in the order of arrival, so that they leave the writers their connections. */
final class ReadPermits {
    private final Semaphore permits;
    private final Duration patience;

    ReadPermits(JdbcStoreLimits limits) {
        permits = new Semaphore(limits.readers(), true);
        patience = limits.patience();
    }

    /** @throws StoreException with {@code UNAVAILABLE} if no place gets free in time */
    <T> T with(Supplier<T> read) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreException(Kind.UNAVAILABLE, "all readers of the database are busy", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.UNAVAILABLE, "interrupted while waiting for the database", e);
        }
        try {
            return read.get();
        } finally {
            permits.release();
        }
    }
}
