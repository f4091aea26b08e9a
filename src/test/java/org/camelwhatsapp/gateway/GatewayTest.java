package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole gateway over HTTP, with the routes of the repository, against the simulator. */
class GatewayTest {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private String base = "";

    private GatewaySettings settings() {
        String routes = "file:" + System.getProperty("project.root") + "/routes/*.camel.yaml";
        return GatewaySettings.of(Map.of(
                        "WHATSAPP_HTTP_PORT",
                        "0",
                        "WHATSAPP_ROUTES",
                        routes,
                        "WHATSAPP_ATTACHMENT_ROOTS",
                        data.toString()))
                .withDataDirectory(data);
    }

    private HttpResponse<byte[]> call(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> post(String path, String body) throws Exception {
        return call(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void pairsByItsImageSendsAlertsAndNotifications() throws Exception {
        try (Simulator simulator = Simulator.start();
                Gateway gateway = new Gateway(settings()
                        .withService(new ServiceSettings(
                                simulator.webSocketUri().toString(),
                                HexFormat.of().formatHex(simulator.noiseRoot().publicKey()),
                                simulator.certificatePem())))) {
            Phone own = simulator.addAccount("15550003001", "Trader");
            Phone friend = simulator.addAccount("15550003002", "Friend");
            gateway.start();
            base = "http://127.0.0.1:" + gateway.port();
            String key = gateway.apiKey();
            assertThat(post("/api/v1/whatsapp/notify", "{\"apikey\":\"" + key + "\",\"message\":\"early\"}")
                            .statusCode())
                    .isEqualTo(409);
            QrCodes codes = gateway.context().getRegistry().lookupByNameAndType("qrCodes", QrCodes.class);
            QrCodeIssued code = Awaitility.await()
                    .atMost(PATIENCE)
                    .until(codes::newest, java.util.Optional::isPresent)
                    .orElseThrow();
            HttpResponse<byte[]> image = call(HttpRequest.newBuilder(URI.create(base + "/api/v1/whatsapp/qr.png"))
                    .header("X-API-KEY", key));
            assertThat(ImageIO.read(new ByteArrayInputStream(image.body())).getWidth())
                    .isGreaterThan(100);
            own.scan(code.text());
            gateway.context()
                    .getRegistry()
                    .lookupByNameAndType("whatsappSession", ComponentSession.class)
                    .awaitReady(PATIENCE);

            HttpResponse<byte[]> sent = post(
                    "/api/v1/whatsapp/notify",
                    "{\"apikey\":\"" + key + "\",\"phone\":\"+1 555 000 3002\",\"message\":\"hello\"}");
            assertThat(text(sent)).contains("\"sent\":[\"15550003002@s.whatsapp.net\"]");
            friend.awaitText("hello", PATIENCE);

            sendsAnAttachment(key, friend);
            HttpResponse<byte[]> event = post(
                    "/api/v1/orders/events",
                    "{\"topic\":\"order.cancelled\",\"api_type\":\"cancelorder\",\"api_key\":\"" + key
                            + "\",\"request_data\":{\"orderid\":\"4\"},\"response_data\":{\"status\":\"success\"}}");
            assertThat(event.statusCode()).isEqualTo(200);
            assertThat(own.await(m -> m.text().startsWith("*Order Cancelled*"), PATIENCE)
                            .text())
                    .contains("Order ID: 4\nCancellation Successful");
            assertThat(text(call(HttpRequest.newBuilder(URI.create(base + "/api/v1/whatsapp/status"))
                            .header("X-API-KEY", key))))
                    .contains("\"state\":\"READY\"");
            refusesWhatItCannotUse(key);
        }
    }

    private void sendsAnAttachment(String key, Phone friend) throws Exception {
        Path chart = Files.writeString(data.resolve("chart.png"), "a picture");
        HttpResponse<byte[]> sent = post(
                "/api/v1/whatsapp/notify",
                "{\"apikey\":\"" + key + "\",\"phone\":\"15550003002\",\"message\":\"look\",\"image_path\":\""
                        + chart.toRealPath() + "\",\"document_path\":\"" + chart.toRealPath() + "\"}");
        assertThat(text(sent)).contains("\"sent\":[\"15550003002@s.whatsapp.net\"]");
        assertThat(friend.await(m -> m.message().hasImageMessage(), PATIENCE)
                        .message()
                        .getImageMessage()
                        .getCaption())
                .isEqualTo("look");
        assertThat(friend.await(m -> m.message().hasDocumentMessage(), PATIENCE)
                        .message()
                        .getDocumentMessage()
                        .getFileName())
                .isEqualTo("chart.png");
        HttpResponse<byte[]> refused = post(
                "/api/v1/whatsapp/notify",
                "{\"apikey\":\"" + key + "\",\"self\":true,\"document_path\":\"/etc/hostname\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(text(refused)).contains("document_path is not allowed").doesNotContain("hostname");
    }

    private void refusesWhatItCannotUse(String key) throws Exception {
        assertThat(post("/api/v1/whatsapp/notify", "{}").statusCode()).isEqualTo(401);
        HttpResponse<byte[]> broken = post("/api/v1/whatsapp/notify", "{\"apikey\":");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(text(broken)).contains("The body must be a JSON object");
        assertThat(post("/api/v1/whatsapp/notify", "[1]").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/orders/events", "{\"api_key\":\"" + key + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/v1/whatsapp/notify", "x".repeat(2_000_000)).statusCode())
                .isEqualTo(413);
        assertThat(call(HttpRequest.newBuilder(URI.create(base + "/api/v1/whatsapp/status")))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void demoShowsTheAlertOnThePhone() throws Exception {
        try (Demo demo = new Demo(settings())) {
            assertThat(demo.play())
                    .startsWith("*Order Placed*\nStrategy: Demo\n*LIVE MODE - Real Order*\n")
                    .contains("Order ID: 260105000000001");
            assertThat(demo.curlLines())
                    .contains("http://127.0.0.1:" + demo.gateway().port() + "/api/v1/whatsapp/notify");
            var lines = CurlLine.in(demo.curlLines());
            assertThat(lines).hasSize(4);
            for (CurlLine line : lines) {
                HttpResponse<byte[]> answer = call(line.request());
                assertThat(answer.statusCode()).as(line.text()).isEqualTo(200);
            }
            demo.phone().awaitText("Hello from curl", PATIENCE);
            demo.friend().awaitText("Hello, friend", PATIENCE);
            demo.friend().await(m -> m.message().hasPollCreationMessageV3(), PATIENCE);
        }
    }

    @Test
    void theDocumentedLineWorks() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("project.root"), "docs", "gateway.md"));
        try (Demo demo = new Demo(settings())) {
            demo.link();
            int port = demo.gateway().port();
            var lines =
                    CurlLine.in(page.replace("$KEY", demo.gateway().apiKey()).replace(":5000/", ":" + port + "/"));
            assertThat(lines).isNotEmpty();
            for (CurlLine line : lines) {
                HttpResponse<byte[]> answer = call(line.request());
                assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            }
        }
    }
}
