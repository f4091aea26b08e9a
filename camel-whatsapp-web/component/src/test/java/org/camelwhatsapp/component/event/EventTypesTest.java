package org.camelwhatsapp.component.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

/** The catalogue of events: complete, documented, and what the filter reads. */
class EventTypesTest {
    @Test
    void hasAnEntryForEveryEventOfTheEngine() {
        assertThat(EventTypes.all().values().stream().<Class<?>>map(EventType::type))
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Event.class.getPermittedSubclasses()));
    }

    @Test
    void namesAndExplainsEveryEntry() {
        for (EventType<?> type : EventTypes.all().values()) {
            assertThat(type.name()).matches("[a-z]+(\\.[a-z][A-Za-z]+)?");
            assertThat(type.description()).as(type.name()).matches("(?s)[A-Z].*\\.");
        }
    }

    @Test
    void selectsByNameAreaAndAll() {
        EventType<?> code = EventTypes.all().get("pairing.code");
        EventType<?> failed = EventTypes.all().get("pairing.failed");
        EventType<?> message = EventTypes.all().get("message");
        EventType<?> unavailable = EventTypes.all().get("message.unavailable");
        EventFilter one = EventFilter.parse("message, pairing.code");
        assertThat(one.wants(message)).isTrue();
        assertThat(one.wants(code)).isTrue();
        assertThat(one.wants(unavailable)).isFalse();
        assertThat(one.wants(failed)).isFalse();
        EventFilter areas = EventFilter.parse("pairing.*,message.*");
        assertThat(areas.wants(failed)).isTrue();
        assertThat(areas.wants(message)).isTrue();
        assertThat(areas.wants(unavailable)).isTrue();
        assertThat(EventTypes.all().values()).allMatch(EventFilter.parse("all")::wants);
    }

    @Test
    void namesTheWordThatSelectsNothing() {
        for (String list : new String[] {"message,mesage", "*", "", "nothing.*", "message."}) {
            assertThatThrownBy(() -> EventFilter.parse(list))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pairing.code");
        }
        assertThatThrownBy(() -> EventFilter.parse("message,mesage")).hasMessageContaining("'mesage'");
    }

    @Test
    void fillsTheHeadersItNames() {
        ReceiptReceived receipt = new ReceiptReceived(
                ReceiptReceived.Type.READ,
                Jid.phone("15550002002"),
                Jid.phone("15550002002"),
                java.util.List.of("A", "B"),
                Instant.ofEpochSecond(7));
        EventType<?> type = EventTypes.of(receipt);
        assertThat(type.headers(receipt).keySet()).isEqualTo(type.headerNames());
        assertThat(type.headers(receipt))
                .containsEntry("CamelWhatsAppWebMessageId", "A,B")
                .containsEntry("CamelWhatsAppWebTimestamp", 7_000L);
    }

    @Test
    void leavesAsAnEnvelope() throws IOException {
        Event event = new QrCodeIssued("2@x", Instant.ofEpochSecond(60), 1, 6);
        JsonNode json = OperationJson.mapper().readTree(OperationJson.text(EventEnvelope.of("main", event)));
        assertThat(json.path("session").textValue()).isEqualTo("main");
        assertThat(json.path("event").textValue()).isEqualTo("qr");
        assertThat(json.at("/data/validUntil").textValue()).isEqualTo("1970-01-01T00:01:00Z");
        assertThat(json.at("/data/text").textValue()).isEqualTo("2@x");
    }

    @Test
    void isDocumentedForPeopleAndPrograms() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "events.md"));
        assertThat(page.lines()
                        .filter(line -> line.startsWith("### `"))
                        .map(line -> line.substring(5, line.length() - 1)))
                .containsExactlyElementsOf(EventTypes.all().keySet());
        try (InputStream in =
                EventTypes.class.getResourceAsStream("/org/camelwhatsapp/component/events.asyncapi.json")) {
            JsonNode document = OperationJson.mapper().readTree(in);
            EventTypes.all()
                    .keySet()
                    .forEach(name -> assertThat(
                                    document.at("/components/messages").has(name))
                            .as(name)
                            .isTrue());
            Matcher reference =
                    Pattern.compile("\"#/components/schemas/([^\"]+)\"").matcher(document.toString());
            while (reference.find()) {
                assertThat(document.at("/components/schemas").has(reference.group(1)))
                        .as(reference.group(1))
                        .isTrue();
            }
        }
    }
}
