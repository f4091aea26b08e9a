package org.camelwhatsapp.engine.noise;

import java.util.Locale;
import org.camelwhatsapp.engine.WhatsAppException;

/**
 * The server could not prove that it is the service: the connection must not go on. Trying again does not help unless the
 * configured root, the clock of this machine or the network in between is put right.
 */
public final class CertificateException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the chain. */
    public enum Reason {
        /** Not a chain of two complete certificates. */
        MALFORMED,
        /** The intermediate names another root. */
        WRONG_ROOT_SERIAL,
        /** The intermediate was not signed by the root. */
        WRONG_ROOT_SIGNATURE,
        /** The leaf names another intermediate. */
        WRONG_INTERMEDIATE_SERIAL,
        /** The leaf was not signed by the intermediate. */
        WRONG_INTERMEDIATE_SIGNATURE,
        /** The leaf is for another key than the one the server holds. */
        WRONG_KEY,
        /** A certificate is not valid yet. */
        NOT_YET_VALID,
        /** A certificate is no longer valid. */
        EXPIRED
    }

    private final Reason reason;

    CertificateException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public String code() {
        return "certificate-" + reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
