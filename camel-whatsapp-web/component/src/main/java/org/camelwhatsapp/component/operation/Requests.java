package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelwhatsapp.component.WhatsAppWebEndpoint;
import org.camelwhatsapp.component.operation.RequestType.Field;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.jspecify.annotations.Nullable;

/**
 * An exchange to a request. The body may be the request itself, a map, JSON, or the one value that the operation takes
 * as a plain body; what it does not say is taken from headers, then from the endpoint's options. Stateless.
 */
public final class Requests {
    private static final String HEADER_PREFIX = "CamelWhatsAppWeb";

    private Requests() {}

    /** The name of the header for a field. */
    public static String header(String field) {
        return HEADER_PREFIX + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    /**
     * Reads the request.
     *
     * @throws InvalidRequestException if a field is unknown, missing or wrong
     */
    public static <Q extends Record> Q read(
            Operation<Q> operation, WhatsAppClient client, Exchange exchange, WhatsAppWebEndpoint endpoint) {
        Message in = exchange.getIn();
        Object body = in.getBody();
        Class<Q> type = operation.request().type();
        if (type.isInstance(body)) {
            return type.cast(body);
        }
        ObjectNode fields = body(operation, in);
        for (Field field : operation.request().fields()) {
            if (fields.hasNonNull(field.name())) {
                continue;
            }
            String header = header(field.name());
            Object value = in.getHeader(header);
            if (endpoint.getHeaderFilterStrategy().applyFilterToCamelHeaders(header, value, exchange)) {
                value = null;
            }
            if (value == null && field.name().equals("fileName")) {
                value = in.getHeader(Exchange.FILE_NAME_ONLY);
            }
            if (value == null && field.name().equals("chat")) {
                value = endpoint.getConfiguration().getChat();
            }
            if (value != null) {
                fields.set(field.name(), RequestReader.node(value));
            }
        }
        return new RequestReader(client).read(operation, fields);
    }

    private static ObjectNode body(Operation<?> operation, Message in) {
        Object body = in.getBody();
        ObjectNode fields = RequestReader.fields(Map.of());
        if (body == null) {
            return fields;
        }
        if (body instanceof Map<?, ?> map) {
            return RequestReader.fields(map);
        }
        Field fitting = fitting(operation, body);
        if (fitting != null) {
            fields.set(fitting.name(), RequestReader.node(body));
            return fields;
        }
        String bodyField = operation.bodyField();
        if (bodyField != null && !isJson(in)) {
            fields.set(
                    bodyField, RequestReader.node(converted(operation.request().field(bodyField), in)));
            return fields;
        }
        byte[] json = in.getBody(byte[].class);
        if (json == null) {
            throw new InvalidRequestException(
                    "the body must be a " + operation.request().type().getSimpleName() + ", a map or JSON");
        }
        return new String(json, StandardCharsets.UTF_8).isBlank() ? fields : RequestReader.parse(json);
    }

    /** The field whose Java type the body has, such as a content object; texts and numbers fit too many. */
    private static @Nullable Field fitting(Operation<?> operation, Object body) {
        for (Field field : operation.request().fields()) {
            Type type = field.type();
            if (type instanceof Class<?> raw && raw != String.class && raw != Object.class && raw.isInstance(body)) {
                return field;
            }
        }
        return null;
    }

    private static boolean isJson(Message in) {
        String type = in.getHeader(Exchange.CONTENT_TYPE, String.class);
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static Object converted(Field field, Message in) {
        Object body = in.getBody();
        Object value;
        if (field.type() == FileInput.class) {
            // A text is far more often the name of a file than its content, unless a name is given besides.
            boolean isName = body instanceof CharSequence && in.getHeader(header("fileName")) == null;
            value = FileInput.accepts(body) ? body : isName ? null : in.getBody(InputStream.class);
        } else {
            value = field.type() == String.class ? in.getBody(String.class) : body;
        }
        if (value == null) {
            throw new InvalidRequestException(
                    "the body (" + field.name() + "): expected " + Expectation.of(field.type()));
        }
        return value;
    }
}
