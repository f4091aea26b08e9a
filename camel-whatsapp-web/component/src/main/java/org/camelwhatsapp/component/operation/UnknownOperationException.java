package org.camelwhatsapp.component.operation;

import org.camelwhatsapp.engine.WhatsAppException;

/** A name that is none of the operations. */
public final class UnknownOperationException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    UnknownOperationException(String name) {
        super("there is no operation '" + shortened(name) + "'; docs/operations.md lists them");
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "...";
    }

    @Override
    public String code() {
        return "unknown-operation";
    }
}
