package org.camelwhatsapp.engine.crypto;

import org.camelwhatsapp.engine.WhatsAppException;

/** A ciphertext that does not open: wrong key, or changed on the way. No stack trace: hostile input must stay cheap. */
public final class CryptoException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public CryptoException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "decryption-failed";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
