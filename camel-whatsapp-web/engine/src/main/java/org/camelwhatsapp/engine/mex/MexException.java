package org.camelwhatsapp.engine.mex;

import org.camelwhatsapp.engine.WhatsAppException;

/**
 * A stored query was refused, or its answer cannot be read. Its code is {@code mex-N} with the server's number, such as
 * {@code mex-404}, or {@code mex-malformed}.
 */
public final class MexException extends WhatsAppException {
    private static final long serialVersionUID = 1L;
    private static final int MALFORMED = -1;

    private final int serverCode;
    private final boolean retryable;

    private MexException(int serverCode, String message, boolean retryable) {
        super(message);
        this.serverCode = serverCode;
        this.retryable = retryable;
    }

    /** What the server said. */
    public static MexException refused(int serverCode, boolean retryable) {
        return new MexException(serverCode, "the query was refused with " + serverCode, retryable);
    }

    /** There is no such thing, which the server says with an empty answer. */
    public static MexException notFound(String what) {
        return new MexException(404, "there is no such " + what, false);
    }

    /** The answer is not what was asked for. */
    public static MexException malformed(String what) {
        return new MexException(MALFORMED, "the answer cannot be read: " + what, false);
    }

    /** The server's number, or -1 for an answer that cannot be read. */
    public int serverCode() {
        return serverCode;
    }

    @Override
    public String code() {
        return serverCode == MALFORMED ? "mex-malformed" : "mex-" + serverCode;
    }

    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
