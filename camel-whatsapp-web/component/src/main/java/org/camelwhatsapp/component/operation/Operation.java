package org.camelwhatsapp.component.operation;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;
import org.jspecify.annotations.Nullable;

/**
 * One thing a session can do: an entry of the catalogue. The producer, the documentation, JSON and REST all read it from
 * here. Immutable and thread-safe.
 *
 * @param <Q> the request: a record whose components are the fields. A component is required unless it is
 *     {@code @Nullable} or a primitive {@code boolean}; {@code @JsonPropertyDescription} says what it means.
 */
public final class Operation<Q extends Record> {
    private final String name;
    private final String description;
    private final RequestType<Q> request;
    private final Type response;
    private final SessionNeed need;
    private final List<String> errors;
    private final List<String> serves;
    private final @Nullable String bodyField;
    private final BiFunction<WhatsAppClient, Q, CompletionStage<?>> action;

    private Operation(Builder<Q> builder, BiFunction<WhatsAppClient, Q, CompletionStage<?>> action) {
        this.name = builder.name;
        this.description = Objects.requireNonNull(builder.description, "description");
        this.request = builder.request;
        this.response = builder.response;
        this.need = builder.need;
        this.errors = builder.errors;
        this.serves = builder.serves;
        this.bodyField = builder.bodyField;
        this.action = action;
    }

    /**
     * Begins an entry.
     *
     * @param name area and verb, such as {@code group.create}
     * @param request the record that holds the fields
     */
    public static <Q extends Record> Builder<Q> named(String name, Class<Q> request) {
        return new Builder<>(name, RequestType.of(request));
    }

    public String name() {
        return name;
    }

    /** What it does, in sentences for the documentation. */
    public String description() {
        return description;
    }

    public RequestType<Q> request() {
        return request;
    }

    /** What the stage completes with; {@code Void.class} for nothing. */
    public Type response() {
        return response;
    }

    public SessionNeed need() {
        return need;
    }

    /** The codes of {@code docs/errors.md} that are particular to it. */
    public List<String> errors() {
        return errors;
    }

    /** The entries of the compatibility checklists that need it, such as {@code CH-12}. */
    public List<String> serves() {
        return serves;
    }

    /** The field that a plain body of an exchange fills, or null if the body must be the request. */
    public @Nullable String bodyField() {
        return bodyField;
    }

    /**
     * Does it.
     *
     * @return completes with the response; fails with a {@link org.camelwhatsapp.engine.WhatsAppException}
     * @throws SessionNotLinkedException if the session is not what the operation needs
     */
    public CompletionStage<?> perform(WhatsAppClient client, Q fields) {
        if (need == SessionNeed.LINKED && client.account() == null) {
            throw new SessionNotLinkedException(client.name());
        }
        CompletionStage<?> stage;
        try {
            stage = action.apply(client, fields);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(String.valueOf(e.getMessage()));
        }
        return stage.exceptionally(failure -> {
            // What the engine's checks of arguments say is about a field of the request.
            Throwable cause = Futures.unwrap(failure);
            throw cause instanceof IllegalArgumentException
                    ? new InvalidRequestException(String.valueOf(cause.getMessage()))
                    : new CompletionException(cause);
        });
    }

    /** Collects what an entry says. Not thread-safe. */
    public static final class Builder<Q extends Record> {
        private final String name;
        private final RequestType<Q> request;
        private @Nullable String description;
        private Type response = Void.class;
        private SessionNeed need = SessionNeed.LINKED;
        private List<String> errors = List.of();
        private List<String> serves = List.of();
        private @Nullable String bodyField;

        private Builder(String name, RequestType<Q> request) {
            this.name = name;
            this.request = request;
        }

        public Builder<Q> describedAs(String sentences) {
            this.description = sentences;
            return this;
        }

        public Builder<Q> answers(Class<?> type) {
            this.response = type;
            return this;
        }

        /** A list of this type. */
        public Builder<Q> answersListOf(Class<?> type) {
            this.response = Types.listOf(type);
            return this;
        }

        /** A map from texts to this type. */
        public Builder<Q> answersMapOf(Class<?> type) {
            this.response = Types.mapOf(type);
            return this;
        }

        public Builder<Q> needs(SessionNeed state) {
            this.need = state;
            return this;
        }

        public Builder<Q> fails(String... codes) {
            this.errors = List.of(codes);
            return this;
        }

        public Builder<Q> serves(String... ids) {
            this.serves = Arrays.asList(ids);
            return this;
        }

        /** The field that a plain body fills. */
        public Builder<Q> body(String field) {
            request.field(field);
            this.bodyField = field;
            return this;
        }

        public Operation<Q> performs(BiFunction<WhatsAppClient, Q, CompletionStage<?>> action) {
            return new Operation<>(this, action);
        }
    }
}
