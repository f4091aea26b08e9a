package org.camelwhatsapp.engine.store.jdbc;

import java.util.HashMap;
import java.util.Map;

/** The few words in which the two databases differ. */
enum Dialect {
    SQLITE(
            "jdbc:sqlite:",
            "CAST(unixepoch('subsec') * 1000 AS INTEGER)",
            "",
            Map.of("blob", "BLOB", "identity", "INTEGER PRIMARY KEY AUTOINCREMENT", "records", "WITHOUT ROWID")),

    POSTGRESQL(
            "jdbc:postgresql:",
            "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
            " FOR SHARE",
            // Rows are rewritten all the time: room on the page lets PostgreSQL do it without touching the index.
            Map.of(
                    "blob",
                    "BYTEA",
                    "identity",
                    "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
                    "records",
                    "WITH (fillfactor = 80)"));

    private final String prefix;
    private final String nowMillis;
    private final String shareLock;
    private final Map<String, String> placeholders;

    Dialect(String prefix, String nowMillis, String shareLock, Map<String, String> placeholders) {
        this.prefix = prefix;
        this.nowMillis = nowMillis;
        this.shareLock = shareLock;
        this.placeholders = new HashMap<>(placeholders);
        this.placeholders.put("now", nowMillis);
    }

    /** @throws IllegalArgumentException if the URL is for another database */
    static Dialect ofUrl(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith(dialect.prefix)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("the store takes a jdbc:sqlite: or jdbc:postgresql: URL");
    }

    String prefix() {
        return prefix;
    }

    /** The database's own clock, in milliseconds since 1970. */
    String nowMillis() {
        return nowMillis;
    }

    /** Keeps a row that was read from being changed until the transaction ends; SQLite has one writer anyway. */
    String shareLock() {
        return shareLock;
    }

    /** What stands in the migrations for words that differ. */
    Map<String, String> placeholders() {
        return Map.copyOf(placeholders);
    }
}
