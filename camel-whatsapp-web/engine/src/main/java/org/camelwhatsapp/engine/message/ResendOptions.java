package org.camelwhatsapp.engine.message;

import java.time.Duration;

/**
 * Whether messages that the server could not take now go out again by themselves. The first wait doubles with each try; if
 * the server names a longer one, that counts.
 *
 * @param tries how often at most, 0 (never) to 20
 * @param first the wait before the first new try, 1 ms to 1 hour
 * @param longest a message that would have to wait longer fails, up to 24 hours
 */
public record ResendOptions(int tries, Duration first, Duration longest) {
    private static final int MAX_TRIES = 20;
    private static final Duration MAX_FIRST = Duration.ofHours(1);
    private static final Duration MAX_LONGEST = Duration.ofDays(1);

    /** A message that was refused fails. */
    public static final ResendOptions OFF = new ResendOptions(0, Duration.ofSeconds(5), Duration.ofMinutes(5));

    public ResendOptions {
        if (tries < 0 || tries > MAX_TRIES) {
            throw new IllegalArgumentException("tries are 0 to " + MAX_TRIES);
        }
        if (first.toMillis() < 1 || first.compareTo(MAX_FIRST) > 0) {
            throw new IllegalArgumentException("the first wait is 1 ms to 1 hour");
        }
        if (longest.compareTo(first) < 0 || longest.compareTo(MAX_LONGEST) > 0) {
            throw new IllegalArgumentException("the longest wait is the first one to 24 hours");
        }
    }
}
