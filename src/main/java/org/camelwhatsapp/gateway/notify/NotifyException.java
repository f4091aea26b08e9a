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

    /** The body says that it is something else than JSON. */
    public static NotifyException badContentType() {
        return new NotifyException(415, "The body must be JSON, with Content-Type: application/json");
    }

    /** No code is there to scan. */
    public static NotifyException noCode() {
        return new NotifyException(404, "No code is shown now");
    }

    /** Too much waits to be sent. */
    public static NotifyException queueFull() {
        return new NotifyException(503, "Too many messages wait to be sent");
    }

    public int status() {
        return status;
    }
}
