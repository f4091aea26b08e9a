package org.camelwhatsapp.engine.pacing;

import java.time.Duration;

/**
 * How fast messages leave. No pacing can keep an account from being restricted; it keeps a program from being conspicuous.
 *
 * @param enabled whether anything of this applies
 * @param session all messages of the session together
 * @param chat the messages of one chat
 * @param jitter the share by which a pause may be longer at random, 0 to 1
 * @param maxWait a message that would wait longer is refused, 0 to 1 hour
 * @param strangers how many new people may be written to
 */
public record PacingOptions(
        boolean enabled, Rate session, Rate chat, double jitter, Duration maxWait, StrangerLimit strangers) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** A message a second after 20 at once, one in three seconds per chat after 5; 40 strangers a day after two weeks. */
    public static final PacingOptions STANDARD = new PacingOptions(
            true, new Rate(60, 20), new Rate(20, 5), 0.3, Duration.ofSeconds(60), new StrangerLimit(40, 5, 14));

    /** Messages leave as they come. */
    public static final PacingOptions OFF = STANDARD.withEnabled(false);

    public PacingOptions {
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter is a share from 0 to 1");
        }
        if (maxWait.isNegative() || maxWait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the longest wait is 0 to 1 hour");
        }
    }

    public PacingOptions withEnabled(boolean other) {
        return new PacingOptions(other, session, chat, jitter, maxWait, strangers);
    }

    public PacingOptions withMaxWait(Duration other) {
        return new PacingOptions(enabled, session, chat, jitter, other, strangers);
    }

    public PacingOptions withStrangers(StrangerLimit other) {
        return new PacingOptions(enabled, session, chat, jitter, maxWait, other);
    }
}
