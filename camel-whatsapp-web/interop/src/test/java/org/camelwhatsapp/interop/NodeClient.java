package org.camelwhatsapp.interop;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.interop.node.LineProcess;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;

/**
 * An independent client in a process of its own. Commands go to its standard input and events come from its standard
 * output, one JSON object per line. The process ends with this object, and by itself when its input ends.
 */
final class NodeClient implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final LineProcess process;

    private NodeClient(ProcessBuilder command) throws IOException {
        process = LineProcess.start(command, events::add);
    }

    /** Starts a driver and lets it connect. */
    static NodeClient start(String driver, Simulator simulator) {
        NodeClient client = launch(driver, simulator);
        try {
            client.connect(simulator, simulator.noiseRoot());
            return client;
        } catch (AssertionError e) {
            client.close();
            throw e;
        }
    }

    /** Starts a driver that does not connect yet. */
    static NodeClient launch(String driver, Simulator simulator) {
        ProcessBuilder command = NodeTools.driver(driver);
        command.environment().put("NODE_EXTRA_CA_CERTS", certificate(simulator).toString());
        command.redirectError(ProcessBuilder.Redirect.appendTo(
                Path.of("target", driver + ".log").toFile()));
        try {
            return new NodeClient(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Node takes further authorities only from a file that is there when it starts. */
    private static Path certificate(Simulator simulator) {
        try {
            Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "simulator", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, simulator.certificatePem());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the client connect, believing in this root. */
    void connect(Simulator simulator, NoiseRoot root) {
        call(connecting(simulator, root));
    }

    /** As {@link #connect}, but the client gives up as soon as the first attempt has failed. */
    void connectOnce(Simulator simulator, NoiseRoot root) {
        call(connecting(simulator, root).put("reconnects", 0));
    }

    private static JsonObject connecting(Simulator simulator, NoiseRoot root) {
        return new JsonObject()
                .put("command", "connect")
                .put("url", simulator.webSocketUri().toString())
                .put("rootKey", HexFormat.of().formatHex(root.publicKey()))
                .put("rootSerial", root.serial())
                .put("media", simulator.mediaHost());
    }

    /** Whether there was such an event so far. */
    boolean has(String name) {
        return events.stream().anyMatch(event -> name.equals(event.getString("event")));
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

    /** Lets the client do something; the answer's fields. */
    JsonObject call(String command, Object... namesAndValues) {
        JsonObject fields = new JsonObject().put("command", command);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return call(fields);
    }

    /** Sends something that is not a plain text, and returns the message's id. */
    String compose(Jid to, String kind, Object... namesAndValues) {
        Object[] all = new Object[namesAndValues.length + 4];
        all[0] = "to";
        all[1] = to.toString();
        all[2] = "kind";
        all[3] = kind;
        System.arraycopy(namesAndValues, 0, all, 4, namesAndValues.length);
        return call("compose", all).getString("messageId");
    }

    /** Waits for a message whose protobuf is as wanted. */
    JsonObject awaitMessage(Predicate<Message> wanted) {
        return await("message", event -> wanted.test(message(event)));
    }

    /** What a message event says, as protobuf. */
    static Message message(JsonObject event) {
        try {
            return Message.parseFrom(Base64.getDecoder().decode(event.getString("proto", "")));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("the client gave no protobuf", e);
        }
    }

    private JsonObject call(JsonObject command) {
        try {
            return process.call(command).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer to \"" + command.getString("command") + "\"", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Asks the client to leave, and ends the process in any case. */
    @Override
    public void close() {
        process.close();
    }
}
