package org.camelwhatsapp.component.operation;

import org.camelwhatsapp.engine.WhatsAppException;

/** The operation needs an account, and no phone has linked this session yet (or it was unlinked). */
public final class SessionNotLinkedException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public SessionNotLinkedException(String session) {
        super("session '" + session + "' is not linked to an account: scan its QR code first");
    }

    @Override
    public String code() {
        return "session-not-linked";
    }
}
