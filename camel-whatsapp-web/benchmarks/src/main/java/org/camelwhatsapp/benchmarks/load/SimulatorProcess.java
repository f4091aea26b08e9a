package org.camelwhatsapp.benchmarks.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.simulator.control.SimulatorMain;

/** The simulator in a process of its own, used over HTTP. */
final class SimulatorProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_MESSAGES_AT_ONCE = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final JsonObject description;

    private SimulatorProcess(Process process, JsonObject description) {
        this.process = process;
        this.description = description;
    }

    static SimulatorProcess start(boolean tls, Path log) {
        ProcessBuilder command =
                JavaCommand.of(List.of(), SimulatorMain.class.getName(), tls ? List.of("--tls") : List.of());
        try {
            Process process = command.redirectError(log.toFile()).start();
            BufferedReader out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null) {
                process.destroyForcibly();
                throw new LoadException("the simulator does not start, see " + log);
            }
            return new SimulatorProcess(process, new JsonObject(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client has to know, by the names of the drivers' command {@code connect}. */
    JsonObject connectFields() {
        return new JsonObject()
                .put("url", description.getString("webSocketUrl"))
                .put("rootKey", description.getString("noiseRootKey"))
                .put("rootSerial", description.getInteger("noiseRootSerial"))
                .put("certificate", certificatePem());
    }

    String certificatePem() {
        return description.getString("tlsCertificate");
    }

    /** Makes an account and returns its LID. */
    String addAccount(String number) {
        return ((JsonObject) command(
                        "addAccount", new JsonObject().put("phone", number).put("name", "Load")))
                .getString("lid");
    }

    void scan(String number, String qr) {
        command("scan", new JsonObject().put("phone", number).put("qr", qr));
    }

    Crowd addCrowd(long first, int count, boolean deaf) {
        JsonArray lids = (JsonArray) command("addCrowd", crowd(first, count).put("deaf", deaf));
        return new Crowd(first, lids.stream().map(String.class::cast).toList());
    }

    /** Lets the phones of a crowd send texts in turn. */
    void burst(Crowd crowd, String chat, int messages) {
        for (int left = messages; left > 0; left -= MOST_MESSAGES_AT_ONCE) {
            command(
                    "burst",
                    crowd(crowd.first(), crowd.size())
                            .put("chat", chat)
                            .put("messages", Math.min(left, MOST_MESSAGES_AT_ONCE)));
        }
    }

    /** How many messages the phones of a crowd show. */
    int inboxSizes(Crowd crowd) {
        return (Integer) command("inboxSizes", crowd(crowd.first(), crowd.size()));
    }

    void forward(long number, String messageId, String chat) {
        command(
                "forward",
                new JsonObject()
                        .put("phone", Long.toString(number))
                        .put("messageId", messageId)
                        .put("chat", chat));
    }

    /** Makes a group with a phone and returns its JID. */
    String createGroup(String number, List<String> members) {
        return (String) command(
                "createGroup",
                new JsonObject().put("phone", number).put("subject", "Load").put("members", new JsonArray(members)));
    }

    private static JsonObject crowd(long first, int count) {
        return new JsonObject().put("first", Long.toString(first)).put("count", count);
    }

    private Object command(String name, JsonObject fields) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(description.getString("controlUrl") + "/v1/commands/" + name))
                .POST(HttpRequest.BodyPublishers.ofString(fields.encode()))
                .build();
        HttpResponse<String> response = Waiting.forResult(
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString()), PATIENCE, "simulator, " + name);
        if (response.statusCode() != 200) {
            throw new LoadException("simulator, " + name + ": " + response.body());
        }
        return new JsonObject(response.body()).getValue("result");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
