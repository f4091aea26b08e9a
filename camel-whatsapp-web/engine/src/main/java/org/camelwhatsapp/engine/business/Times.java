package org.camelwhatsapp.engine.business;

import java.time.Instant;

/** Seconds that the server tells, as times. */
final class Times {
    /** The last second of the year 9999; later times cannot be written everywhere. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private Times() {}

    /** The time, at least 1970 and at most the end of the year 9999. */
    static Instant ofSeconds(long seconds) {
        return Instant.ofEpochSecond(Math.max(0, Math.min(LAST_SECOND, seconds)));
    }
}
