package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;

/** The gateway cannot listen where it is told to: the port is taken, or the address is not of this machine. */
public final class AddressException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    AddressException(Throwable cause) {
        super("cannot listen there: WHATSAPP_HTTP_HOST must be of this machine, and WHATSAPP_HTTP_PORT free", cause);
    }

    @Override
    public String code() {
        return "address-unusable";
    }
}
