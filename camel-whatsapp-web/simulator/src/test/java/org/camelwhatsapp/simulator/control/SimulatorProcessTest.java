package org.camelwhatsapp.simulator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.camelwhatsapp.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulator in a process of its own, used with nothing but what its line of JSON says. */
class SimulatorProcessTest {
    private final HttpClient http = HttpClient.newHttpClient();

    private JsonObject command(JsonObject line, String name, JsonObject fields) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(line.getString("controlUrl") + "/v1/commands/" + name))
                        .POST(HttpRequest.BodyPublishers.ofString(fields.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonObject(response.body());
    }

    @Test
    void servesAClientOverTlsByWhatItPrints(@TempDir Path directory) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--tls")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            JsonObject line = new JsonObject(out.readLine());
            assertThat(line.getString("webSocketUrl")).startsWith("wss://127.0.0.1:");
            command(
                    line,
                    "addAccount",
                    new JsonObject().put("phone", "15550001001").put("name", "A"));
            command(
                    line,
                    "addAccount",
                    new JsonObject().put("phone", "15550001002").put("name", "B"));
            SocketOptions socket = new SocketOptions(
                    URI.create(line.getString("webSocketUrl")),
                    NoiseRoot.ofHex(line.getString("noiseRootKey"), line.getInteger("noiseRootSerial")),
                    TlsTrust.ofPem(line.getString("tlsCertificate")),
                    null,
                    Duration.ofSeconds(60));
            try (EngineRuntime runtime =
                            EngineRuntime.open(JdbcStoreOptions.sqlite(directory.resolve("s.db"), "test"));
                    WhatsAppClient client =
                            WhatsAppClient.create(WhatsAppClientOptions.of("s").withSocket(socket), runtime)) {
                CompletableFuture<String> code = new CompletableFuture<>();
                client.addListener(event -> {
                    if (event instanceof QrCodeIssued qr) {
                        code.complete(qr.text());
                    }
                    return CompletableFuture.completedFuture(null);
                });
                client.connect();
                String qr = code.get(120, TimeUnit.SECONDS);
                command(
                        line,
                        "scan",
                        new JsonObject().put("phone", "15550001001").put("qr", qr));
                Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> client.state() == ConnectionState.READY);
                client.sendText(Jid.phone("15550001002"), "over TLS")
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(120))
                        .untilAsserted(() -> assertThat(
                                        command(line, "inbox", new JsonObject().put("phone", "15550001002"))
                                                .encode())
                                .contains("over TLS"));
            }
        } finally {
            process.destroy();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** What the program says, and how it ends, when it cannot start. */
    private record Ended(int code, String output) {}

    private static Ended run(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SimulatorMain.class.getName()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    @Test
    void refusesWrongOptions() throws Exception {
        Ended ended = run("--port", "many");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).contains("--port").contains("Usage: simulator");
        Ended beyond = run("--control-port", "70000");
        assertThat(beyond.code()).isEqualTo(2);
        assertThat(beyond.output()).contains("a port is from 0 to 65535, not 70000");
    }

    @Test
    void saysWhyItCannotStart() throws Exception {
        try (Simulator other = Simulator.start()) {
            String port = Integer.toString(other.webSocketUri().getPort());
            for (String option : List.of("--port", "--control-port")) {
                Ended ended = run(option, port);
                assertThat(ended.code()).isEqualTo(1);
                assertThat(ended.output())
                        .contains("The simulator cannot start: ")
                        .contains("in use")
                        .doesNotContain("CompletionException");
            }
        }
    }
}
