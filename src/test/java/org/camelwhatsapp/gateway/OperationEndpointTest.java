package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.camelwhatsapp.component.operation.Operations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations over HTTP: what the other phone sees, and what a wrong request is told. */
class OperationEndpointTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path data;

    private static LinkedGateway linked;

    @BeforeAll
    static void link() throws Exception {
        linked = new LinkedGateway(data, Map.of());
    }

    @AfterAll
    static void close() {
        linked.close();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return linked.call(linked.request("/v1/sessions/" + path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void sendsAPollThatTheOtherPhoneShows() throws Exception {
        HttpResponse<String> response = post(
                Gateway.SESSION + "/operations/message.poll",
                "{\"chat\":\"15550006002\",\"question\":\"Which?\",\"options\":[\"red\",\"blue\"]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        String id = JSON.readTree(response.body()).path("id").textValue();
        assertThat(linked.friend
                        .await(m -> m.id().equals(id), LinkedGateway.PATIENCE)
                        .message()
                        .getPollCreationMessageV3()
                        .getName())
                .isEqualTo("Which?");
    }

    @Test
    void answersWithObjectsAndWithNothing() throws Exception {
        HttpResponse<String> status = post(Gateway.SESSION + "/operations/session.status", "");
        assertThat(JSON.readTree(status.body()).path("state").textValue()).isEqualTo("READY");
        HttpResponse<String> about = post(Gateway.SESSION + "/operations/profile.setAbout", "{\"text\":\"over HTTP\"}");
        assertThat(about.statusCode()).isEqualTo(204);
        assertThat(linked.own.profile().about()).isEqualTo("over HTTP");
    }

    @Test
    void describesEveryOperation() throws Exception {
        HttpResponse<String> response =
                linked.call(linked.request("/v1/operations.openapi.json").GET());
        JsonNode paths = JSON.readTree(response.body()).path("paths");
        Operations.all()
                .keySet()
                .forEach(name -> assertThat(paths.has("/v1/sessions/{session}/operations/" + name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void wantsTheKey() throws Exception {
        HttpResponse<String> response = linked.call(HttpRequest.newBuilder(java.net.URI.create(
                        "http://127.0.0.1:" + linked.port() + "/v1/sessions/main/operations/session.status"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(JSON.readTree(response.body()).path("code").textValue()).isEqualTo("unauthorized");
    }

    @Test
    void takesNothingButJson() throws Exception {
        // What curl says when nobody tells it otherwise.
        for (String type : new String[] {"application/x-www-form-urlencoded", "text/plain"}) {
            HttpResponse<String> response =
                    linked.call(linked.request("/v1/sessions/" + Gateway.SESSION + "/operations/message.send")
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"chat\":\"15550006002\",\"text\":\"x\"}")));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(415);
            assertThat(JSON.readTree(response.body()).path("code").textValue()).isEqualTo("body-not-json");
        }
    }

    @Test
    void refusalsThatNoRouteMakesLookLikeAllOthers() throws Exception {
        HttpResponse<String> get = linked.call(
                linked.request("/v1/sessions/main/operations/session.status").GET());
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.body())
                .isEqualTo("{\"code\":\"method-not-allowed\",\"message\":\"This address does not take this method\","
                        + "\"retryable\":false}");
        HttpResponse<String> nowhere =
                linked.call(linked.request("/v1/sessions/main/nothing").GET());
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(nowhere.body()).path("code").textValue()).isEqualTo("not-found");
        HttpResponse<String> huge =
                post(Gateway.SESSION + "/operations/message.send", "{\"text\":\"" + "x".repeat(1_100_000) + "\"}");
        assertThat(huge.statusCode()).isEqualTo(413);
        assertThat(JSON.readTree(huge.body()).path("code").textValue()).isEqualTo("body-too-large");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody/operations/session.status | {} | 404 | unknown-session",
                "SESSION/operations/message.fly | {} | 404 | unknown-operation",
                "SESSION/operations/message.send | {} | 400 | invalid-request",
                "SESSION/operations/message.send | [] | 400 | invalid-request",
                "SESSION/operations/message.send | {\"chat\":\"x\",\"text\":\"y\"} | 400 | invalid-request",
                "SESSION/operations/message.send | {\"chat\":\"self\",\"content\":{\"kind\":\"text\"}} | 400 | invalid-request",
                "SESSION/operations/message.location | {\"chat\":\"self\",\"latitude\":99,\"longitude\":0} | 400 | invalid-content",
                "SESSION/operations/group.info | {\"chat\":\"120363999999999999@g.us\"} | 422 | group-unknown"
            })
    void namesWhatIsWrong(String path, String body, int status, String code) throws Exception {
        HttpResponse<String> response = post(path.replace("SESSION", Gateway.SESSION), body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(response.body());
        assertThat(error.path("code").textValue()).isEqualTo(code);
        assertThat(error.path("message").textValue()).isNotEmpty();
        assertThat(error.path("retryable").booleanValue()).isFalse();
    }
}
