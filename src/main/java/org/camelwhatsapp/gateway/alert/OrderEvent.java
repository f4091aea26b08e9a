package org.camelwhatsapp.gateway.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event of the order bus (OA-91): what was asked, what came of it, and fields of the topic's own. Missing values read
 * as absent, never as an error.
 *
 * @param topic such as {@code order.placed}
 * @param kind the API's name of the call, such as {@code placeorder}
 * @param request what was asked
 * @param response what came of it
 * @param fields everything else
 */
public record OrderEvent(
        String topic, String kind, Map<String, ?> request, Map<String, ?> response, Map<String, ?> fields) {

    /** @throws IllegalArgumentException if the topic is missing or a part has the wrong form */
    public static OrderEvent of(Map<String, ?> json) {
        Object topic = json.get("topic");
        if (!(topic instanceof String name) || name.isBlank()) {
            throw new IllegalArgumentException("'topic' must be a text");
        }
        Object kind = json.get("api_type");
        if (kind != null && !(kind instanceof String)) {
            throw new IllegalArgumentException("'api_type' must be a text");
        }
        return new OrderEvent(
                name, kind == null ? "" : kind.toString(), map(json, "request_data"), map(json, "response_data"), json);
    }

    private static Map<String, ?> map(Map<String, ?> json, String field) {
        Object value = json.get(field);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("'" + field + "' must be an object");
        }
        @SuppressWarnings("unchecked")
        Map<String, ?> typed = (Map<String, ?>) map;
        return typed;
    }

    /** A value of the request, of the topic's own fields, or of the response, in this order; null if there is none. */
    public @Nullable Object value(String name) {
        for (Map<String, ?> source : List.of(request, fields, response)) {
            Object value = source.get(name);
            if (value != null && !value.toString().isEmpty()) {
                return value;
            }
        }
        return null;
    }

    /** The value as text, {@code N/A} if there is none. */
    public String text(String name) {
        Object value = value(name);
        return value == null ? "N/A" : value.toString();
    }

    /** A value that the answer decides about, and the request only if the answer is silent. */
    public String answered(String name) {
        Object value = response.get(name);
        return value == null || value.toString().isEmpty() ? text(name) : value.toString();
    }

    public boolean isSuccess() {
        return "success".equals(response.get("status"));
    }

    public boolean isAnalyze() {
        return "analyze".equals(response.get("mode")) || "analyze".equals(fields.get("mode"));
    }

    /** The line that tells what went wrong. */
    public String error() {
        Object message = response.get("message");
        return "Error: " + (message == null || message.toString().isEmpty() ? "Failed" : message);
    }

    /** The legs or parts of the answer; empty if there are none. */
    public List<Map<String, ?>> results() {
        Object results = response.get("results") == null ? fields.get("results") : response.get("results");
        List<Map<String, ?>> list = new ArrayList<>();
        if (results instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> map) {
                    @SuppressWarnings("unchecked")
                    Map<String, ?> typed = (Map<String, ?>) map;
                    list.add(typed);
                }
            }
        }
        return list;
    }
}
