package org.camelwhatsapp.simulator.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/** The commands as an OpenAPI document. */
final class ControlOpenApi {
    private ControlOpenApi() {}

    static JsonObject of(Collection<ControlCommand> commands) {
        JsonObject paths = new JsonObject();
        for (ControlCommand command : commands) {
            JsonObject post = new JsonObject()
                    .put("operationId", command.name())
                    .put("summary", command.description())
                    .put("requestBody", content(schema(command)))
                    .put(
                            "responses",
                            new JsonObject()
                                    .put("200", answer("Done. What it found is in result."))
                                    .put("400", answer("A field is missing or wrong, or it cannot be done."))
                                    .put("413", answer("The body is larger than 1 MiB.")));
            paths.put("/v1/commands/" + command.name(), new JsonObject().put("post", post));
        }
        return new JsonObject()
                .put("openapi", "3.1.0")
                .put("info", new JsonObject().put("title", "WhatsApp simulator").put("version", "1"))
                .put("paths", paths);
    }

    private static JsonObject content(JsonObject schema) {
        return new JsonObject()
                .put("content", new JsonObject().put("application/json", new JsonObject().put("schema", schema)));
    }

    private static JsonObject answer(String description) {
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put(
                        "properties",
                        new JsonObject()
                                .put("result", new JsonObject())
                                .put("error", new JsonObject().put("type", "string")));
        return content(schema).put("description", description);
    }

    private static JsonObject schema(ControlCommand command) {
        JsonObject properties = new JsonObject();
        JsonArray required = new JsonArray();
        for (ControlField field : command.fields()) {
            JsonObject property = new JsonObject().put("type", field.type()).put("description", field.description());
            if (field.type().equals("array")) {
                property.put("items", new JsonObject().put("type", "string"));
            }
            if (!field.words().isEmpty()) {
                property.put("enum", new JsonArray(field.words()));
            }
            properties.put(field.name(), property);
            if (field.required()) {
                required.add(field.name());
            }
        }
        JsonObject schema = new JsonObject()
                .put("type", "object")
                .put("additionalProperties", false)
                .put("properties", properties);
        return required.isEmpty() ? schema : schema.put("required", required);
    }
}
