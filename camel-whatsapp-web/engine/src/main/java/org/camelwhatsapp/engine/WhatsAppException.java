package org.camelwhatsapp.engine;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything the engine throws. One subclass per thing a caller would do differently.
 *
 * <p>Messages never hold secrets, message bodies or full phone numbers.
 */
public class WhatsAppException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WhatsAppException(String message) {
        super(message);
    }

    public WhatsAppException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The stable code of this failure, as listed in {@code docs/errors.md}. */
    public String code() {
        return "internal";
    }

    /** Whether the same call may succeed later without a change by the caller. */
    public boolean isRetryable() {
        return false;
    }
}
