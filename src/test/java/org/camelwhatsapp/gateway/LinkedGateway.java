package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;

/** A gateway in this process, linked to a phone of a simulator of its own, and another phone to write to. */
final class LinkedGateway implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Simulator simulator = Simulator.start();
    final Phone own = simulator.addAccount("15550006001", "Own");
    final Phone friend = simulator.addAccount("15550006002", "Friend");
    Gateway gateway;

    private final GatewaySettings settings;
    private HttpClient http;
    private int port;

    LinkedGateway(Path data, Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of(
                "WHATSAPP_HTTP_PORT",
                "0",
                "WHATSAPP_ROUTES",
                routes(),
                "WHATSAPP_RATE_LIMIT",
                "10000 per minute",
                "WHATSAPP_PACING",
                "off",
                "WHATSAPP_DATA_DIR",
                data.toString()));
        environment.putAll(more);
        settings = GatewaySettings.of(environment).withService(service(simulator));
        try {
            link();
        } catch (Exception | AssertionError e) {
            close();
            throw e;
        }
    }

    private void link() throws Exception {
        start();
        QrCodes codes = gateway.context().getRegistry().lookupByNameAndType("qrCodes", QrCodes.class);
        QrCodeIssued code = Awaitility.await()
                .atMost(PATIENCE)
                .until(codes::newest, java.util.Optional::isPresent)
                .orElseThrow();
        own.scan(code.text());
        session().awaitReady(PATIENCE);
    }

    void restart() throws InterruptedException {
        gateway.close();
        start();
        session().awaitReady(PATIENCE);
    }

    private void start() {
        gateway = new Gateway(settings);
        gateway.start();
        port = gateway.port();
        // A new one, which has no connections to the gateway before.
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    int port() {
        return port;
    }

    static String routes() {
        return "file:" + System.getProperty("project.root") + "/routes/*.camel.yaml";
    }

    static ServiceSettings service(Simulator simulator) {
        return new ServiceSettings(
                simulator.webSocketUri().toString(),
                HexFormat.of().formatHex(simulator.noiseRoot().publicKey()),
                simulator.certificatePem());
    }

    ComponentSession session() {
        return gateway.session();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-API-KEY", gateway.apiKey());
    }

    HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> notify(String body) throws IOException, InterruptedException {
        return call(request("/api/v1/whatsapp/notify")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        simulator.close();
    }
}
