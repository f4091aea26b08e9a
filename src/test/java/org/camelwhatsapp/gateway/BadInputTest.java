package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.component.operation.RequestReader;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong has one code, whether one asks in Java, in a Camel route or over HTTP, and the code is documented. */
@Timeout(120)
class BadInputTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String UNLINKED = "unlinked";

    @TempDir
    private static Path data;

    private static LinkedGateway linked;

    /** A call of the Java API. */
    private interface Call {
        CompletionStage<?> on(WhatsAppClient client);
    }

    @BeforeAll
    static void link() throws Exception {
        linked = new LinkedGateway(data, Map.of());
    }

    @AfterAll
    static void close() {
        linked.close();
    }

    private static WhatsAppClient client(String session) {
        return linked.gateway
                .context()
                .getComponent("whatsapp-web", WhatsAppWebComponent.class)
                .sessions()
                .clients()
                .get(session);
    }

    private static String inJava(String session, Call call) throws Exception {
        return call.on(client(session))
                .handle((answer, failure) -> failure)
                .thenApply(BadInputTest::code)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    private static String code(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof WhatsAppException)) {
            cause = cause.getCause();
        }
        return cause instanceof WhatsAppException typed ? typed.code() : "none: " + failure;
    }

    private static String inCamel(String session, String operation, String body) {
        Exchange exchange = linked.gateway
                .context()
                .createFluentProducerTemplate()
                .to("whatsapp-web:" + session)
                .withHeader(WhatsAppWebConstants.OPERATION, operation)
                .withHeader(Exchange.CONTENT_TYPE, "application/json")
                .withBody(body)
                .send();
        return code(exchange.getException());
    }

    private static String overHttp(String session, String operation, String body, int status) throws Exception {
        HttpResponse<String> answer = linked.call(linked.request("/v1/sessions/" + session + "/operations/" + operation)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("message").textValue()).isNotBlank();
        return error.path("code").textValue();
    }

    private static void assertDocumented(String code) throws Exception {
        assertThat(Files.readString(Path.of(System.getProperty("project.root"), "docs", "errors.md")))
                .contains("`" + code + "`");
    }

    /** Both send the same words through the same reader. */
    private static String read(String operation, String body) {
        try {
            new RequestReader(client(Gateway.SESSION))
                    .read(Operations.require(operation), RequestReader.parse(body.getBytes(StandardCharsets.UTF_8)));
            return "none";
        } catch (WhatsAppException e) {
            return e.code();
        }
    }

    private static void assertRefusedBeforeItLeaves(String code, int status, String operation, String body)
            throws Exception {
        assertThat(read(operation, body)).isEqualTo(code);
        assertThat(inCamel(Gateway.SESSION, operation, body)).isEqualTo(code);
        assertThat(overHttp(Gateway.SESSION, operation, body, status)).isEqualTo(code);
        assertDocumented(code);
    }

    @Test
    void anOperationThatThereIsNot() throws Exception {
        assertRefusedBeforeItLeaves("unknown-operation", 404, "message.fly", "{}");
    }

    @Test
    void aFieldThatIsMissing() throws Exception {
        assertRefusedBeforeItLeaves("invalid-request", 400, "group.create", "{\"subject\":\"x\"}");
    }

    @Test
    void aFieldThatIsWrong() throws Exception {
        assertRefusedBeforeItLeaves("invalid-request", 400, "group.info", "{\"chat\":\"nobody\"}");
    }

    @Test
    void aSessionThatIsNotLinked() throws Exception {
        linked.gateway.context().addRoutes(new org.apache.camel.builder.RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + UNLINKED).to("whatsapp-web:" + UNLINKED);
            }
        });
        String group = "120363999999999999@g.us";
        String body = "{\"chat\":\"" + group + "\"}";
        String code = "session-not-linked";
        assertThat(inJava(UNLINKED, client -> client.with(GroupFeature.class, groups -> groups.info(Jid.parse(group)))))
                .isEqualTo(code);
        assertThat(inJava(UNLINKED, client -> client.sendText(Jid.phone("15550006002"), "x")))
                .isEqualTo(code);
        assertThat(inCamel(UNLINKED, "group.info", body)).isEqualTo(code);
        assertThat(overHttp(UNLINKED, "group.info", body, 409)).isEqualTo(code);
        assertDocumented(code);
    }

    @Test
    void aGroupOneIsNotIn() throws Exception {
        Jid group = linked.friend.groups().create("Without us");
        String code = "group-not-member";
        String body = "{\"chat\":\"" + group + "\"}";
        assertThat(inJava(Gateway.SESSION, client -> client.with(GroupFeature.class, groups -> groups.info(group))))
                .isEqualTo(code);
        assertThat(inCamel(Gateway.SESSION, "group.info", body)).isEqualTo(code);
        assertThat(overHttp(Gateway.SESSION, "group.info", body, 422)).isEqualTo(code);
        String text = "{\"chat\":\"" + group + "\",\"text\":\"x\"}";
        assertThat(inJava(Gateway.SESSION, client -> client.sendText(group, "x")))
                .isEqualTo(code);
        assertThat(inCamel(Gateway.SESSION, "message.send", text)).isEqualTo(code);
        assertThat(overHttp(Gateway.SESSION, "message.send", text, 422)).isEqualTo(code);
        assertDocumented(code);
    }

    @Test
    void aCodeOfTheServer() throws Exception {
        linked.simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .code(405)
                        .times(3));
        String body = "{\"chat\":\"15550006002\",\"text\":\"x\"}";
        assertThat(inJava(Gateway.SESSION, client -> client.sendText(Jid.phone("15550006002"), "x")))
                .isEqualTo("send-405");
        assertThat(inCamel(Gateway.SESSION, "message.send", body)).isEqualTo("send-405");
        assertThat(overHttp(Gateway.SESSION, "message.send", body, 422)).isEqualTo("send-405");
        assertDocumented("send-N");
    }
}
