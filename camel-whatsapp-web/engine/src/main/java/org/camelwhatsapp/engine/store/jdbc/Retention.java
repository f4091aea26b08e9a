package org.camelwhatsapp.engine.store.jdbc;

import java.time.Duration;

/**
 * How long a store remembers what it no longer needs for delivery.
 *
 * @param doneHashes how long a ciphertext that comes again is recognised; the server keeps messages 14 days
 * @param sentMessages how long a retry request for a sent message can be answered
 * @param sentBytes what sent messages of one session may take together; the oldest go first
 * @param messageSecrets how long votes in a poll, answers to an event and other add-ons of a message can be read and made
 * @param archived how long a message stays in the archive; {@link #FOREVER} if nothing is dropped for its age
 * @param archivedPerChat how many messages of one chat stay in the archive; the oldest go first
 * @param perRun how many rows of one kind and session are dropped in one run
 * @param every the time between two runs; a run that did not finish is followed by one a tenth as late
 */
public record Retention(
        Duration doneHashes,
        Duration sentMessages,
        long sentBytes,
        Duration messageSecrets,
        Duration archived,
        int archivedPerChat,
        int perRun,
        Duration every) {
    public static final Duration FOREVER = Duration.ofDays(36_500);

    /** 14 days, 7 days, 64 MiB, 180 days, the archive for ever, 2,000 rows every 10 minutes. */
    public static final Retention DEFAULT = new Retention(
            Duration.ofDays(14), Duration.ofDays(7), 64L << 20, Duration.ofDays(180), 2_000, Duration.ofMinutes(10));

    /** The archive is kept for ever. */
    public Retention(
            Duration doneHashes,
            Duration sentMessages,
            long sentBytes,
            Duration messageSecrets,
            int perRun,
            Duration every) {
        this(doneHashes, sentMessages, sentBytes, messageSecrets, FOREVER, Integer.MAX_VALUE, perRun, every);
    }

    /** The same, but for how much of the archive is kept. */
    public Retention withArchive(Duration age, int perChat) {
        return new Retention(doneHashes, sentMessages, sentBytes, messageSecrets, age, perChat, perRun, every);
    }

    boolean dropsArchive() {
        return archived.compareTo(FOREVER) < 0 || archivedPerChat < Integer.MAX_VALUE;
    }

    public Retention {
        if (doneHashes.isNegative() || sentMessages.isNegative() || messageSecrets.isNegative() || sentBytes < 0) {
            throw new IllegalArgumentException("a retention is not negative");
        }
        if (archived.compareTo(Duration.ofHours(1)) < 0 || archivedPerChat < 1) {
            throw new IllegalArgumentException("the archive keeps at least an hour, and one message of a chat");
        }
        if (perRun < 1 || every.toMillis() < 10) {
            throw new IllegalArgumentException(
                    "maintenance drops at least one row, and not more often than every 10 ms");
        }
    }
}
