package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;

/** The catalogue as an OpenAPI document: one path for each operation under the generic endpoint. */
final class OperationsOpenApi {
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
            ObjectNode body = post.putObject("requestBody").put("required", true);
            content(body, schemas.request(operation));
            ObjectNode answers = post.putObject("responses");
            if (operation.response() == Void.class) {
                answers.putObject("204").put("description", "Done.");
            } else {
                ObjectNode ok = answers.putObject("200").put("description", "Done.");
                content(ok, schemas.reference(operation.response()));
            }
            ObjectNode failed = answers.putObject("default")
                    .put("description", "It failed. Codes of its own: " + operation.errors());
            content(failed, OperationJson.mapper().createObjectNode().put("$ref", "#/components/schemas/Error"));
        }
        ObjectNode definitions = document.putObject("components").putObject("schemas");
        schemas.definitions().forEach(definitions::set);
        error(definitions.putObject("Error"));
        return document;
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
