package org.camelwhatsapp.interop;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;

/**
 * An independent client in a process of its own. Commands go to its standard input and events come from its standard
 * output, one JSON object per line. The process ends with this object, and by itself when its input ends.
 */
final class NodeClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Writer input;
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private int commands;

    private NodeClient(Process process) {
        this.process = process;
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "node-client-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a driver and lets it connect. */
    static NodeClient start(String driver, Simulator simulator) {
        ProcessBuilder command = NodeTools.driver(driver);
        command.redirectError(ProcessBuilder.Redirect.appendTo(
                Path.of("target", driver + ".log").toFile()));
        NodeClient client;
        try {
            client = new NodeClient(command.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            client.connect(simulator);
            return client;
        } catch (AssertionError e) {
            client.close();
            throw e;
        }
    }

    private void connect(Simulator simulator) {
        StringBuilder key = new StringBuilder();
        for (byte b : simulator.noiseRoot().publicKey()) {
            key.append(String.format("%02x", b));
        }
        call(new JsonObject()
                .put("command", "connect")
                .put("url", simulator.webSocketUri().toString())
                .put("rootKey", key.toString())
                .put("rootSerial", simulator.noiseRoot().serial()));
    }

    /** Lets the phone scan the code and waits until the client is logged in as its device. */
    void paired(Phone phone) {
        phone.scan(await("qr", event -> true).getString("text"));
        await("open", event -> true);
    }

    /** Sends a text and returns the message's id. */
    String sendText(Jid to, String text) {
        return call(new JsonObject()
                        .put("command", "send")
                        .put("to", to.toString())
                        .put("text", text))
                .getString("messageId");
    }

    /** Waits for a message with this text. */
    JsonObject awaitText(String text) {
        return await("message", event -> text.equals(event.getString("text")));
    }

    /** Waits for an event, also for one that came before the call. */
    JsonObject await(String name, Predicate<JsonObject> wanted) {
        try {
            return Awaitility.await(name)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(
                            () -> events.stream()
                                    .filter(event -> name.equals(event.getString("event")) && wanted.test(event))
                                    .findFirst(),
                            java.util.Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no event \"" + name + "\" as wanted; there were: " + events, e);
        }
    }

    /** How many messages came with this text. */
    long count(String text) {
        return events.stream()
                .filter(event -> text.equals(event.getString("text")) && "message".equals(event.getString("event")))
                .count();
    }

    private JsonObject call(JsonObject command) {
        int id = ++commands;
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        pending.put(id, reply);
        try {
            input.write(command.put("id", id).encode() + "\n");
            input.flush();
            JsonObject answer = reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!answer.getBoolean("ok")) {
                throw new AssertionError("the client refused: " + answer.getString("error"));
            }
            return answer;
        } catch (IOException | ExecutionException e) {
            throw new AssertionError("the client's process is gone", e);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer to \"" + command.getString("command") + "\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonObject object = new JsonObject(line);
                CompletableFuture<JsonObject> reply = object.containsKey("id") && object.containsKey("ok")
                        ? pending.remove(object.getInteger("id"))
                        : null;
                if (reply == null) {
                    events.add(object);
                } else {
                    reply.complete(object);
                }
            }
        } catch (IOException | DecodeException e) {
            events.add(new JsonObject().put("event", "broken").put("reason", e.getMessage()));
        }
        IOException gone = new IOException("the process ended");
        pending.values().forEach(reply -> reply.completeExceptionally(gone));
    }

    /** Asks the client to leave, and ends the process in any case. */
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                input.write(new JsonObject()
                                .put("command", "stop")
                                .put("id", ++commands)
                                .encode() + "\n");
                input.close();
            }
            process.waitFor(3, TimeUnit.SECONDS);
        } catch (IOException e) {
            // The process is gone already, which is what was wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
