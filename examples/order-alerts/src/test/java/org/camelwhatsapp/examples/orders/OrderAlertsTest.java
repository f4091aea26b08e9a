package org.camelwhatsapp.examples.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.camelwhatsapp.gateway.Demo;
import org.camelwhatsapp.gateway.GatewaySettings;
import org.junit.jupiter.api.Test;

/** The example as its page tells it, on simulated phones. */
class OrderAlertsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ORDER =
            "{\"id\":1001,\"customer\":\"Dana\",\"phone\":\"%s\",\"items\":\"2 x soup, 1 x bread\"}";

    @Test
    void tellsCustomerAndShopOnce() throws Exception {
        String root = System.getProperty("project.root");
        GatewaySettings settings = GatewaySettings.of(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                "file:" + root + "/routes/*.camel.yaml,file:" + root + "/examples/order-alerts/routes/*.camel.yaml"));
        try (Demo demo = new Demo(settings).link()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + demo.gateway().port() + "/shop/orders"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            ORDER.formatted(demo.friend().phoneJid().user())))
                    .build();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).isEqualTo("{\"status\":\"sent\"}");
            }
            demo.friend().awaitText("Thank you, Dana!\nYour order *1001* is on its way to the kitchen.", PATIENCE);
            demo.phone().awaitText("*New order 1001*\n2 x soup, 1 x bread", PATIENCE);
            assertThat(demo.friend().inbox()).as("posted twice, sent once").hasSize(1);
        }
    }
}
