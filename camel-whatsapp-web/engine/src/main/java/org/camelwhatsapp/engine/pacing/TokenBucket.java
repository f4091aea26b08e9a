package org.camelwhatsapp.engine.pacing;

import org.camelwhatsapp.engine.env.RandomSource;

/**
 * Says when the next message may leave, in whole nanoseconds. Kept as the time at which the bucket would be full again:
 * each message moves it by one pause. Whoever has to wait, waits a little longer at random, never shorter, so the rate is
 * never exceeded. A clock that is set back lets nobody wait longer than an empty bucket does. Not thread-safe.
 */
final class TokenBucket {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;

    private final long pause;
    /** How far ahead of the steady pace a burst may be. */
    private final long tolerance;
    /** The most that chance adds to a wait. */
    private final long spread;

    private long fullAt;
    private long notBefore;

    TokenBucket(Rate rate, double jitter, long nowMillis) {
        this.pause = (NANOS_PER_MINUTE + rate.perMinute() - 1) / rate.perMinute();
        this.tolerance = pause * (rate.burst() - 1);
        this.spread = (long) (pause * jitter);
        this.fullAt = nowMillis * NANOS_PER_MILLI;
        this.notBefore = fullAt;
    }

    /** Milliseconds, rounded up, until the next message may leave; 0 if it may now. */
    long waitMillis(long nowMillis) {
        long now = nowMillis * NANOS_PER_MILLI;
        long chance = Math.min(notBefore, now + pause + spread);
        return millis(Math.max(full(now) - tolerance, chance) - now);
    }

    /** As {@link #waitMillis}, behind so many others and with the longest pauses. */
    long longestWaitMillis(long nowMillis, int ahead) {
        long now = nowMillis * NANOS_PER_MILLI;
        // Without a burst, what chance adds to one wait delays all that follow.
        long each = tolerance > 0 ? pause : pause + spread;
        long nanos = full(now) + ahead * each - tolerance - now;
        return nanos <= 0 ? 0 : millis(nanos + spread);
    }

    /** A message leaves. The caller has asked whether it may. */
    void take(long nowMillis, RandomSource random) {
        long now = nowMillis * NANOS_PER_MILLI;
        fullAt = full(now) + pause;
        long due = fullAt - tolerance;
        notBefore = due <= now ? now : due + (long) (spread * random.nextDouble());
    }

    private long full(long now) {
        return Math.min(Math.max(fullAt, now), now + tolerance + pause);
    }

    private static long millis(long nanos) {
        return nanos <= 0 ? 0 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }
}
