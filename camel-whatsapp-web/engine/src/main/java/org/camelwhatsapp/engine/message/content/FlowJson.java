package org.camelwhatsapp.engine.message.content;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the JSON in buttons and answers, which other clients wrote. What has another type is as if it were not there. */
final class FlowJson {
    private final JsonObject json;

    private FlowJson(JsonObject json) {
        this.json = json;
    }

    /** The object, or an empty one if the text is too long or no JSON object. */
    static FlowJson read(String text) {
        try {
            boolean usable = !text.isEmpty() && text.length() <= SelectionContent.MAX_PARAMS;
            return new FlowJson(usable ? new JsonObject(text) : new JsonObject());
        } catch (DecodeException | ClassCastException e) {
            return new FlowJson(new JsonObject());
        }
    }

    /** @throws InvalidContentException if the text is no JSON object */
    static String check(String field, String text) {
        try {
            new JsonObject(text);
            return text;
        } catch (DecodeException | ClassCastException e) {
            throw new InvalidContentException(field, "a JSON object");
        }
    }

    @Nullable
    String text(String name) {
        return json.getValue(name) instanceof String text ? text : null;
    }

    /** The first of these that is a text, or the empty text. */
    String anyText(String... names) {
        for (String name : names) {
            String found = text(name);
            if (found != null) {
                return found;
            }
        }
        return "";
    }

    long number(String name, long otherwise) {
        return json.getValue(name) instanceof Number number ? number.longValue() : otherwise;
    }

    FlowJson object(String name) {
        return new FlowJson(json.getValue(name) instanceof JsonObject inner ? inner : new JsonObject());
    }

    List<FlowJson> objects(String name) {
        List<FlowJson> objects = new ArrayList<>();
        if (json.getValue(name) instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.getValue(i) instanceof JsonObject inner) {
                    objects.add(new FlowJson(inner));
                }
            }
        }
        return objects;
    }
}
