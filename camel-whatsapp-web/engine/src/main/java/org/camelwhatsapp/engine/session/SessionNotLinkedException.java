package org.camelwhatsapp.engine.session;

/** What was asked for needs an account, and no phone has linked this session yet, or it was unlinked. */
public final class SessionNotLinkedException extends NotConnectedException {
    private static final long serialVersionUID = 1L;

    public SessionNotLinkedException(String session) {
        super("session '" + session + "' is not linked to an account: scan its QR code first");
    }

    SessionNotLinkedException() {
        super("this session is not linked to an account: scan its QR code first");
    }

    @Override
    public String code() {
        return "session-not-linked";
    }

    /** Only a phone can help. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
