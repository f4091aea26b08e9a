package org.camelwhatsapp.engine.message.archive;

import org.camelwhatsapp.engine.WhatsAppException;

/** The archive was asked for, and is switched off. */
public final class ArchiveException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    public ArchiveException() {
        super("the archive of this session is switched off");
    }

    @Override
    public String code() {
        return "archive-off";
    }

    @Override
    public boolean isRetryable() {
        return false;
    }
}
