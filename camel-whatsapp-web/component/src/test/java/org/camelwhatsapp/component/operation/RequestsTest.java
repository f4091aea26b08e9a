package org.camelwhatsapp.component.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.WhatsAppWebEndpoint;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.SessionNotLinkedException;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exchanges to requests, in every form that is accepted. */
class RequestsTest {
    enum Colour {
        RED,
        GREEN
    }

    record Inner(int count, String word) {}

    record Sample(
            Jid chat,
            String text,
            @Nullable Colour colour,
            @Nullable List<Jid> members,
            @Nullable Inner inner,
            @Nullable Duration pause,
            boolean loud) {}

    private static final Operation<Sample> OPERATION = Operation.named("test.sample", Sample.class)
            .describedAs("A sample.")
            .body("text")
            .performs((client, q) -> CompletableFuture.completedFuture(q));

    @TempDir
    private Path directory;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final WhatsAppWebEndpoint endpoint = new WhatsAppWebEndpoint(
            "whatsapp-web:test", new WhatsAppWebComponent(context), "test", new WhatsAppWebConfiguration());
    private EngineRuntime runtime;
    private WhatsAppClient client;

    @BeforeEach
    void open() {
        runtime = EngineRuntime.open(
                JdbcStoreOptions.sqlite(directory.resolve("s.db"), "test").withIterations(1_000));
        client = WhatsAppClient.create(WhatsAppClientOptions.of("test"), runtime);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        runtime.close();
        context.close();
    }

    private Sample read(@Nullable Object body, Map<String, Object> headers) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(body);
        exchange.getIn().setHeaders(new HashMap<>(headers));
        return Requests.read(OPERATION, client, exchange, endpoint);
    }

    private Sample json(String json) {
        return read(json, Map.of(Exchange.CONTENT_TYPE, "application/json; charset=utf-8"));
    }

    private void refused(String json, String message) {
        assertThatThrownBy(() -> json(json))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void takesThePlainBodyAndHeaders() {
        Sample sample = read(
                "hello",
                Map.of(
                        "CamelWhatsAppWebChat", "+1 (555) 000-2002",
                        "CamelWhatsAppWebMembers", "15550002003, 15550002004",
                        "CamelWhatsAppWebLoud", "true"));
        assertThat(sample.chat()).isEqualTo(Jid.phone("15550002002"));
        assertThat(sample.text()).isEqualTo("hello");
        assertThat(sample.members()).containsExactly(Jid.phone("15550002003"), Jid.phone("15550002004"));
        assertThat(sample.loud()).isTrue();
        assertThat(sample.inner()).isNull();
    }

    @Test
    void takesMapsJsonAndTheRecordItselfAlike() {
        Sample expected = new Sample(
                Jid.phone("15550002002"),
                "hi",
                Colour.GREEN,
                List.of(),
                new Inner(3, "w"),
                Duration.ofSeconds(5),
                false);
        assertThat(json("{\"chat\":\"15550002002\",\"text\":\"hi\",\"colour\":\"GREEN\",\"members\":[],"
                        + "\"inner\":{\"count\":3,\"word\":\"w\"},\"pause\":5}"))
                .isEqualTo(expected);
        Map<String, Object> map = Map.of(
                "chat",
                Jid.phone("15550002002"),
                "text",
                "hi",
                "colour",
                "GREEN",
                "members",
                List.of(),
                "inner",
                Map.of("count", 3, "word", "w"),
                "pause",
                5);
        assertThat(read(map, Map.of())).isEqualTo(expected);
        assertThat(read(expected, Map.of())).isSameAs(expected);
    }

    @Test
    void prefersTheBodyOverHeadersAndHeadersOverTheEndpoint() {
        assertThat(read(
                                Map.of("chat", "15550002002", "text", "body"),
                                Map.of("CamelWhatsAppWebText", "header", "CamelWhatsAppWebLoud", true))
                        .text())
                .isEqualTo("body");
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody("x");
        endpoint.getConfiguration().setChat("15550002009");
        assertThat(Requests.read(OPERATION, client, exchange, endpoint).chat()).isEqualTo(Jid.phone("15550002009"));
    }

    @Test
    void namesTheFieldAndWhatWasExpected() {
        refused("{\"text\":\"x\"}", "chat: missing; expected " + Jids.EXPECTED);
        refused("{\"chat\":\"nobody\",\"text\":\"x\"}", "chat: expected " + Jids.EXPECTED);
        refused("{\"chat\":17,\"text\":[1]}", "chat: expected " + Jids.EXPECTED);
        refused("{\"chat\":\"15550002002\",\"text\":[1]}", "text: expected a text");
        refused(
                "{\"chat\":\"15550002002\",\"text\":\"x\",\"colour\":\"BLUE\"}",
                "colour: expected one of [RED, GREEN]");
        refused(
                "{\"chat\":\"15550002002\",\"text\":\"x\",\"inner\":{\"count\":\"many\",\"word\":\"w\"}}",
                "inner.count: expected a whole number");
        refused(
                "{\"chat\":\"15550002002\",\"text\":\"x\",\"members\":[\"15550002003\",\"?\"]}",
                "members[1]: expected " + Jids.EXPECTED);
        refused(
                "{\"chat\":\"15550002002\",\"text\":\"x\",\"size\":1}",
                "size: test.sample has no such field, only [chat, text, colour, members, inner, pause, loud]");
        refused("{\"chat\":\"15550002002\",", "the body is not JSON: line 1, column 23");
        refused("{\"text\":\"a\",\"text\":\"b\"}", "the body is not JSON: line 1, column 19");
        refused("[]", "the body must be a JSON object");
        assertThatThrownBy(() -> json("[".repeat(100_000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("the body is not JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'text'} | content.text: missing; expected a text",
                "{'kind':'text','text':null} | content.text: missing; expected a text",
                "{'kind':'text','text':['x']} | content.text: expected a text",
                "{'kind':'location','latitude':1} | content.longitude: missing; expected a number",
                "{'kind':'location','latitude':'far','longitude':1} | content.latitude: expected a number",
                "{'kind':'poll','name':'?','options':7,'selectable':1} | content.options: expected a list, each a text",
                "{'kind':'contacts','displayName':'x','contacts':[{}]} | content.contacts[0].displayName: missing; expected a text",
            })
    void namesTheFieldInsideAContent(String content, String message) {
        assertThatThrownBy(() -> send(content))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void namesTheKindsOfContentAndTheFieldsOfAKind() {
        for (String content : List.of("{'kind':'nothing'}", "{'text':'x'}", "{'kind':5}")) {
            assertThatThrownBy(() -> send(content))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("content.kind: expected one of [")
                    .hasMessageContaining(" text,");
        }
        assertThatThrownBy(() -> send("'text'"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("content: expected an object whose kind is one of [");
        assertThatThrownBy(() -> send("{'kind':'text','text':'x','colour':'red'}"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("content.colour: there is no such field, only [")
                .hasMessageContaining("text");
        refused(
                "{\"chat\":\"15550002002\",\"text\":\"x\",\"inner\":{\"count\":3}}",
                "inner.word: missing; expected a text");
    }

    private void send(String content) {
        String body = "{'chat':'15550002002','content':" + content + "}";
        var fields = RequestReader.parse(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        new RequestReader(client).read(Operations.require("message.send"), fields);
    }

    @Test
    void needsAnAccountForSelf() {
        assertThatThrownBy(() -> json("{\"chat\":\"self\",\"text\":\"x\"}"))
                .isInstanceOf(SessionNotLinkedException.class);
        assertThatThrownBy(() -> Operations.require("message.nothing")).isInstanceOf(UnknownOperationException.class);
    }

    @Test
    void takesAContentObjectForTheFieldOfItsType() {
        Exchange exchange = new DefaultExchange(context);
        exchange.getIn().setBody(new TextContent("as content"));
        exchange.getIn().setHeader("CamelWhatsAppWebChat", "15550002002");
        MessageOperations.Send send =
                (MessageOperations.Send) Requests.read(Operations.require("message.send"), client, exchange, endpoint);
        assertThat(send.content()).isEqualTo(new TextContent("as content"));
    }

    @FuzzTest
    void anyBytesAreARequestOrRefused(byte[] bytes) {
        for (String name : List.of("message.send", "group.create", "message.image")) {
            try {
                var fields = RequestReader.parse(bytes);
                new RequestReader(client).read(Operations.require(name), fields);
            } catch (InvalidRequestException | SessionNotLinkedException e) {
                assertThat(e.getMessage()).doesNotContain(new String(bytes, StandardCharsets.ISO_8859_1) + "\u0000");
            }
        }
    }
}
