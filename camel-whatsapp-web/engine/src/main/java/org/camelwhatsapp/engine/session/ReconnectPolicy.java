package org.camelwhatsapp.engine.session;

import java.time.Duration;
import org.camelwhatsapp.engine.env.RandomSource;

/**
 * How long to wait before the next try: exponential with jitter.
 *
 * @param initialMs the first delay, 1 or more milliseconds
 * @param maxMs the longest delay, at least the first
 * @param factor what each delay is multiplied by, 1 or more
 * @param jitter the share by which a delay may be longer or shorter, 0 to 1
 * @param maxAttempts tries in a row before giving up, or 0 for no limit
 */
public record ReconnectPolicy(long initialMs, long maxMs, double factor, double jitter, int maxAttempts) {
    /** From 1 s to 2 min, doubling, a fifth of jitter, no limit. */
    public static final ReconnectPolicy DEFAULT = new ReconnectPolicy(1_000, 120_000, 2.0, 0.2, 0);

    public ReconnectPolicy {
        if (initialMs < 1 || maxMs < initialMs) {
            throw new IllegalArgumentException("reconnect delays need 1 <= initialMs <= maxMs");
        }
        if (!(factor >= 1.0 && factor <= 100.0)) {
            throw new IllegalArgumentException("reconnect factor is from 1 to 100");
        }
        if (!(jitter >= 0.0 && jitter <= 1.0)) {
            throw new IllegalArgumentException("reconnect jitter is from 0 to 1");
        }
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("reconnect maxAttempts is 0 or more");
        }
    }

    /** Whether this many tries in a row are enough. */
    public boolean isExhausted(int attempts) {
        return maxAttempts > 0 && attempts >= maxAttempts;
    }

    /** @param attempt 0 for the first delay */
    public Duration delay(int attempt, RandomSource random) {
        double delay = Math.min(maxMs, initialMs * Math.pow(factor, Math.min(attempt, 64)));
        double spread = 1.0 + jitter * (2.0 * random.nextDouble() - 1.0);
        return Duration.ofMillis(Math.max(1, Math.min(maxMs, Math.round(delay * spread))));
    }
}
