package org.camelwhatsapp.engine.socket;

import org.camelwhatsapp.engine.WhatsAppException;

/** A frame that is larger than allowed. Carries no stack trace: hostile input must stay cheap. */
public final class FrameException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    FrameException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "malformed-frame";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
