package org.camelwhatsapp.engine.noise;

import org.camelwhatsapp.engine.WhatsAppException;

/**
 * A handshake or frame that does not follow the protocol or was not made with the right keys. Ends the connection; a new
 * one may work. Carries no stack trace: hostile input must stay cheap.
 */
public final class NoiseException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public NoiseException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "noise-failed";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
