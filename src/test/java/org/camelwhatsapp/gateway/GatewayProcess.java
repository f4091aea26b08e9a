package org.camelwhatsapp.gateway;

import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.camelwhatsapp.simulator.Simulator;

/** The gateway's own main in a process of its own, in a data directory that outlives it. */
final class GatewayProcess implements AutoCloseable {
    static final String KEY = "key-of-the-test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** When the tests are ended from outside. */
    private final Thread hook = new Thread(this::end);

    private Process process;

    GatewayProcess(Path directory) throws IOException {
        this.directory = directory;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        set("WHATSAPP_DATA_DIR", data().toString());
        set("WHATSAPP_HTTP_PORT", Integer.toString(port));
        set("WHATSAPP_ROUTES", "file:" + System.getProperty("project.root") + "/routes/*.camel.yaml");
        Runtime.getRuntime().addShutdownHook(hook);
        Files.createDirectories(data());
        Files.writeString(data().resolve("api-key"), KEY);
    }

    Path data() {
        return directory.resolve("data");
    }

    GatewayProcess set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    GatewayProcess on(Simulator simulator) {
        return set("WHATSAPP_SERVER_URL", simulator.webSocketUri().toString())
                .set(
                        "WHATSAPP_NOISE_ROOT_KEY",
                        HexFormat.of().formatHex(simulator.noiseRoot().publicKey()))
                .set("WHATSAPP_TLS_CERTIFICATE", simulator.certificatePem());
    }

    GatewayProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                GatewayMain.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        // The names with JAVA make the JVM print a line of its own.
        builder.environment().keySet().removeIf(name -> name.startsWith("WHATSAPP_") || name.contains("JAVA"));
        builder.environment().putAll(environment);
        process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out().toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(err().toFile()))
                .start();
        return this;
    }

    Path out() {
        return directory.resolve("out.log");
    }

    Path err() {
        return directory.resolve("err.log");
    }

    /** Waits for a process that ends by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the gateway still runs");
        }
        return process.exitValue();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-API-KEY", KEY)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-API-KEY", KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The text of the code that is shown as an image now. */
    String awaitQrText() {
        byte[] png = Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            HttpResponse<byte[]> answer = get("/api/v1/whatsapp/qr.png");
                            return answer.statusCode() == 200 ? answer.body() : null;
                        },
                        image -> image != null);
        try {
            return QrReader.read(new BufferedImageLuminanceSource(ImageIO.read(new ByteArrayInputStream(png))));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void awaitReady() {
        Awaitility.await("the gateway is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> new String(get("/api/v1/whatsapp/status").body(), java.nio.charset.StandardCharsets.UTF_8)
                        .contains("\"ready\":true"));
    }

    /** SIGTERM, as a service manager sends it; the process must end. */
    void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws Exception {
        Runtime.getRuntime().removeShutdownHook(hook);
        if (process != null) {
            kill();
        }
    }
}
