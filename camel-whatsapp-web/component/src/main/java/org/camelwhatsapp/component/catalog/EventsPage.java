package org.camelwhatsapp.component.catalog;

import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.camelwhatsapp.component.event.EventType;
import org.camelwhatsapp.component.operation.OperationJson;

/** The events as a page for people: {@code docs/events.md}. */
final class EventsPage {
    private static final String HEAD = """
            # Events

            <!-- Made by the build from the catalogue. Do not edit. -->

            Chosen by the consumer's option `events`: names separated by commas, `<area>.*` for an area, or `all`; `message` unless
            given. `eventBody` says what the body is: `CONTENT` (the text of a text message, the content object of another
            message, else the event object), `EVENT` (always the event object), or `JSON`, a text

            ```json
            {"session": "main", "event": "message", "data": {}}
            ```

            with the fields below as `data`; its schemas are in the AsyncAPI document, the resource
            `org/camelwhatsapp/component/events.asyncapi.json` of the component. Every exchange has the headers
            `CamelWhatsAppWebEvent` and `CamelWhatsAppWebSession`.
            """;

    private EventsPage() {}

    static String of(Collection<EventType<?>> events) {
        StringBuilder page = new StringBuilder(HEAD);
        String area = "";
        for (EventType<?> event : events) {
            if (!event.area().equals(area)) {
                area = event.area();
                page.append("\n## ").append(area).append('\n');
            }
            page.append("\n### `").append(event.name()).append("`\n\n").append(event.description());
            page.append("\n\nFields: ").append(String.join(", ", fields(event))).append(".\n");
            if (!event.headerNames().isEmpty()) {
                page.append("\nHeaders: `").append(String.join("`, `", event.headerNames()));
                page.append("`.\n");
            }
        }
        return page.toString();
    }

    private static List<String> fields(EventType<?> event) {
        List<String> fields = new ArrayList<>();
        var mapper = OperationJson.mapper();
        var type = mapper.constructType(event.dataType());
        for (BeanPropertyDefinition property :
                mapper.getSerializationConfig().introspect(type).findProperties()) {
            fields.add("`" + property.getName() + "` (" + OperationsPage.word(property.getPrimaryType()) + ")");
        }
        return fields;
    }
}
