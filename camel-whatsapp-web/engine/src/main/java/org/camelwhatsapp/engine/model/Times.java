package org.camelwhatsapp.engine.model;

import java.time.Instant;

/** Numbers that others tell, as times. Whatever the number is, the time is one that can be written everywhere. */
public final class Times {
    /** The last second of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Times() {}

    /** The time so many seconds after 1970, at least 1970 and at most the end of the year 9999. */
    public static Instant ofSeconds(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(LAST_SECOND, seconds)));
    }

    /** The time so many milliseconds after 1970, at least 1970 and at most the end of the year 9999. */
    public static Instant ofMillis(long millis) {
        return Instant.ofEpochMilli(Math.max(0, Math.min(LAST_SECOND * 1_000, millis)));
    }
}
