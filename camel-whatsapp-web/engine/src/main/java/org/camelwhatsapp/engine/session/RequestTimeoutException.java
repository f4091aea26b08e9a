package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.WhatsAppException;

/** The server did not answer in time. Whether it acted on the request is not known. */
public final class RequestTimeoutException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public RequestTimeoutException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "request-timeout";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
