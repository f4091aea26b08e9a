package org.camelwhatsapp.engine.noise;

import org.camelwhatsapp.engine.session.FatalLinkException;

/** The server could not prove who it is. Nothing was told to it. */
public final class UntrustedServerException extends FatalLinkException {
    private static final long serialVersionUID = 1L;

    public UntrustedServerException(String message) {
        super(message, null);
    }

    @Override
    public String code() {
        return "untrusted-server";
    }
}
