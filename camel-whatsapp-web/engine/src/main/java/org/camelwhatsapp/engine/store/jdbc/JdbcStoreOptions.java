package org.camelwhatsapp.engine.store.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import org.camelwhatsapp.engine.store.secret.DataKey;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is and how it is opened.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
 * @param user for PostgreSQL, or null
 * @param password for PostgreSQL, or null; a secret
 * @param passphrase opens the secrets, 1 character or more; a secret
 * @param iterations of the key derivation when the store is made, 1,000 or more
 * @param lease how long an owner that fell silent keeps a session, 5 s to 10 min
 */
public record JdbcStoreOptions(
        String url,
        @Nullable String user,
        @Nullable String password,
        String passphrase,
        int iterations,
        Duration lease) {

    public JdbcStoreOptions {
        Dialect.of(url);
        if (passphrase.isEmpty()) {
            throw new IllegalArgumentException("the store needs a passphrase");
        }
        if (iterations < 1_000) {
            throw new IllegalArgumentException("the key derivation needs 1,000 iterations or more");
        }
        if (lease.toMillis() < 5_000 || lease.toMillis() > 600_000) {
            throw new IllegalArgumentException("the lease is from 5 s to 10 min");
        }
    }

    /** An SQLite file with the default settings. */
    public static JdbcStoreOptions sqlite(Path file, String passphrase) {
        return new JdbcStoreOptions(
                "jdbc:sqlite:" + file.toAbsolutePath(),
                null,
                null,
                passphrase,
                DataKey.DEFAULT_ITERATIONS,
                Duration.ofSeconds(30));
    }

    /** The same with other iterations: few are for tests only. */
    public JdbcStoreOptions withIterations(int count) {
        return new JdbcStoreOptions(url, user, password, passphrase, count, lease);
    }

    /** Never prints a secret. */
    @Override
    public String toString() {
        return "JdbcStoreOptions[" + Dialect.of(url) + "]";
    }
}
