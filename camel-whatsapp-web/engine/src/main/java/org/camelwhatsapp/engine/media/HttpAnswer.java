package org.camelwhatsapp.engine.media;

import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a media host answered.
 *
 * @param status the HTTP status
 * @param retryAfter how long the host asks to wait, when it did
 * @param body the body, when it was kept
 */
record HttpAnswer(int status, @Nullable Duration retryAfter, byte[] body) {
    static final byte[] NO_BODY = {};

    private static final int MAX_RETRY_AFTER_SECONDS = 30;

    static HttpAnswer of(HttpClientResponse response, byte[] body) {
        return new HttpAnswer(response.statusCode(), retryAfter(response.getHeader("Retry-After")), body);
    }

    /** Only the form in seconds is used by the service; anything else is ignored. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        if (header == null || header.isEmpty() || header.length() > 9) {
            return null;
        }
        for (int i = 0; i < header.length(); i++) {
            if (!Character.isDigit(header.charAt(i))) {
                return null;
            }
        }
        return Duration.ofSeconds(Math.min(MAX_RETRY_AFTER_SECONDS, Integer.parseInt(header)));
    }

    boolean isOk() {
        return status == 200;
    }

    /** The authorisation is no longer good. */
    boolean isUnauthorized() {
        return status == 401 || status == 403;
    }

    /** The file is not there any more. */
    boolean isGone() {
        return status == 403 || status == 404 || status == 410;
    }

    /** The same request may succeed later. */
    boolean isTemporary() {
        return status == 408 || status == 429 || status >= 500;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
