package org.camelwhatsapp.engine.mex;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * What the server answered to a stored query. Source: docs/protocol.md, "Stored queries".
 *
 * @param value what stands under the query's root: a {@code JsonObject}, a {@code JsonArray}, a plain value, or null
 */
public record MexAnswer(@Nullable Object value) {
    private static final int NO_CODE = 400;

    /**
     * Reads an answer.
     *
     * @throws MexException if it cannot be read, or holds errors and nothing else
     */
    public static MexAnswer of(MexQuery query, Node iq) {
        Node result = iq.requireChild("result");
        if (!result.attr("format", "json").equals("json")) {
            throw MexException.malformed("a format that was not asked for");
        }
        return parse(query.root(), result.requireBytes());
    }

    /**
     * Reads the JSON of an answer, or of a notification, which looks the same.
     *
     * @throws MexException if it cannot be read, or holds errors and nothing else
     */
    public static MexAnswer parse(String root, byte[] bytes) {
        JsonObject json = MexJson.parse(bytes);
        Object value = MexJson.object(json, "data").getValue(root);
        List<JsonObject> errors = MexJson.objects(json, "errors");
        // A part of the data may be missing for an error; what is there is used.
        if (value == null && !errors.isEmpty()) {
            JsonObject extensions = MexJson.object(errors.get(0), "extensions");
            throw MexException.refused(
                    (int) Math.max(0, Math.min(MexJson.number(extensions, "error_code", NO_CODE), 999_999)),
                    Boolean.TRUE.equals(extensions.getValue("is_retryable")));
        }
        return new MexAnswer(value);
    }

    /** @throws MexException if the answer is no object */
    public JsonObject object() {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw MexException.malformed("no object");
    }

    /** The objects of the array that the answer is; none if it is no array. */
    public List<JsonObject> objects() {
        return MexJson.objects(value);
    }

    /** Prints nothing of what the answer says. */
    @Override
    public String toString() {
        return "MexAnswer[" + (value == null ? "nothing" : value.getClass().getSimpleName()) + "]";
    }
}
