package org.camelwhatsapp.engine.noise;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The server's part of the handshake cannot be read. Trying again may help. */
public final class HandshakeException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public HandshakeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "handshake-failed";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
