package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.WhatsAppException;

/**
 * The session ended before the server answered. The message is kept and leaves, under the same id, with the next connection;
 * who sends it again under another id sends it twice.
 */
public final class SendPendingException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final String messageId;

    SendPendingException(String messageId) {
        super("the session ended before the message was answered: it is kept for the next connection");
        this.messageId = messageId;
    }

    /** The id under which the message is kept. */
    public String messageId() {
        return messageId;
    }

    @Override
    public String code() {
        return "send-pending";
    }
}
