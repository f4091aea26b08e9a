package org.camelwhatsapp.engine.crypto;

import org.camelwhatsapp.engine.WhatsAppException;

/** A key of the wrong length or form, or one that leads to an all-zero secret. */
public final class InvalidKeyException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public InvalidKeyException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "invalid-key";
    }
}
