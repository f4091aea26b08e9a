package org.camelwhatsapp.engine.socket;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The WebSocket could not be opened, or broke. Trying again may help. */
public final class TransportException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "connection-failed";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
