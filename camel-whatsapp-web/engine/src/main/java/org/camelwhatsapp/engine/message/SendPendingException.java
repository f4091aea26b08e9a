package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.WhatsAppException;

/**
 * The session ended before the server answered. The message is kept and leaves, under the same id, with the next connection;
 * who sends it again under another id sends it twice. After a logout it is gone.
 */
public final class SendPendingException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final String messageId;

    SendPendingException(String messageId, String message) {
        super(message);
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
