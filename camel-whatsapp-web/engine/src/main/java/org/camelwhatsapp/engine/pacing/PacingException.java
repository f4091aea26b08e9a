package org.camelwhatsapp.engine.pacing;

import java.time.Duration;
import java.util.Locale;
import org.camelwhatsapp.engine.WhatsAppException;

/** A message was not sent because too much was asked for; nothing of it was kept. */
public final class PacingException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** What was too much. */
    public enum Reason {
        /** It would have waited longer than allowed. */
        WAIT,
        /** Too many wait already. */
        QUEUE,
        /** The day's number of strangers is used up. */
        STRANGERS
    }

    private final Reason reason;
    private final Duration retryAfter;

    PacingException(Reason reason, String message, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When it may succeed at the earliest, from when this was thrown. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** {@code pacing-wait}, {@code pacing-queue} or {@code pacing-strangers}. */
    @Override
    public String code() {
        return "pacing-" + reason.name().toLowerCase(Locale.ROOT);
    }

    /** Always; not before {@link #retryAfter}. */
    @Override
    public boolean isRetryable() {
        return true;
    }
}
