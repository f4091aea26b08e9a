package org.camelwhatsapp.engine.signal;

import org.camelwhatsapp.engine.WhatsAppException;

/** A Signal message that cannot be read, with the reason that goes into a retry receipt. No stack trace: it is common. */
public final class SignalException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** Why; the numbers are those of the {@code error} attribute of {@code <retry>} (docs/protocol.md, "Retry receipts"). */
    public enum Reason {
        UNKNOWN(0),
        NO_SESSION(1),
        INVALID_KEY(2),
        INVALID_KEY_ID(3),
        INVALID_MESSAGE(4),
        INVALID_SIGNATURE(5),
        FUTURE_MESSAGE(6),
        BAD_MAC(7),
        INVALID_SESSION(8),
        INVALID_MESSAGE_KEY(9),
        /** It was opened, and what it holds is no message. Sending it again would not help. */
        INVALID_PLAINTEXT(0),
        /** The message was decrypted before. Never answered by a retry receipt. */
        DUPLICATE(-1),
        /** The peer's identity is not the one stored. */
        UNTRUSTED_IDENTITY(0);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }
    }

    private final Reason reason;

    public SignalException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return "undecryptable";
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
