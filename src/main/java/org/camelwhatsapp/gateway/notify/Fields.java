package org.camelwhatsapp.gateway.notify;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request, each of one type. Null counts as absent, another type is refused: an object where a text is
 * expected must not become a message. The names of the Python SDK (OA-40) are understood beside those of the endpoint.
 */
record Fields(Map<String, ?> request) {
    /** A text, or the empty text. */
    String text(String name) {
        Object value = request.get(name);
        if (value == null) {
            return "";
        }
        if (!(value instanceof String text)) {
            throw new NotifyException(400, "'" + name + "' must be a text");
        }
        return text;
    }

    /** The text of the first of two names that has one. */
    String text(String name, String other) {
        String text = text(name);
        return text.isEmpty() ? text(other) : text;
    }

    boolean flag(String name, boolean fallback) {
        Object value = request.get(name);
        if (value == null) {
            return fallback;
        }
        if (!(value instanceof Boolean flag)) {
            throw new NotifyException(400, "'" + name + "' must be true or false");
        }
        return flag;
    }

    @Nullable
    Object any(String name) {
        return request.get(name);
    }
}
