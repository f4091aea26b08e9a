package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;

/** A setting that cannot be used. The message names it and what is expected, never its value, which may be a secret. */
public final class SettingsException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    SettingsException(String variable, String expected) {
        super(variable + " must be " + expected);
    }

    @Override
    public String code() {
        return "invalid-setting";
    }
}
