package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.WhatsAppException;

/** There is no connection, or it went away before the answer. */
public class NotConnectedException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public NotConnectedException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "not-connected";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
