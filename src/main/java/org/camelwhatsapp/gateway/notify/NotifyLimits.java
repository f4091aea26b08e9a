package org.camelwhatsapp.gateway.notify;

import java.time.Duration;

/**
 * What callers of the notify endpoint may do.
 *
 * @param rate how often
 * @param attachments which files they may have sent
 * @param patience how long a call waits for its sends
 */
public record NotifyLimits(RateLimit rate, AttachmentPolicy attachments, Duration patience) {
    /** OA-38. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    public NotifyLimits(RateLimit rate, AttachmentPolicy attachments) {
        this(rate, attachments, PATIENCE);
    }
}
