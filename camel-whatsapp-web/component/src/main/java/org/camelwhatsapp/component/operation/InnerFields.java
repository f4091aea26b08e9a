package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.camelwhatsapp.component.operation.RequestType.Field;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong inside the objects and lists of a request, in the same words as for its own fields. The reader of JSON
 * names neither what is missing in an object nor what a content of some kind consists of. Stateless.
 */
final class InnerFields {
    private InnerFields() {}

    /**
     * Looks for what is missing.
     *
     * @param path how to name the value
     * @throws InvalidRequestException names the field and what was expected
     */
    static void check(String path, JavaType type, JsonNode given) {
        if (type.isCollectionLikeType() && given.isArray()) {
            for (int i = 0; i < given.size(); i++) {
                check(path + "[" + i + "]", type.getContentType(), given.get(i));
            }
        }
        if (!given.isObject()) {
            return;
        }
        if (type.isMapLikeType()) {
            for (Map.Entry<String, JsonNode> entry : given.properties()) {
                check(path + "." + entry.getKey(), type.getContentType(), entry.getValue());
            }
        } else if (type.hasRawClass(MessageContent.class)) {
            Class<?> kind = kind(given);
            if (kind == null) {
                throw new InvalidRequestException(path + "." + ContentJson.KIND + ": expected one of "
                        + new TreeSet<>(ContentJson.kinds().keySet()));
            }
            components(path, kind, given);
        } else if (type.getRawClass().isRecord() && !Expectation.isSimple(type.getRawClass())) {
            components(path, type.getRawClass(), given);
        }
    }

    private static void components(String path, Class<?> owner, JsonNode given) {
        for (RecordComponent component : owner.getRecordComponents()) {
            String name = path + "." + component.getName();
            if (given.hasNonNull(component.getName())) {
                JavaType type = OperationJson.mapper().constructType(component.getGenericType());
                check(name, type, given.get(component.getName()));
            } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && component.getType() != boolean.class) {
                throw new InvalidRequestException(
                        name + ": missing; expected " + Expectation.of(component.getGenericType()));
            }
        }
    }

    private static @Nullable Class<?> kind(JsonNode content) {
        return ContentJson.kinds().get(content.path(ContentJson.KIND).asText());
    }

    /** What the reader of JSON stumbled over. */
    static InvalidRequestException wrong(Field field, JsonNode given, JsonMappingException failure) {
        StringBuilder name = new StringBuilder(field.name());
        JavaType type = OperationJson.mapper().constructType(field.type());
        JsonNode node = given;
        for (JsonMappingException.Reference step : failure.getPath()) {
            String inner = step.getFieldName();
            if (inner == null) {
                name.append('[').append(step.getIndex()).append(']');
            } else {
                name.append('.').append(inner);
            }
            type = inside(type, inner, node);
            node = inner == null ? node.path(step.getIndex()) : node.path(inner);
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            return new InvalidRequestException(
                    name + ": there is no such field, only " + new TreeSet<>(unknown.getKnownPropertyIds()));
        }
        return new InvalidRequestException(name + ": expected " + Expectation.of(type));
    }

    /** The type one step further in: of an element, or of a record's component. */
    private static JavaType inside(JavaType type, @Nullable String component, JsonNode given) {
        if (type.isContainerType()) {
            return type.getContentType();
        }
        Class<?> owner = type.hasRawClass(MessageContent.class) ? kind(given) : type.getRawClass();
        if (owner == null || !owner.isRecord()) {
            return type;
        }
        return Arrays.stream(owner.getRecordComponents())
                .filter(part -> part.getName().equals(component))
                .findFirst()
                .map(part -> OperationJson.mapper().constructType(part.getGenericType()))
                .orElse(type);
    }
}
