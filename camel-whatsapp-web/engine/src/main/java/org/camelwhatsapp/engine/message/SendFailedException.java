package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.util.Map;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * A message was not sent.
 *
 * <table>
 * <caption>The server's codes</caption>
 * <tr><th>code</th><th>meaning</th><th>try again</th></tr>
 * <tr><td>0</td><td>refused here: nobody to send to, too many sends wait, or the server never answers</td><td>no</td></tr>
 * <tr><td>403, 404</td><td>not a member of the group, or no such user</td><td>no</td></tr>
 * <tr><td>421</td><td>the group's addressing changed</td><td>yes</td></tr>
 * <tr><td>429</td><td>too many messages</td><td>later</td></tr>
 * <tr><td>463</td><td>the account may not write to strangers now, or the recipient hears only whom it knows</td><td>no</td></tr>
 * <tr><td>475</td><td>too many new chats</td><td>no</td></tr>
 * <tr><td>479</td><td>the server found the stanza malformed</td><td>no</td></tr>
 * <tr><td>408, 500, 503</td><td>the server could not take it now</td><td>yes</td></tr>
 * </table>
 */
public final class SendFailedException extends WhatsAppException {
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> MEANINGS = Map.of(
            403, "not a member of this group",
            404, "no such user",
            421, "the group's addressing has changed",
            429, "too many messages",
            463, "the recipient does not know this account, which may not write to strangers now",
            475, "too many new chats",
            479, "the server found the message malformed",
            500, "the server failed",
            503, "the server is unavailable");

    private static final long MAX_BACKOFF_SECONDS = 86_400;
    private static final int UNREADABLE = 400;

    private final int serverCode;
    private final long backoffSeconds;

    SendFailedException(int serverCode, String message) {
        this(serverCode, message, 0);
    }

    private SendFailedException(int serverCode, String message, long backoffSeconds) {
        super(message);
        this.serverCode = serverCode;
        this.backoffSeconds = backoffSeconds;
    }

    /** What the server's refusal means. */
    public static SendFailedException ofServerCode(int code) {
        return new SendFailedException(code, meaning(code));
    }

    private static String meaning(int code) {
        return "the message was refused: " + MEANINGS.getOrDefault(code, "server code " + code);
    }

    /** The server's code, 0 for a message that it took; a refusal whose code cannot be read counts as 400. */
    static int codeOf(Node ack) {
        try {
            return ack.intAttr("error", 0);
        } catch (MalformedNodeException e) {
            return UNREADABLE;
        }
    }

    private static long backoffOf(Node ack) {
        try {
            return ack.longAttr("backoff", 0);
        } catch (MalformedNodeException e) {
            return 0;
        }
    }

    static SendFailedException ofAck(int code, Node ack) {
        long backoff = Math.max(0, Math.min(MAX_BACKOFF_SECONDS, backoffOf(ack)));
        return new SendFailedException(code, meaning(code), backoff);
    }

    /** How long the server said to wait before the next try, or null when it did not. */
    public @Nullable Duration retryAfter() {
        return backoffSeconds == 0 ? null : Duration.ofSeconds(backoffSeconds);
    }

    /** The server's number, or 0 when it was refused here. */
    public int serverCode() {
        return serverCode;
    }

    @Override
    public String code() {
        return serverCode == 0 ? "send-refused" : "send-" + serverCode;
    }

    @Override
    public boolean isRetryable() {
        return serverCode == 408 || serverCode == 421 || serverCode == 429 || serverCode == 500 || serverCode == 503;
    }
}
