package org.camelwhatsapp.engine.history;

import java.util.Locale;
import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** A part of the history that cannot be taken in. */
public class HistoryException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as a caller would act on it. */
    public enum Reason {
        /** It does not follow the protocol, or ends too early. */
        MALFORMED,
        /** It is larger than this device accepts, as a whole or in one of its parts. */
        TOO_LARGE,
        /** What was asked for cannot be asked: the chat has no known message to continue from. */
        NO_ANCHOR,
        /** The phone does not give it. */
        REFUSED
    }

    private final Reason reason;

    public HistoryException(Reason reason, String message) {
        this(reason, message, null);
    }

    public HistoryException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return "history-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
