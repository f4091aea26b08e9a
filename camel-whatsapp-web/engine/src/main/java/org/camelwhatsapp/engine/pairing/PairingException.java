package org.camelwhatsapp.engine.pairing;

import org.camelwhatsapp.engine.WhatsAppException;

/** Pairing cannot go on. Nothing was stored. */
public final class PairingException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int serverCode;
    private final String serverText;

    PairingException(String code, String message, int serverCode, String serverText) {
        super(message);
        this.code = code;
        this.serverCode = serverCode;
        this.serverText = serverText;
    }

    static PairingException rejected(String serverText) {
        return new PairingException(
                "pairing-rejected", "the phone's signature on this device is not genuine", 401, serverText);
    }

    static PairingException unreadable() {
        return new PairingException("pairing-rejected", "the phone's answer cannot be read", 500, "internal-error");
    }

    static PairingException of(String code, String message) {
        return new PairingException(code, message, 0, "");
    }

    @Override
    public String code() {
        return code;
    }

    int serverCode() {
        return serverCode;
    }

    String serverText() {
        return serverText;
    }
}
