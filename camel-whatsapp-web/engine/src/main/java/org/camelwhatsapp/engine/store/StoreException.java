package org.camelwhatsapp.engine.store;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The store cannot be read or written. What was not committed is not there; nothing was half written. */
public class StoreException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as a caller would act on it. */
    public enum Kind {
        /** Locked, connection lost, time-out: the same call may work later. */
        UNAVAILABLE,
        /** No space left. */
        FULL,
        /** The file or a record is damaged. */
        CORRUPT,
        /** The passphrase does not open this store. Nothing was changed. */
        WRONG_PASSPHRASE,
        /** Another owner holds this session, or held it since. */
        FENCED,
        /** The database was written by a newer version, or holds something else. Nothing was changed. */
        INCOMPATIBLE,
        /** The writes break a rule of the store, such as an inbox id used twice. Nothing of them was kept. */
        REJECTED
    }

    private final Kind kind;

    public StoreException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String code() {
        return "store-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    @Override
    public boolean isRetryable() {
        return kind == Kind.UNAVAILABLE || kind == Kind.FULL;
    }
}
