package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.operation.RequestType;
import org.camelwhatsapp.component.operation.Requests;
import org.camelwhatsapp.component.operation.SessionNeed;

/** The catalogue as a page for people: {@code docs/operations.md}. */
final class OperationsPage {
    private static final String HEAD = """
            # Operations

            <!-- Made by the build from the catalogue. Do not edit. -->

            Chosen by the option `operation` or the header `CamelWhatsAppWebOperation`. The body of the exchange is the request:
            its record, a `Map`, JSON (with `Content-Type: application/json`, or where there is no plain body), or the one value
            marked *body*. A field the body does not give is taken from the header named after it, such as `CamelWhatsAppWebChat`
            for `chat`. Over HTTP: `POST /v1/sessions/{session}/operations/{operation}`. Codes are those of [errors](errors.md);
            `not-connected`, `request-timeout`, `invalid-request` and `session-not-linked` may come from any operation.
            """;

    private OperationsPage() {}

    static String of(Collection<Operation<?>> operations) {
        StringBuilder page = new StringBuilder(HEAD);
        Map<String, List<Operation<?>>> areas = new LinkedHashMap<>();
        for (Operation<?> operation : operations) {
            String area = operation.name().substring(0, operation.name().indexOf('.'));
            areas.computeIfAbsent(area, a -> new ArrayList<>()).add(operation);
        }
        areas.forEach((area, own) -> {
            page.append("\n## ").append(area).append('\n');
            own.forEach(operation -> entry(page, operation));
        });
        return page.toString();
    }

    private static void entry(StringBuilder page, Operation<?> operation) {
        page.append("\n### `").append(operation.name()).append("`\n\n").append(operation.description());
        if (operation.need() == SessionNeed.NONE) {
            page.append(" Works before the session is linked.");
        }
        page.append("\n\n");
        if (!operation.request().fields().isEmpty()) {
            page.append("| field | type | | header |\n|---|---|---|---|\n");
            for (RequestType.Field field : operation.request().fields()) {
                page.append("| `").append(field.name()).append('`');
                page.append(field.name().equals(operation.bodyField()) ? " *body*" : "");
                page.append(" | ").append(word(field.type())).append(field.required() ? ", required" : "");
                page.append(" | ").append(field.description());
                page.append(" | `").append(Requests.header(field.name())).append("` |\n");
            }
            page.append('\n');
        }
        page.append("Answer: ").append(operation.response() == Void.class ? "nothing" : word(operation.response()));
        page.append('.');
        if (!operation.errors().isEmpty()) {
            page.append(" Fails with `")
                    .append(String.join("`, `", operation.errors()))
                    .append("`.");
        }
        if (!operation.serves().isEmpty()) {
            page.append(" Serves ")
                    .append(String.join(", ", operation.serves()))
                    .append('.');
        }
        page.append('\n');
    }

    static String word(Type type) {
        JavaType java = OperationJson.mapper().constructType(type);
        if (java.isMapLikeType()) {
            return "map of " + word(java.getContentType());
        }
        if (java.isContainerType() && java.getRawClass() != byte[].class) {
            return "list of " + word(java.getContentType());
        }
        return "`" + java.getRawClass().getSimpleName() + "`";
    }
}
