package org.camelwhatsapp.engine.mex;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON of the server without trust: what is absent or of another type is as if it were not there. Numbers come as
 * numbers or as texts, words in either case. Pure functions.
 */
public final class MexJson {
    private static final int MAX_NUMBER_LENGTH = 18;

    private MexJson() {}

    /**
     * The object that these bytes are.
     *
     * @throws MexException if they are none
     */
    public static JsonObject parse(byte[] bytes) {
        try {
            if (Json.decodeValue(new String(bytes, StandardCharsets.UTF_8)) instanceof JsonObject object) {
                return object;
            }
        } catch (DecodeException e) {
            throw MexException.malformed("no JSON");
        }
        throw MexException.malformed("no JSON object");
    }

    /** The object under a key, or an empty one. */
    public static JsonObject object(JsonObject parent, String key) {
        return parent.getValue(key) instanceof JsonObject child ? child : new JsonObject();
    }

    /** The objects of the array under a key; everything else in it is left out. */
    public static List<JsonObject> objects(JsonObject parent, String key) {
        return objects(parent.getValue(key));
    }

    static List<JsonObject> objects(@Nullable Object value) {
        List<JsonObject> objects = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (Object element : array) {
                if (element instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    /** The texts of the array under a key. */
    public static List<String> texts(JsonObject parent, String key) {
        List<String> texts = new ArrayList<>();
        if (parent.getValue(key) instanceof JsonArray array) {
            for (Object element : array) {
                if (element instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    /** The text under a key, or null. */
    public static @Nullable String text(JsonObject parent, String key) {
        return parent.getValue(key) instanceof String text ? text : null;
    }

    /** The text under a key, or the empty text. */
    public static String textOrEmpty(JsonObject parent, String key) {
        String text = text(parent, key);
        return text == null ? "" : text;
    }

    /** The word under a key in capitals, or the empty text. */
    public static String word(JsonObject parent, String key) {
        return textOrEmpty(parent, key).toUpperCase(Locale.ROOT);
    }

    /** The number under a key, or the given one. */
    public static long number(JsonObject parent, String key, long otherwise) {
        Object value = parent.getValue(key);
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        boolean digits = value instanceof String text
                && !text.isEmpty()
                && text.length() <= MAX_NUMBER_LENGTH
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Long.parseLong((String) value) : otherwise;
    }

    /** The address under a key, or null. */
    public static @Nullable Jid jid(JsonObject parent, String key) {
        String text = text(parent, key);
        try {
            return text == null ? null : Jid.parse(text);
        } catch (IllegalArgumentException e) {
            // The same as if it were not there.
            return null;
        }
    }

    /**
     * The address under a key.
     *
     * @throws MexException if there is none
     */
    public static Jid requireJid(JsonObject parent, String key) {
        Jid jid = jid(parent, key);
        if (jid == null) {
            throw MexException.malformed("no address in " + key);
        }
        return jid;
    }
}
