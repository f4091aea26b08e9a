package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The receiver of messages did not take one; it is offered again. The message holds no address, as one may hold a secret. */
public final class WebhookException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    WebhookException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "webhook-failed";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
