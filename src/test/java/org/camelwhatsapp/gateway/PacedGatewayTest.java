package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.camelwhatsapp.simulator.Phone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway as it is without a setting: messages are paced. */
class PacedGatewayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static HttpResponse<String> post(LinkedGateway linked, String operation, String body) throws Exception {
        return linked.call(linked.request("/v1/sessions/main/operations/" + operation)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void refusesMoreStrangersThanTheDayAllowsAndSaysSo(@TempDir Path data) throws Exception {
        // Empty counts as not set.
        try (LinkedGateway linked =
                new LinkedGateway(data, Map.of("WHATSAPP_PACING", "", "WHATSAPP_STRANGERS_PER_DAY", "1"))) {
            Phone second = linked.simulator.addAccount("15550006003", "Second");
            String text = "{\"message\":\"%s\",\"phone\":\"%s\"}";
            assertThat(linked.notify(text.formatted("first", "15550006002")).statusCode())
                    .isEqualTo(200);
            linked.friend.awaitText("first", LinkedGateway.PATIENCE);

            HttpResponse<String> refused =
                    post(linked, "message.send", "{\"chat\":\"15550006003\",\"text\":\"second\"}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(JSON.readTree(refused.body()).path("code").textValue()).isEqualTo("pacing-strangers");
            assertThat(linked.notify(text.formatted("second", "15550006003")).body())
                    .contains("no more than 1 new people may be written to today");

            JsonNode pacing = JSON.readTree(post(linked, "session.pacing", "{}").body());
            assertThat(pacing.path("enabled").booleanValue()).isTrue();
            assertThat(pacing.path("strangersToday").intValue()).isEqualTo(1);
            assertThat(pacing.path("refused").intValue()).isEqualTo(2);
            assertThat(second.inbox()).isEmpty();

            linked.restart();
            assertThat(linked.notify(text.formatted("again", "15550006002")).statusCode())
                    .isEqualTo(200);
            assertThat(post(linked, "message.send", "{\"chat\":\"15550006003\",\"text\":\"second\"}")
                            .body())
                    .contains("pacing-strangers");
            assertThat(second.inbox()).isEmpty();
        }
    }
}
