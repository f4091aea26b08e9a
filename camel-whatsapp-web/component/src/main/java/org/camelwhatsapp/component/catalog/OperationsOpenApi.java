package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;

/** The catalogue as an OpenAPI document: one path for each operation under the generic endpoint. */
final class OperationsOpenApi {
    private static final String KEY = "key";

    /** What an operation has in common with all others; the statuses are those of docs/errors.md. */
    private static final Map<String, String> FAILURES = new TreeMap<>(Map.of(
            "400", "The request or the content is wrong; the message names the field and what was expected.",
            "401", "The key is missing or wrong.",
            "404", "There is no such session or operation.",
            "409", "The session is not linked or not connected.",
            "413", "The body is larger than 1 MiB.",
            "415", "The body is not JSON.",
            "422", "It was refused for a reason of its own; trying again does not help.",
            "503", "It failed for now; trying again may help."));

    private OperationsOpenApi() {}

    static ObjectNode of(Collection<Operation<?>> operations) {
        Schemas schemas = new Schemas();
        ObjectNode document = OperationJson.mapper().createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "WhatsApp Web operations").put("version", "1");
        ObjectNode paths = document.putObject("paths");
        for (Operation<?> operation : operations) {
            ObjectNode post = paths.putObject("/v1/sessions/{session}/operations/" + operation.name())
                    .putObject("post");
            post.put("operationId", operation.name()).put("summary", operation.description());
            post.putArray("tags")
                    .add(operation.name().substring(0, operation.name().indexOf('.')));
            ObjectNode session = post.putArray("parameters").addObject();
            session.put("name", "session").put("in", "path").put("required", true);
            session.putObject("schema").put("type", "string");
            ObjectNode schema = schemas.request(operation);
            ObjectNode body = post.putObject("requestBody").put("required", schema.has("required"));
            content(body, schema);
            ObjectNode answers = post.putObject("responses");
            if (operation.response() == Void.class) {
                answers.putObject("204").put("description", "Done.");
            } else {
                ObjectNode ok = answers.putObject("200").put("description", "Done.");
                content(ok, schemas.reference(operation.response()));
            }
            FAILURES.forEach((status, meaning) -> failure(answers.putObject(status), meaning));
            failure(answers.putObject("default"), "It failed. Codes of its own: " + operation.errors());
        }
        document.putArray("security").addObject().putArray(KEY);
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject(KEY)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-KEY");
        ObjectNode definitions = components.putObject("schemas");
        schemas.definitions().forEach(definitions::set);
        error(definitions.putObject("Error"));
        return document;
    }

    private static void failure(ObjectNode answer, String meaning) {
        answer.put("description", meaning);
        content(answer, OperationJson.mapper().createObjectNode().put("$ref", "#/components/schemas/Error"));
    }

    private static void content(ObjectNode owner, ObjectNode schema) {
        owner.putObject("content").putObject("application/json").set("schema", schema);
    }

    private static void error(ObjectNode schema) {
        schema.put("type", "object");
        schema.putArray("required").add("code").add("message").add("retryable");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("code").put("type", "string").put("description", "As listed in docs/errors.md.");
        properties.putObject("message").put("type", "string");
        properties.putObject("retryable").put("type", "boolean");
    }
}
