package org.camelwhatsapp.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.SimulatorExtension;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands over HTTP: they do what their Java forms do, and name what is wrong. */
@ExtendWith(SimulatorExtension.class)
class ControlServerTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;
    private ControlServer control;

    @BeforeEach
    void start(Simulator given) {
        simulator = given;
        control = new ControlServer(simulator, 0);
    }

    @AfterEach
    void stop() {
        control.close();
    }

    private HttpResponse<String> post(String command, String body) {
        return send(HttpRequest.newBuilder(uri("/v1/commands/" + command))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private URI uri(String path) {
        return control.uri().resolve(path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Object result(String command, String body) {
        HttpResponse<String> response = post(command, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body()).getValue("result");
    }

    @Test
    void givesEachTestASimulatorOfItsOwn() {
        assertThat(simulator.onlineDevices()).isZero();
        simulator.addAccount("15550001001", "A");
    }

    @Test
    void playsAScene() {
        result("addAccount", "{\"phone\":\"15550001001\",\"name\":\"A\"}");
        JsonObject b = (JsonObject) result("addAccount", "{\"phone\":\"15550001002\",\"name\":\"B\"}");
        assertThat(b.getString("jid")).isEqualTo("15550001002@s.whatsapp.net");
        String id =
                (String) result("sendText", "{\"phone\":\"15550001001\",\"chat\":\"15550001002\",\"text\":\"hello\"}");
        JsonArray inbox = (JsonArray) result("inbox", "{\"phone\":\"15550001002\"}");
        assertThat(inbox.getJsonObject(0).getString("id")).isEqualTo(id);
        assertThat(inbox.getJsonObject(0).getString("text")).isEqualTo("hello");
        String group = (String)
                result("createGroup", "{\"phone\":\"15550001001\",\"subject\":\"G\",\"members\":[\"15550001002\"]}");
        result(
                "changeGroup",
                "{\"phone\":\"15550001001\",\"group\":\"" + group
                        + "\",\"change\":\"promote\",\"members\":[\"15550001002\"]}");
        JsonObject members =
                (JsonObject) result("groupMembers", "{\"phone\":\"15550001001\",\"group\":\"" + group + "\"}");
        assertThat(members.getString("15550001002")).isEqualTo("ADMIN");
        Phone phone = simulator.phone("15550001002");
        assertThat(phone).isNotNull();
        assertThat(phone.groups().members(Jid.parse(group))).hasSize(2);
        assertThat(result("devices", "{\"phone\":\"15550001001\"}")).isEqualTo(new JsonArray());
    }

    @Test
    void addsFaults() {
        result("addFault", "{\"step\":\"TO_CLIENT\",\"effect\":\"DROP\",\"tag\":\"message\",\"times\":3}");
        assertThat(simulator.faults().waiting()).hasSize(1);
        assertThat(simulator.faults().waiting().get(0).spec().effect()).isEqualTo(FaultEffect.DROP);
        assertThat(((JsonObject) result("state", "")).getInteger("faults")).isEqualTo(1);
        result("clearFaults", "");
        assertThat(simulator.faults().waiting()).isEmpty();
    }

    @Test
    void describesEveryCommand() {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri("/openapi.json")).GET().build());
        JsonObject paths = new JsonObject(response.body()).getJsonObject("paths");
        assertThat(paths.fieldNames())
                .containsExactlyInAnyOrderElementsOf(ControlCommands.of(simulator).keySet().stream()
                        .map(name -> "/v1/commands/" + name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fly | {} | 404 | openapi",
                "sendText | {} | 400 | phone: missing",
                "sendText | [] | 400 | JSON object",
                "sendText | {\"phone\": | 400 | JSON object",
                "sendText | {\"phone\":1,\"chat\":\"1\",\"text\":\"x\"} | 400 | phone: expected string",
                "sendText | {\"phone\":\"1\",\"chat\":\"1\",\"text\":\"x\",\"y\":1} | 400 | y: sendText has no such field",
                "inbox | {\"phone\":\"15559999999\"} | 400 | no account has this number",
                "addFault | {\"step\":\"NOWHERE\",\"effect\":\"DROP\"} | 400 | step: expected one of",
                "addFault | {\"step\":\"TO_CLIENT\",\"effect\":\"REFUSE\"} | 400 | not for",
                "addFault | {\"step\":\"TO_CLIENT\",\"effect\":\"DROP\",\"times\":99999999999} | 400 | times: the number is too large",
                "addAccount | {\"phone\":\"\",\"name\":\"x\"} | 400 | phone: expected a number of 5 to 15 digits",
                "addAccount | {\"phone\":\"+15550001\",\"name\":\"x\"} | 400 | phone: expected a number of 5 to 15 digits",
                "addCrowd | {\"first\":\"-5\",\"count\":2} | 400 | first: expected a number of 5 to 15 digits",
                "addCrowd | {\"first\":\"9223372036854775807\",\"count\":2} | 400 | first: expected a number",
                "sendText | {\"phone\":\"15550001099\",\"chat\":\"\",\"text\":\"x\"} | 400 | chat: expected a number in digits or a JID",
                "sendText | {\"phone\":\"15550001099\",\"chat\":\"you\",\"text\":\"x\"} | 400 | chat: expected a number in digits or a JID",
                "sendText | {\"phone\":\"15550001099\",\"chat\":\"@g.us\",\"text\":\"x\"} | 400 | chat: expected a number in digits or a JID",
                "unlink | {\"phone\":\"15550001099\",\"device\":99999999999999} | 400 | device: the number is too large",
                "scan | {\"phone\":\"15550001099\",\"qr\":\"2@a,b,c,!!!\"} | 400 | not a code for linking a device",
                "scan | {\"phone\":\"15550001099\",\"qr\":\"x\",\"flaw\":\"SMALL\"} | 400 | flaw: expected one of",
                "markRead | {\"phone\":\"15550001099\",\"messageId\":\"x\"} | 400 | messageId: the phone shows no such message",
                "sendHistory | {\"phone\":\"15550001099\",\"chats\":100000,\"messages\":100000} | 400 | messages in all",
                "keepHistory | {\"phone\":\"15550001099\",\"chat\":\"15550001098\",\"texts\":[],\"at\":0} | 400 | at: expected"
            })
    void namesWhatIsWrong(String command, String body, int status, String words) {
        simulator.addAccount("15550001099", "Somebody");
        HttpResponse<String> response = post(command, body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new JsonObject(response.body()).getString("error")).contains(words);
    }

    @Test
    void refusesLargeBodiesAndOtherMethods() {
        assertThat(post("sendText", "x".repeat(2_000_000)).statusCode()).isEqualTo(413);
        HttpResponse<String> get =
                send(HttpRequest.newBuilder(uri("/v1/commands/state")).GET().build());
        assertThat(get.statusCode()).isEqualTo(405);
        HttpResponse<String> put = send(HttpRequest.newBuilder(uri("/openapi.json"))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build());
        assertThat(put.statusCode()).isEqualTo(405);
    }

    @Test
    void aCrowdWithANumberThatIsTakenIsNotMadeByHalf() {
        simulator.addAccount("15551000002", "Somebody");
        assertThat(post("addCrowd", "{\"first\":\"15551000000\",\"count\":5}").body())
                .contains("first: the number 15551000002 is taken");
        assertThat(simulator.phone("15551000000")).isNull();
    }

    @Test
    void aPhoneEditsTakesBackAndReads() {
        Phone a = simulator.addAccount("15550001001", "A");
        Phone b = simulator.addAccount("15550001002", "B");
        String id = (String) result("sendText", fields("phone", "15550001001", "chat", "15550001002", "text", "helo"));
        result("edit", fields("phone", "15550001001", "chat", "15550001002", "messageId", id, "text", "hello"));
        result("revoke", fields("phone", "15550001001", "chat", "15550001002", "messageId", id));
        assertThat(b.inbox()).hasSize(3);
        ProtocolMessage edit = b.inbox().get(1).message().getProtocolMessage();
        assertThat(edit.getType()).isEqualTo(ProtocolMessage.Type.MESSAGE_EDIT);
        assertThat(edit.getKey().getId()).isEqualTo(id);
        assertThat(edit.getEditedMessage().getConversation()).isEqualTo("hello");
        ProtocolMessage revoke = b.inbox().get(2).message().getProtocolMessage();
        assertThat(revoke.getType()).isEqualTo(ProtocolMessage.Type.REVOKE);
        assertThat(revoke.getKey().getId()).isEqualTo(id);
        result("markRead", fields("phone", "15550001002", "messageId", id));
        a.awaitStanza(
                node -> node.is("receipt")
                        && id.equals(node.attr("id"))
                        && node.attr("type", "").equals("read"),
                Duration.ofSeconds(5));
        result("askAgain", fields("phone", "15550001002", "messageId", id));
        assertThat(b.inbox()).hasSize(4);
        assertThat(b.inbox().get(3).id()).isEqualTo(id);
    }

    @Test
    void aPersonComesTypesCallsAndPosts() {
        Phone a = simulator.addAccount("15550001001", "A");
        Phone b = simulator.addAccount("15550001002", "B");
        result(
                "available",
                new JsonObject().put("phone", "15550001001").put("on", true).encode());
        assertThat(a.profile().isAvailable()).isTrue();
        for (String state : List.of("typing", "recording", "paused")) {
            result("typing", fields("phone", "15550001001", "chat", "15550001002", "state", state));
        }
        for (String shown : List.of("composing", "paused")) {
            b.awaitStanza(node -> node.is("chatstate") && node.child(shown) != null, Duration.ofSeconds(5));
        }
        result("setAbout", fields("phone", "15550001001", "text", "at work"));
        assertThat(a.profile().about()).isEqualTo("at work");
        result("setPrivacy", fields("phone", "15550001001", "setting", "last", "value", "contacts"));
        assertThat(a.profile().privacy()).containsEntry("last", "contacts");
        String call = (String) result("call", fields("phone", "15550001001", "chat", "15550001002"));
        result("hangUp", fields("phone", "15550001001", "chat", "15550001002", "callId", call, "reason", "timeout"));
        b.awaitStanza(node -> node.is("call") && node.child("terminate") != null, Duration.ofSeconds(5));
        String status = (String) result("postStatus", fields("phone", "15550001001", "text", "news"));
        assertThat(b.inbox().get(0).chat()).isEqualTo(Jid.STATUS);
        result("viewStatus", fields("phone", "15550001002", "messageId", status));
        a.awaitStanza(node -> node.is("receipt") && status.equals(node.attr("id")), Duration.ofSeconds(5));
        result("block", fields("phone", "15550001001", "user", "15550001002"));
        assertThat(a.profile().blocked()).containsExactly("15550001002");
    }

    @Test
    void aGroupIsRenamedJoinedAndLeft() {
        simulator.addAccount("15550001001", "A");
        Phone b = simulator.addAccount("15550001002", "B");
        Jid group = Jid.parse(
                (String) result("createGroup", "{\"phone\":\"15550001001\",\"subject\":\"G\",\"members\":[]}"));
        result("renameGroup", fields("phone", "15550001001", "group", group.toString(), "subject", "Better"));
        String code = (String) result("inviteCode", fields("phone", "15550001001", "group", group.toString()));
        assertThat(result("joinGroup", fields("phone", "15550001002", "code", code)))
                .isEqualTo(false);
        assertThat(b.groups().subject(group)).isEqualTo("Better");
        assertThat(b.groups().members(group)).hasSize(2);
        result("leaveGroup", fields("phone", "15550001001", "group", group.toString()));
        assertThat(b.groups().members(group)).containsOnlyKeys("15550001002");
    }

    @Test
    void keysOfAPhoneAreSpoiltAndUsedUp() {
        simulator.addAccount("15550001001", "A");
        Phone b = simulator.addAccount("15550001002", "B");
        result("spoilSignedPreKey", fields("phone", "15550001002"));
        assertThat(post("sendText", fields("phone", "15550001001", "chat", "15550001002", "text", "x"))
                        .statusCode())
                .isNotEqualTo(200);
        assertThat(b.inbox()).isEmpty();
        result("announceNewIdentity", fields("phone", "15550001002"));
        Phone a = simulator.phone("15550001001");
        assertThat(a).isNotNull();
        a.awaitStanza(node -> node.attr("type", "").equals("encrypt"), Duration.ofSeconds(5));
        assertThat(post("usePreKeys", "{\"phone\":\"15550001002\",\"device\":7,\"left\":1}")
                        .body())
                .contains("no device 7");
    }

    private static String fields(String... namesAndValues) {
        JsonObject fields = new JsonObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields.encode();
    }
}
