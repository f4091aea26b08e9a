package org.camelwhatsapp.component.event;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * One kind of event: an entry of the catalogue. The consumer's filter, its headers, JSON and the documentation all read it
 * from here. Immutable and thread-safe.
 *
 * @param <E> the engine's type of the event
 */
public final class EventType<E extends Event> {
    private final String name;
    private final Class<E> type;
    private final String description;
    private final Map<String, Function<E, ? extends @Nullable Object>> headers;
    private final Class<?> dataType;
    private final Function<E, Object> data;
    private final Function<E, Object> content;

    private EventType(Builder<E> builder) {
        this.name = builder.name;
        this.type = builder.type;
        this.description = Objects.requireNonNull(builder.description, "description");
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
        this.dataType = builder.dataType;
        this.data = builder.data;
        this.content = builder.content == null ? builder.data : builder.content;
    }

    /**
     * Begins an entry.
     *
     * @param name an area, or area and word, such as {@code message} or {@code pairing.code}
     */
    static <E extends Event> Builder<E> named(String name, Class<E> type) {
        return new Builder<>(name, type);
    }

    public String name() {
        return name;
    }

    /** The first part of the name. */
    public String area() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public Class<E> type() {
        return type;
    }

    /** When it happens, in sentences for the documentation. */
    public String description() {
        return description;
    }

    /** The type of {@link #data}, whose schema is documented. */
    public Class<?> dataType() {
        return dataType;
    }

    /** What is known about the event, as one object. */
    public Object data(Event event) {
        return data.apply(type.cast(event));
    }

    /** What a route works with: the text of a message, else the data. */
    public Object content(Event event) {
        return content.apply(type.cast(event));
    }

    /** The names of the headers that an exchange for such an event can have, besides event and session. */
    public Set<String> headerNames() {
        return headers.keySet();
    }

    /** The headers of an exchange for the event; what is not known is left out. */
    public Map<String, Object> headers(Event event) {
        E own = type.cast(event);
        Map<String, Object> filled = new LinkedHashMap<>();
        headers.forEach((header, getter) -> {
            Object value = getter.apply(own);
            if (value != null) {
                filled.put(header, value);
            }
        });
        return filled;
    }

    /** Collects what an entry says. Not thread-safe. */
    static final class Builder<E extends Event> {
        private final String name;
        private final Class<E> type;
        private @Nullable String description;
        private final Map<String, Function<E, ? extends @Nullable Object>> headers = new LinkedHashMap<>();
        private Class<?> dataType;
        private Function<E, Object> data = event -> event;
        private @Nullable Function<E, Object> content;

        private Builder(String name, Class<E> type) {
            this.name = name;
            this.type = type;
            this.dataType = type;
        }

        /** One header; a value of null leaves it out. */
        Builder<E> header(String header, Function<E, ? extends @Nullable Object> getter) {
            headers.put(header, getter);
            return this;
        }

        /** The conversation, the id and whose message it is. */
        Builder<E> key(Function<E, MessageKey> getter) {
            header(
                    WhatsAppWebConstants.CHAT,
                    event -> getter.apply(event).chat().toString());
            header(WhatsAppWebConstants.MESSAGE_ID, event -> getter.apply(event).id());
            return header(
                    WhatsAppWebConstants.FROM_ME, event -> getter.apply(event).fromMe());
        }

        /** When, in milliseconds since 1970. */
        Builder<E> timestamp(Function<E, Instant> getter) {
            return header(
                    WhatsAppWebConstants.TIMESTAMP, event -> getter.apply(event).toEpochMilli());
        }

        /** The object to show in place of the event itself. */
        <D> Builder<E> data(Class<D> shown, Function<E, D> getter) {
            this.dataType = shown;
            this.data = getter::apply;
            return this;
        }

        /** What a route works with, where that is not the data. */
        Builder<E> content(Function<E, Object> getter) {
            this.content = getter;
            return this;
        }

        EventType<E> describedAs(String sentences) {
            this.description = sentences;
            return new EventType<>(this);
        }
    }
}
