package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The data directory cannot be used as it is. Nothing in it was changed. */
public final class DataDirectoryException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    DataDirectoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "data-directory-unusable";
    }
}
