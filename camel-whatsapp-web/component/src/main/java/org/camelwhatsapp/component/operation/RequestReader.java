package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import org.camelwhatsapp.component.operation.RequestType.Field;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/** Fields by name to a request. A field that is wrong is named, with what was expected. Stateless and thread-safe. */
public final class RequestReader {
    private final WhatsAppClient client;

    public RequestReader(WhatsAppClient client) {
        this.client = client;
    }

    /**
     * Reads a request.
     *
     * @param fields from JSON or a map; absent and null mean the same
     * @throws InvalidRequestException if a field is unknown, missing or wrong
     */
    public <Q extends Record> Q read(Operation<Q> operation, ObjectNode fields) {
        RequestType<Q> type = operation.request();
        fields.fieldNames().forEachRemaining(name -> {
            if (!type.has(name)) {
                throw new InvalidRequestException(name + ": " + operation.name() + " has no such field, only "
                        + type.fields().stream().map(Field::name).toList());
            }
        });
        return type.create(field -> value(field, fields.get(field.name())));
    }

    /** Reads the text as JSON: an object, not too deep, without doubles. */
    public static ObjectNode parse(byte[] json) {
        JsonNode tree;
        try {
            tree = OperationJson.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new InvalidRequestException("the body is not JSON: line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ", column "
                    + (e.getLocation() == null ? 1 : e.getLocation().getColumnNr()));
        } catch (java.io.IOException e) {
            throw new InvalidRequestException("the body is not UTF-8 text");
        }
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidRequestException("the body must be a JSON object");
    }

    /** A map as fields; values that are no JSON, such as files, are kept as they are. */
    static ObjectNode fields(Map<?, ?> map) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> fields.set(String.valueOf(key), node(value)));
        return fields;
    }

    static JsonNode node(@Nullable Object value) {
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value == null
                || value instanceof Map
                || value instanceof Collection
                || value instanceof Enum) {
            return OperationJson.mapper().valueToTree(value instanceof CharSequence text ? text.toString() : value);
        }
        return JsonNodeFactory.instance.pojoNode(value);
    }

    private @Nullable Object value(Field field, @Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            if (field.required()) {
                throw new InvalidRequestException(field.name() + ": missing; expected " + Expectation.of(field.type()));
            }
            return field.type() == boolean.class ? Boolean.FALSE : null;
        }
        ObjectMapper mapper = OperationJson.mapper();
        JavaType type = mapper.constructType(field.type());
        if (node instanceof com.fasterxml.jackson.databind.node.POJONode pojo
                && type.getRawClass().isInstance(pojo.getPojo())) {
            return pojo.getPojo();
        }
        JsonNode given = listIfAsked(type, node);
        InnerFields.check(field.name(), type, given);
        try {
            return mapper.readerFor(type)
                    .withAttribute(OperationJson.CLIENT, client)
                    .readValue(given);
        } catch (JsonMappingException e) {
            Throwable cause = e.getCause();
            if (cause instanceof WhatsAppException typed) {
                throw typed;
            }
            throw InnerFields.wrong(field, given, e);
        } catch (java.io.IOException e) {
            throw new InvalidRequestException(field.name() + ": expected " + Expectation.of(field.type()));
        }
    }

    /** A list in a header or a form is a text with commas. */
    private static JsonNode listIfAsked(JavaType type, JsonNode node) {
        if (!type.isCollectionLikeType() || !node.isTextual()) {
            return node;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        for (String item : node.textValue().split(",", -1)) {
            list.add(item.trim());
        }
        return list;
    }
}
