package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and what opens it.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://...}
 * @param user the database user, PostgreSQL only
 * @param password of the database user, PostgreSQL only
 * @param passphrase opens the secrets in the store; not empty; losing it means linking every device again
 * @param iterations how slow guessing the passphrase is, used when a passphrase is set; lower only in tests
 * @param lease how long another process waits for this one after it fell silent, at least one second; PostgreSQL only
 * @param limits sizes and waits
 * @param retention how long things are kept
 */
public record JdbcStoreOptions(
        String url,
        @Nullable String user,
        @Nullable String password,
        String passphrase,
        int iterations,
        Duration lease,
        JdbcStoreLimits limits,
        Retention retention) {

    /** What OWASP recommends for PBKDF2 with HMAC-SHA256 (2023). About half a second. */
    public static final int DEFAULT_KDF_ITERATIONS = 600_000;

    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public JdbcStoreOptions {
        if (Dialect.ofUrl(url) == Dialect.SQLITE && SqliteDatabase.fileOf(url).isEmpty()) {
            throw new IllegalArgumentException("the store needs a SQLite file, not memory");
        }
        if (passphrase.isEmpty()) {
            throw new IllegalArgumentException("the store needs a passphrase");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("the passphrase needs at least one iteration");
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a lease lasts at least one second");
        }
    }

    /** A store in one file, made when it is not there, with its directory. For one process at a time. */
    public static JdbcStoreOptions sqlite(Path file, String passphrase) {
        return of("jdbc:sqlite:" + file.toAbsolutePath(), null, null, passphrase);
    }

    /** A store in a PostgreSQL database, which several processes may share. */
    public static JdbcStoreOptions of(String url, @Nullable String user, @Nullable String password, String passphrase) {
        return new JdbcStoreOptions(
                url,
                user,
                password,
                passphrase,
                DEFAULT_KDF_ITERATIONS,
                DEFAULT_LEASE,
                JdbcStoreLimits.DEFAULT,
                Retention.DEFAULT);
    }

    public JdbcStoreOptions withIterations(int iterations) {
        return new JdbcStoreOptions(url, user, password, passphrase, iterations, lease, limits, retention);
    }

    public JdbcStoreOptions withLease(Duration newLease) {
        return new JdbcStoreOptions(url, user, password, passphrase, iterations, newLease, limits, retention);
    }

    public JdbcStoreOptions withLimits(JdbcStoreLimits newLimits) {
        return new JdbcStoreOptions(url, user, password, passphrase, iterations, lease, newLimits, retention);
    }

    public JdbcStoreOptions withRetention(Retention newRetention) {
        return new JdbcStoreOptions(url, user, password, passphrase, iterations, lease, limits, newRetention);
    }

    public JdbcStoreOptions withPassphrase(String newPassphrase) {
        return new JdbcStoreOptions(url, user, password, newPassphrase, iterations, lease, limits, retention);
    }

    /** Never prints a password; the URL may hold one too. */
    @Override
    public String toString() {
        return "JdbcStoreOptions[" + Dialect.ofUrl(url) + "]";
    }
}
