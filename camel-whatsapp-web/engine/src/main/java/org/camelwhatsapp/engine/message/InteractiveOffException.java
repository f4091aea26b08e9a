package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.WhatsAppException;

/** Buttons were to be sent by a session that was not set up to send them, see {@link InteractiveMode}. */
public final class InteractiveOffException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    InteractiveOffException() {
        super("interactive messages are off; the session's interactive mode says whether they may be sent");
    }

    @Override
    public String code() {
        return "interactive-off";
    }
}
