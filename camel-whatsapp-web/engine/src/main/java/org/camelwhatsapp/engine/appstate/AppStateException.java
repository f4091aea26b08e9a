package org.camelwhatsapp.engine.appstate;

import java.util.Locale;
import org.camelwhatsapp.engine.WhatsAppException;

/** A part of the app state that cannot be read. Nothing of it was taken over. */
public class AppStateException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as a caller would act on it. */
    public enum Reason {
        /** It was sealed with a key that this device does not have yet. */
        MISSING_KEY,
        /** A code over it is wrong: it was changed, or this device's state differs from that of its writer. */
        MISMATCH,
        /** It does not follow the protocol. */
        MALFORMED
    }

    private final Reason reason;

    public AppStateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return "app-state-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isRetryable() {
        return reason == Reason.MISSING_KEY;
    }
}
