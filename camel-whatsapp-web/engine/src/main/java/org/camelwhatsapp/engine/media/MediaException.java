package org.camelwhatsapp.engine.media;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** A file could not be uploaded or downloaded. */
public class MediaException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /** @param retryable whether the same call may succeed later */
    public MediaException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    @Override
    public String code() {
        return "media-failed";
    }

    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
