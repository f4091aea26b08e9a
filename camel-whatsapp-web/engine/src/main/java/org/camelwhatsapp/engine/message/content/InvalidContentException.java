package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.WhatsAppException;

/** A message that cannot be sent as it is. Names the field and what was expected. */
public final class InvalidContentException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidContentException(String field, String expected) {
        super("'" + field + "' must be " + expected);
        this.field = field;
    }

    public String field() {
        return field;
    }

    @Override
    public String code() {
        return "invalid-content";
    }
}
