package org.camelwhatsapp.component.operation;

import org.camelwhatsapp.engine.WhatsAppException;

/** An exchange that an operation cannot use. Names the header or field and what was expected. */
public final class InvalidRequestException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "invalid-request";
    }
}
