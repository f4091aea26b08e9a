package org.camelwhatsapp.gateway.notify;

/**
 * What callers of the notify endpoint may do.
 *
 * @param rate how often
 * @param attachments which files they may have sent
 */
public record NotifyLimits(RateLimit rate, AttachmentPolicy attachments) {}
