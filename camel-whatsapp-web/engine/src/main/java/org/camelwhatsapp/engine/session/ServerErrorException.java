package org.camelwhatsapp.engine.session;

import java.time.Duration;
import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** The server answered a request or a message with an error. */
public final class ServerErrorException extends WhatsAppException {
    private static final long serialVersionUID = 1L;

    private final int serverCode;
    private final @Nullable Duration backoff;

    /**
     * @param serverCode the number the server gave, such as 404
     * @param text the server's text, or what the number is known to mean
     * @param backoff how long to wait before the next try, when the server said so
     */
    public ServerErrorException(int serverCode, String text, @Nullable Duration backoff) {
        super("server error " + serverCode + ": " + text);
        this.serverCode = serverCode;
        this.backoff = backoff;
    }

    public int serverCode() {
        return serverCode;
    }

    public @Nullable Duration backoff() {
        return backoff;
    }

    @Override
    public String code() {
        return "server-" + serverCode;
    }

    @Override
    public boolean isRetryable() {
        return serverCode == 408 || serverCode == 429 || serverCode >= 500 && serverCode <= 504 && serverCode != 501;
    }
}
