package org.camelwhatsapp.simulator.group;

/** The server does not do what was asked; the caller gets this number. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public RefusedException(int code, String text) {
        super(text);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
