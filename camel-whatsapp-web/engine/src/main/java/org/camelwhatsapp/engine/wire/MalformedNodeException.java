package org.camelwhatsapp.engine.wire;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** A frame or stanza that does not follow the protocol. Carries no stack trace: hostile input must stay cheap. */
public final class MalformedNodeException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public MalformedNodeException(String message) {
        super(message);
    }

    public MalformedNodeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "malformed-stanza";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
