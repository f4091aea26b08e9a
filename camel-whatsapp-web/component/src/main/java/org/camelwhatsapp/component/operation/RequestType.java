package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camelwhatsapp.engine.WhatsAppException;
import org.jspecify.annotations.Nullable;

/**
 * A record seen as the fields of a request. Records marked {@link Flat} lend their fields to the record that holds them.
 * Immutable and thread-safe.
 */
public final class RequestType<Q extends Record> {
    private final Constructor<Q> constructor;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * One field.
     *
     * @param name as it stands in JSON; in a header it is {@code CamelWhatsAppWeb} and the name, capitalised
     * @param type the Java type
     * @param required whether a request without it is refused
     * @param description for the documentation
     */
    public record Field(String name, Type type, boolean required, String description) {}

    /** A component: either a field or a record with fields. */
    private record Part(@Nullable Field field, @Nullable RequestType<?> flat) {}

    private RequestType(Class<Q> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            parts.add(part(type, components[i]));
        }
        try {
            constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalArgumentException if two fields have one name */
    static <Q extends Record> RequestType<Q> of(Class<Q> type) {
        return new RequestType<>(type);
    }

    private Part part(Class<?> owner, RecordComponent component) {
        if (component.isAnnotationPresent(Flat.class)) {
            RequestType<?> flat = of(component.getType().asSubclass(Record.class));
            flat.fields.values().forEach(this::put);
            return new Part(null, flat);
        }
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == boolean.class;
        Field field =
                new Field(component.getName(), component.getGenericType(), !optional, description(owner, component));
        put(field);
        return new Part(field, null);
    }

    private static String description(Class<?> owner, RecordComponent component) {
        try {
            // Jackson's annotation may stand on fields, not on components; the compiler puts it there.
            JsonPropertyDescription text =
                    owner.getDeclaredField(component.getName()).getAnnotation(JsonPropertyDescription.class);
            return text == null ? "" : text.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private void put(Field field) {
        if (fields.put(field.name(), field) != null) {
            throw new IllegalArgumentException("two fields are named " + field.name());
        }
    }

    public Class<Q> type() {
        return constructor.getDeclaringClass();
    }

    /** In the order in which they are declared. */
    public List<Field> fields() {
        return List.copyOf(fields.values());
    }

    /** @throws IllegalArgumentException if there is none of this name */
    public Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException(type().getSimpleName() + " has no field " + name);
        }
        return field;
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    /**
     * Makes the request.
     *
     * @param values the value of each field; null for one that is absent
     * @throws InvalidRequestException if the record refuses them
     */
    Q create(Function<Field, @Nullable Object> values) {
        @Nullable Object[] arguments = new Object[parts.size()];
        for (int i = 0; i < arguments.length; i++) {
            Part part = parts.get(i);
            RequestType<?> flat = part.flat();
            Field field = part.field();
            arguments[i] = flat != null ? flat.create(values) : field == null ? null : values.apply(field);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof WhatsAppException typed) {
                throw typed;
            }
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new InvalidRequestException(String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
