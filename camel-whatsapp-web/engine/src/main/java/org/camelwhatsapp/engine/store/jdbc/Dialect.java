package org.camelwhatsapp.engine.store.jdbc;

import java.util.Map;

/** The little in which the databases differ. */
enum Dialect {
    SQLITE("BLOB", "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)", 1),
    POSTGRESQL("BYTEA", "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", 4);

    private final String blob;
    /** Milliseconds since 1970 by the database's clock, which all owners share. */
    final String now;
    /** How many transactions may be written at once. SQLite has one writer, or one of them starves. */
    final int writers;

    Dialect(String blob, String now, int writers) {
        this.blob = blob;
        this.now = now;
        this.writers = writers;
    }

    static Dialect of(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return SQLITE;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("the store's URL starts with jdbc:sqlite: or jdbc:postgresql:");
    }

    Map<String, String> placeholders() {
        return Map.of("blob", blob);
    }
}
