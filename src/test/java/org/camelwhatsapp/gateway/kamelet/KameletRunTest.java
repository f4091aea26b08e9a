package org.camelwhatsapp.gateway.kamelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every Kamelet that has a session, as a user's route has it, against the simulator. */
class KameletRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static final Simulator SIMULATOR = Simulator.start();
    private static final Phone OWN = SIMULATOR.addAccount("15550008001", "Own");
    private static final Phone FRIEND = SIMULATOR.addAccount("15550008002", "Friend");
    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final Queue<String> EVENTS = new ConcurrentLinkedQueue<>();
    private static final Queue<String> TEXTS = new ConcurrentLinkedQueue<>();
    private static ProducerTemplate template;

    /** The options of a session; the passphrase has what URIs trip over. */
    private static String session() {
        return "storeUrl=" + directory.resolve("whatsapp.db") + "&storePassphrase=RAW(a+b&c%20d)&serverUrl="
                + SIMULATOR.webSocketUri() + "&noiseRootKey="
                + HexFormat.of().formatHex(SIMULATOR.noiseRoot().publicKey());
    }

    @BeforeAll
    static void link() throws Exception {
        CONTEXT.getComponent("kamelet", KameletComponent.class).setLocation("file:" + KameletFormTest.DIRECTORY);
        CONTEXT.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?" + session() + "&events=qr")
                        .process(exchange -> OWN.scan(
                                exchange.getIn().getBody(QrCodeIssued.class).text()));
                from("kamelet:whatsapp-web-source?" + session() + "&events=message,connection")
                        .process(exchange -> EVENTS.add(exchange.getIn().getBody(String.class)));
                from("kamelet:whatsapp-web-source?" + session() + "&eventBody=CONTENT")
                        .process(exchange -> TEXTS.add(exchange.getIn().getBody(String.class)));
                from("direct:self").to("kamelet:whatsapp-web-sink?" + session());
                from("direct:friend").to("kamelet:whatsapp-web-sink?" + session() + "&chat=15550008002");
                from("direct:status").to("kamelet:whatsapp-web-operation-action?operation=session.status&" + session());
                from("direct:react").to("kamelet:whatsapp-web-operation-action?operation=message.send&" + session());
                from("direct:alert")
                        .to("kamelet:whatsapp-web-order-alert-action?timeZone=Asia/Kolkata")
                        .to("kamelet:whatsapp-web-sink?" + session());
            }
        });
        CONTEXT.start();
        template = CONTEXT.createProducerTemplate();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> EVENTS.stream().anyMatch(event -> event.contains("\"state\":\"READY\"")));
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
        SIMULATOR.close();
    }

    @Test
    void receivesMessagesAsJsonAndAsText() throws Exception {
        FRIEND.sendText(OWN.phoneJid(), "to the source");
        String event = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> EVENTS.stream()
                                .filter(text -> text.contains("to the source"))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        JsonNode json = JSON.readTree(event);
        assertThat(json.get("session").asText()).isEqualTo("main");
        assertThat(json.get("event").asText()).isEqualTo("message");
        Awaitility.await().atMost(PATIENCE).until(() -> TEXTS.contains("to the source"));
    }

    @Test
    void sendsToOneselfOrToTheChatOfTheParameterOrTheHeader() {
        template.requestBody("direct:self", "for me");
        OWN.awaitText("for me", PATIENCE);
        template.requestBody("direct:friend", "for the friend");
        FRIEND.awaitText("for the friend", PATIENCE);
        template.requestBodyAndHeader("direct:self", "for the header", WhatsAppWebConstants.CHAT, "+1 555 000 8002");
        FRIEND.awaitText("for the header", PATIENCE);
        template.requestBodyAndHeader("direct:self", "{\"a\":1}", "Content-Type", "application/json");
        OWN.awaitText("{\"a\":1}", PATIENCE);
    }

    @Test
    void performsAnOperation() throws Exception {
        JsonNode status = JSON.readTree(template.requestBody("direct:status", null, String.class));
        assertThat(status.get("state").asText()).isEqualTo("READY");
        JsonNode sent = JSON.readTree(template.requestBodyAndHeader(
                "direct:react",
                "{\"chat\":\"15550008002\",\"text\":\"by operation\"}",
                "Content-Type",
                "application/json",
                String.class));
        assertThat(FRIEND.awaitText("by operation", PATIENCE).id())
                .isEqualTo(sent.get("id").asText());
    }

    @Test
    void formatsAnAlertAndDropsTheSilentOnes() {
        template.requestBody(
                "direct:alert",
                "{\"topic\":\"order.failed\",\"api_type\":\"placeorder\",\"response_data\":{\"orderid\":\"0\"}}");
        template.requestBody(
                "direct:alert",
                "{\"topic\":\"order.cancelled\",\"api_type\":\"cancelorder\",\"request_data\":{\"orderid\":\"42\"},"
                        + "\"response_data\":{\"status\":\"success\"}}");
        OWN.await(message -> message.text().startsWith("*Order Cancelled*"), PATIENCE);
        assertThat(OWN.inbox()).noneMatch(message -> message.text().contains("Order Placed"));
        assertThatThrownBy(() -> template.requestBody("direct:alert", "{\"topic\":7}"))
                .hasRootCauseMessage("'topic' must be a text");
    }
}
