package org.camelwhatsapp.engine.pacing;

import java.time.Duration;
import java.time.Instant;
import org.camelwhatsapp.engine.env.Environment;
import org.jspecify.annotations.Nullable;

/**
 * A time until which something must not be done. A clock that is set back makes nobody wait longer than was said. Not
 * thread-safe.
 */
final class Brake {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final long CENTURY = Duration.ofDays(36_500).toSeconds();

    private final Environment environment;
    private long untilMillis;
    private long longestMillis;

    Brake(Environment environment) {
        this.environment = environment;
    }

    /** At least for this long from now, a day at most. */
    void pull(Duration time) {
        long now = environment.time().millis();
        long millis = Math.min(Math.max(0, time.toMillis()), LONGEST.toMillis());
        if (millis > leftMillis()) {
            untilMillis = now + millis;
            longestMillis = millis;
        }
    }

    /** Until then and no longer, whatever was said before; not at all for null. */
    void set(@Nullable Instant until) {
        longestMillis = 0;
        untilMillis = 0;
        if (until != null) {
            // Far enough for everybody, and nothing overflows.
            long seconds = Math.min(
                    until.getEpochSecond() - environment.time().instant().getEpochSecond(), CENTURY);
            long left = Math.max(0, seconds * 1_000);
            longestMillis = left;
            untilMillis = environment.time().millis() + left;
        }
    }

    /** Milliseconds until it may be done; 0 if now. */
    long leftMillis() {
        return Math.max(
                0, Math.min(longestMillis, untilMillis - environment.time().millis()));
    }
}
