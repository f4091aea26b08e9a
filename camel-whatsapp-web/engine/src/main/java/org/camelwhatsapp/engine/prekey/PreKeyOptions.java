package org.camelwhatsapp.engine.prekey;

import java.time.Duration;

/**
 * How many one-time keys are offered to the server, and when. Source: docs/protocol.md, "Pre-keys".
 *
 * @param firstBatch keys of the first upload, 1 to 5,000
 * @param nextBatch keys of every later upload, 1 to 5,000
 * @param lowMark upload when the server has fewer than this
 * @param rotation age at which the signed pre-key is replaced
 * @param retryDelay how long to wait after the server has refused an upload
 */
public record PreKeyOptions(int firstBatch, int nextBatch, int lowMark, Duration rotation, Duration retryDelay) {
    public static final PreKeyOptions DEFAULT =
            new PreKeyOptions(812, 100, 5, Duration.ofDays(27), Duration.ofMinutes(10));

    private static final int MAX_BATCH = 5_000;

    /** @throws IllegalArgumentException if a number is out of range */
    public PreKeyOptions {
        if (firstBatch < 1 || firstBatch > MAX_BATCH || nextBatch < 1 || nextBatch > MAX_BATCH) {
            throw new IllegalArgumentException("a batch has 1 to " + MAX_BATCH + " pre-keys");
        }
        if (lowMark < 1 || lowMark > nextBatch) {
            throw new IllegalArgumentException("lowMark is 1 to nextBatch");
        }
    }
}
