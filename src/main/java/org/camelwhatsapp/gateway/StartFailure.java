package org.camelwhatsapp.gateway;

import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * Why the gateway did not start, for the person at the terminal and for the program that started it.
 *
 * @param exitCode {@value #BAD_SETTING} for the command line or a setting, {@value #BAD_DATA} for the data directory and
 *     what is in it, {@value #OTHER} for anything else
 * @param message one line
 * @param isKnown whether the line says it all; otherwise the stack trace is needed
 */
record StartFailure(int exitCode, String message, boolean isKnown) {
    static final int OTHER = 1;
    static final int BAD_SETTING = 2;
    static final int BAD_DATA = 3;

    /** Finds the first cause that we know. */
    static StartFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof WhatsAppException known) {
                return new StartFailure(exitCode(known), known.getMessage() + " (" + known.code() + ")", true);
            }
        }
        return new StartFailure(OTHER, "did not start: " + thrown, false);
    }

    private static int exitCode(WhatsAppException known) {
        if (known instanceof SettingsException || known instanceof AddressException) {
            return BAD_SETTING;
        }
        return known instanceof DataDirectoryException || known instanceof StoreException ? BAD_DATA : OTHER;
    }
}
