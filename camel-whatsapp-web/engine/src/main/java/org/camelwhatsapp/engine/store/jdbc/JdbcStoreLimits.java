package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;

/**
 * How much the store may hold, and how long it waits.
 *
 * @param lanes how many database transactions are written at the same time, 1 to 64; SQLite always uses one
 * @param readers how many reads run at the same time, 1 to 64
 * @param queuedCommits commits that may wait in one lane; one more is refused and stops its session
 * @param queuedBytes bytes that may wait in one lane, with the same policy
 * @param batchCommits commits that share one database transaction at most
 * @param batchBytes bytes that share one database transaction at most; a single larger commit stands alone
 * @param patience how long a locked database is waited for before a call fails
 * @param maxDatabaseBytes the size a SQLite file may reach, or 0 for no limit; PostgreSQL ignores it
 */
public record JdbcStoreLimits(
        int lanes,
        int readers,
        int queuedCommits,
        long queuedBytes,
        int batchCommits,
        long batchBytes,
        Duration patience,
        long maxDatabaseBytes) {

    public static final JdbcStoreLimits DEFAULT =
            new JdbcStoreLimits(4, 4, 10_000, 64L << 20, 512, 4L << 20, Duration.ofSeconds(5), 0);

    private static final int MAX_CONNECTIONS = 64;

    public JdbcStoreLimits {
        check(lanes >= 1 && lanes <= MAX_CONNECTIONS, "lanes");
        check(readers >= 1 && readers <= MAX_CONNECTIONS, "readers");
        check(queuedCommits >= 1 && batchCommits >= 1, "commits");
        check(queuedBytes >= 1 && batchBytes >= 1 && maxDatabaseBytes >= 0, "bytes");
        check(patience.toMillis() >= 1, "patience");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException(what + " out of range");
        }
    }

    public JdbcStoreLimits withQueue(int commits, long bytes) {
        return new JdbcStoreLimits(
                lanes, readers, commits, bytes, batchCommits, batchBytes, patience, maxDatabaseBytes);
    }

    public JdbcStoreLimits withBatch(int commits, long bytes) {
        return new JdbcStoreLimits(
                lanes, readers, queuedCommits, queuedBytes, commits, bytes, patience, maxDatabaseBytes);
    }

    public JdbcStoreLimits withPatience(Duration newPatience) {
        return new JdbcStoreLimits(
                lanes, readers, queuedCommits, queuedBytes, batchCommits, batchBytes, newPatience, maxDatabaseBytes);
    }

    public JdbcStoreLimits withMaxDatabaseBytes(long bytes) {
        return new JdbcStoreLimits(
                lanes, readers, queuedCommits, queuedBytes, batchCommits, batchBytes, patience, bytes);
    }
}
