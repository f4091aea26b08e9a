package org.camelwhatsapp.engine.media;

import org.jspecify.annotations.Nullable;

/** The file is not the one the message speaks of: a hash or the authentication code differs. Final. */
public final class MediaIntegrityException extends MediaException {
    private static final long serialVersionUID = 1L;

    public MediaIntegrityException(String message) {
        this(message, null);
    }

    public MediaIntegrityException(String message, @Nullable Throwable cause) {
        super(message, false, cause);
    }

    @Override
    public String code() {
        return "media-corrupt";
    }
}
