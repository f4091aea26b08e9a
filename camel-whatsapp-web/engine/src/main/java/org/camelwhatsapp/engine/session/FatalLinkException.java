package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The connection cannot be trusted or configured as asked; trying again would not help. */
public class FatalLinkException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public FatalLinkException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "connection-refused";
    }
}
