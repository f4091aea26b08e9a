package org.camelwhatsapp.benchmarks.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.interop.node.LineProcess;

/** A client's process and its sessions. */
final class ClientUnderLoad implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(2);

    private final Contender contender;
    private final SimulatorProcess simulator;
    private final LineProcess process;
    /** Events that somebody waits for, by name and session. */
    private final Map<String, BlockingQueue<JsonObject>> events = new ConcurrentHashMap<>();

    /** How many messages were expected since the start; the drivers count in the same way, so that none comes too early. */
    private final Map<String, Long> expected = new ConcurrentHashMap<>();

    ClientUnderLoad(Contender contender, ProcessBuilder command, SimulatorProcess simulator) throws IOException {
        this.contender = contender;
        this.simulator = simulator;
        process = LineProcess.start(command, this::onEvent);
    }

    private void onEvent(JsonObject event) {
        queue(event.getString("event"), event.getString("session", "")).add(event);
    }

    private BlockingQueue<JsonObject> queue(String event, String session) {
        return events.computeIfAbsent(event + " " + session, key -> new LinkedBlockingQueue<>());
    }

    Contender contender() {
        return contender;
    }

    /** The processor time of the whole process since it started. */
    Duration cpu() {
        return process.handle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new LoadException("this system does not tell a process' processor time"));
    }

    /** Makes an account, links a session to it and waits until it is ready. Returns the account's LID. */
    String pair(String session, String number) {
        String lid = simulator.addAccount(number);
        call(session, "connect", simulator.connectFields());
        simulator.scan(number, await("qr", session).getString("text"));
        await("open", session);
        return lid;
    }

    private JsonObject await(String event, String session) {
        try {
            JsonObject found = queue(event, session).poll(CONNECT_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (found == null) {
                throw new LoadException(contender.title() + ": no event " + event);
            }
            return found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", e);
        }
    }

    /** Sends texts to the chats in turn and waits until all calls are back. */
    void send(String session, List<String> chats, Volume volume) {
        call(
                session,
                "send",
                new JsonObject()
                        .put("to", new JsonArray(chats))
                        .put("count", volume.messages())
                        .put("window", volume.window()));
    }

    /** Completes when so many more texts have come than were expected before. */
    CompletableFuture<JsonObject> expectTexts(String session, int count) {
        long total = expected.merge("texts " + session, (long) count, Long::sum);
        return start(session, "expect", new JsonObject().put("total", total));
    }

    /** Completes when one more file has come than was expected before. */
    CompletableFuture<JsonObject> expectFile(String session) {
        long total = expected.merge("files " + session, 1L, Long::sum);
        return start(session, "expect", new JsonObject().put("total", total).put("files", true));
    }

    /** Sends a file and returns the message's id. */
    String sendFile(String session, String to, Path file) {
        JsonObject fields =
                new JsonObject().put("to", to).put("path", file.toAbsolutePath().toString());
        return call(session, "sendFile", fields).getString("messageId");
    }

    /** Downloads the last file that came. */
    void download(String session, Path target) {
        call(
                session,
                "download",
                new JsonObject().put("path", target.toAbsolutePath().toString()));
    }

    void disconnect(String session) {
        call(session, "disconnect", new JsonObject());
    }

    /** Connects again and waits until it is ready. */
    void reconnect(String session) {
        queue("open", session).clear();
        CompletableFuture<JsonObject> answer = start(session, "reconnect", new JsonObject());
        await("open", session);
        Waiting.forResult(answer, CONNECT_PATIENCE, contender.title());
    }

    MemoryFigure memory() {
        JsonObject answer = call("", "memory", new JsonObject());
        return new MemoryFigure(answer.getLong("heapBytes"), answer.getLong("residentBytes"));
    }

    private JsonObject call(String session, String command, JsonObject fields) {
        return Waiting.forResult(start(session, command, fields), PATIENCE, contender.title() + ", " + command);
    }

    private CompletableFuture<JsonObject> start(String session, String command, JsonObject fields) {
        return process.call(fields.put("command", command).put("session", session));
    }

    @Override
    public void close() {
        process.close();
    }
}
