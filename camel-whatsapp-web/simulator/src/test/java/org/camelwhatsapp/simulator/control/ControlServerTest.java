package org.camelwhatsapp.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
        assertThat(phone.groups().members(org.camelwhatsapp.engine.model.Jid.parse(group)))
                .hasSize(2);
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
                "addFault | {\"step\":\"TO_CLIENT\",\"effect\":\"DROP\",\"times\":99999999999} | 400 | too large"
            })
    void namesWhatIsWrong(String command, String body, int status, String words) {
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
    }
}
