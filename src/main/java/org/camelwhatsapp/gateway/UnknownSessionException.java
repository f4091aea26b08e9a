package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;

/** A path names a session that does not run here. */
final class UnknownSessionException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    UnknownSessionException() {
        super("there is no such session");
    }

    @Override
    public String code() {
        return "unknown-session";
    }
}
