package org.camelwhatsapp.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultHeaderFilterStrategy;
import org.apache.camel.util.json.JsonObject;
import org.camelwhatsapp.component.operation.InvalidRequestException;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.testing.LinkedRouteTest;
import org.camelwhatsapp.component.testing.RouteTestOf;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;

/** The forms in which events reach routes, and the options that routes share a session by. */
class ConsumerTest extends LinkedRouteTest {
    private MockEndpoint mock(String name) {
        return context.getEndpoint("mock:" + name, MockEndpoint.class);
    }

    private void route(String id, String uri) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(id).to("mock:" + id);
            }
        });
    }

    @Test
    @RouteTestOf(events = "message")
    void givesTheWholeEventAsJson() throws Exception {
        route("json", "whatsapp-web:main?eventBody=JSON");
        mock("json").expectedMessageCount(1);
        String id = customer.sendText(own.phoneJid(), "as json");
        mock("json").assertIsSatisfied(60_000);
        Exchange exchange = mock("json").getExchanges().get(0);
        JsonNode json = OperationJson.mapper().readTree(exchange.getIn().getBody(String.class));
        assertThat(json.path("session").textValue()).isEqualTo("main");
        assertThat(json.path("event").textValue()).isEqualTo("message");
        assertThat(json.at("/data/key/id").textValue()).isEqualTo(id);
        assertThat(json.at("/data/content/text").textValue()).isEqualTo("as json");
        assertThat(exchange.getIn().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
        assertThat(exchange.getIn().getHeader(WhatsAppWebConstants.SESSION)).isEqualTo("main");
        context.getRouteController().stopRoute("json");
        await(MessageReceived.class, event -> event.message().key().id().equals(id));
    }

    @Test
    void aRouteMayWaitForTheSessionItConsumes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main").routeId("wait").process(exchange -> {
                    SendResult sent = (SendResult) performAll(
                            "message.send",
                            "answer to " + exchange.getIn().getBody(String.class),
                            Map.of(WhatsAppWebConstants.CHAT, "15550002002"));
                    assertThat(sent).isNotNull();
                });
            }
        });
        customer.sendText(own.phoneJid(), "a question");
        customer.awaitText("answer to a question", PATIENCE);
        context.getRouteController().stopRoute("wait");
    }

    @Test
    void keepsMessagesWhileARouteIsSuspended() throws Exception {
        route("pause", "whatsapp-web:main");
        context.getRouteController().suspendRoute("pause");
        mock("pause").expectedMessageCount(0);
        String id = customer.sendText(own.phoneJid(), "while suspended");
        await(
                MessageReceived.class,
                event ->
                        event.message().key().id().equals(id) && event.message().redelivered());
        mock("pause").assertIsSatisfied();
        mock("pause").reset();
        mock("pause").expectedBodiesReceived("while suspended");
        context.getRouteController().resumeRoute("pause");
        mock("pause").assertIsSatisfied(60_000);
        assertThat(mock("pause").getExchanges().get(0).getIn().getHeader(WhatsAppWebConstants.REDELIVERED))
                .isEqualTo(true);
        context.getRouteController().stopRoute("pause");
    }

    @Test
    void lettingAStrategyDecideWhichHeadersPass() throws Exception {
        DefaultHeaderFilterStrategy noNames = new DefaultHeaderFilterStrategy() {
            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                return name.equals(WhatsAppWebConstants.PUSH_NAME);
            }

            @Override
            public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
                return name.equals(WhatsAppWebConstants.CHAT);
            }
        };
        context.getRegistry().bind("noNames", HeaderFilterStrategy.class, noNames);
        route("filtered", "whatsapp-web:main?headerFilterStrategy=#noNames");
        mock("filtered").expectedBodiesReceived("who am I");
        customer.sendText(own.phoneJid(), "who am I");
        mock("filtered").assertIsSatisfied(60_000);
        Map<String, Object> headers =
                mock("filtered").getExchanges().get(0).getIn().getHeaders();
        assertThat(headers).containsKey(WhatsAppWebConstants.SENDER).doesNotContainKey(WhatsAppWebConstants.PUSH_NAME);
        context.getRouteController().stopRoute("filtered");
        Exchange refused = context.createFluentProducerTemplate()
                .to("whatsapp-web:main?headerFilterStrategy=#noNames")
                .withBody("x")
                .withHeader(WhatsAppWebConstants.CHAT, "15550002002")
                .send();
        assertThat(refused.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("chat");
    }

    @Test
    void bridgesWhatGoesWrongBeforeTheRouteToItsErrorHandler() throws Exception {
        DefaultHeaderFilterStrategy broken = new DefaultHeaderFilterStrategy() {
            @Override
            public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
                throw new IllegalStateException("broken strategy");
            }
        };
        context.getRegistry().bind("broken", HeaderFilterStrategy.class, broken);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("whatsapp-web:main?bridgeErrorHandler=true&headerFilterStrategy=#broken")
                        .routeId("bridged")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .to("mock:bridged")
                        .end()
                        .to("mock:never");
            }
        });
        mock("bridged").expectedMinimumMessageCount(1);
        String id = customer.sendText(own.phoneJid(), "for a broken route");
        mock("bridged").assertIsSatisfied(20_000);
        context.getRouteController().stopRoute("bridged");
        assertThat(mock("never").getExchanges()).isEmpty();
        await(
                MessageReceived.class,
                event ->
                        event.message().key().id().equals(id) && event.message().redelivered());
    }

    @Test
    @RouteTestOf(operations = "message.send")
    void convertsItsTypes() throws Exception {
        SendResult sent =
                perform(SendResult.class, "message.send", Map.of("chat", "15550002002", "text", "convert me"));
        customer.awaitText("convert me", PATIENCE);
        var converter = context.getTypeConverter();
        assertThat(OperationJson.mapper()
                        .readTree(converter.mandatoryConvertTo(String.class, sent))
                        .path("id")
                        .textValue())
                .isEqualTo(sent.id());
        assertThat(new String(converter.mandatoryConvertTo(byte[].class, sent), StandardCharsets.UTF_8))
                .contains(sent.id());
        assertThat(converter.mandatoryConvertTo(InputStream.class, sent)).isNotEmpty();
        assertThat(converter.mandatoryConvertTo(Jid.class, "15550002002@s.whatsapp.net"))
                .isEqualTo(customer.phoneJid());
        assertThat(converter.mandatoryConvertTo(String.class, customer.phoneJid()))
                .isEqualTo("15550002002@s.whatsapp.net");
        assertThat(converter.mandatoryConvertTo(TextContent.class, "hi").text()).isEqualTo("hi");
        assertThat(converter.mandatoryConvertTo(String.class, new TextContent("hi")))
                .isEqualTo("hi");
        customer.sendText(own.phoneJid(), "event to convert");
        MessageReceived event = await(
                MessageReceived.class,
                e -> e.message().content() instanceof TextContent text
                        && text.text().equals("event to convert"));
        assertThat(converter.mandatoryConvertTo(IncomingMessage.class, event)).isEqualTo(event.message());
        assertThat(converter.mandatoryConvertTo(String.class, event)).contains("event to convert");
        assertThat(converter.convertTo(String.class, Map.of("x", 1))).isEqualTo("{x=1}");
    }

    @Test
    void refusesASecondUseOfASessionWithOtherOptions() {
        assertThatThrownBy(() -> context.createFluentProducerTemplate()
                        .to("whatsapp-web:main?deviceName=other&chat=self")
                        .withBody("x")
                        .request())
                .hasStackTraceContaining("in use with other options");
        assertThatThrownBy(() -> context.createFluentProducerTemplate()
                        .to("whatsapp-web:second?storeUrl=elsewhere.db&chat=self")
                        .withBody("x")
                        .request())
                .hasStackTraceContaining("share one store");
    }

    @Test
    void showsTheSessionsToDevelopers() {
        CamelContext camel = context;
        WhatsAppWebDevConsole console = new WhatsAppWebDevConsole();
        console.setCamelContext(camel);
        JsonObject json = (JsonObject) console.call(org.apache.camel.console.DevConsole.MediaType.JSON);
        assertThat(json.toJson())
                .contains("\"READY\"", "\"message.underWay\":{\"size\":0,\"capacity\":2048}")
                .doesNotContain("15550002001");
        assertThat((String) console.call(org.apache.camel.console.DevConsole.MediaType.TEXT))
                .contains("READY");
    }
}
