package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import org.camelwhatsapp.component.event.EventType;
import org.camelwhatsapp.component.operation.OperationJson;

/** The events as an AsyncAPI document: one message for each, with the envelope as payload. */
final class EventsAsyncApi {
    private EventsAsyncApi() {}

    static ObjectNode of(Collection<EventType<?>> events) {
        Schemas schemas = new Schemas();
        ObjectNode document = OperationJson.mapper().createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info").put("title", "WhatsApp Web events").put("version", "1");
        document.put("defaultContentType", "application/json");
        ObjectNode channel = document.putObject("channels").putObject("events");
        channel.putNull("address");
        channel.put(
                "description", "Wherever a route sends exchanges with eventBody=JSON: a webhook, a queue, a topic.");
        ObjectNode carried = channel.putObject("messages");
        ObjectNode operation = document.putObject("operations").putObject("publish");
        operation.put("action", "send").putObject("channel").put("$ref", "#/channels/events");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (EventType<?> event : events) {
            carried.putObject(event.name()).put("$ref", "#/components/messages/" + event.name());
            ObjectNode message = messages.putObject(event.name());
            message.put("name", event.name()).put("summary", event.description());
            message.putArray("tags").addObject().put("name", event.area());
            ObjectNode payload = message.putObject("payload").put("type", "object");
            payload.putArray("required").add("session").add("event").add("data");
            ObjectNode properties = payload.putObject("properties");
            properties.putObject("session").put("type", "string");
            properties.putObject("event").put("const", event.name());
            properties.set("data", schemas.reference(event.dataType()));
        }
        ObjectNode definitions = components.putObject("schemas");
        schemas.definitions().forEach(definitions::set);
        return document;
    }
}
