package org.camelwhatsapp.gateway.notify;

/** A request that is refused, with its HTTP status and the text the caller gets. */
public final class NotifyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    NotifyException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The body is no JSON object. */
    public static NotifyException badBody() {
        return new NotifyException(400, "The body must be a JSON object");
    }

    public int status() {
        return status;
    }
}
