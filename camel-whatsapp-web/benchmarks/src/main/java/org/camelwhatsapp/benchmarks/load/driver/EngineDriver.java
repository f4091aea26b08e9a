package org.camelwhatsapp.benchmarks.load.driver;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.jspecify.annotations.Nullable;

/**
 * Our engine with its durable store, told what to do by JSON lines on standard input, as the drivers of the other clients
 * are. Arguments: the directory of the store, and {@code archive} or {@code no-archive}.
 */
public final class EngineDriver {
    private final EngineRuntime runtime;
    private final boolean archive;
    private final PrintStream out;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, Function<JsonObject, CompletionStage<?>>> commands = Map.of(
            "connect", this::connect,
            "send", q -> session(q).send(q),
            "expect", q -> session(q).expect(q),
            "sendFile", q -> session(q).sendFile(q),
            "download", q -> session(q).download(q),
            "disconnect", q -> session(q).disconnect(),
            "reconnect", q -> session(q).connect(),
            "memory", q -> CompletableFuture.completedFuture(MemoryReading.take()));

    private EngineDriver(Path directory, boolean archive, PrintStream out) {
        runtime = EngineRuntime.open(JdbcStoreOptions.sqlite(directory.resolve("load.db"), "load test"));
        this.archive = archive;
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        // What libraries print goes to the log.
        System.setOut(System.err);
        new EngineDriver(Path.of(args[0]), args[1].equals("archive"), out).serve();
    }

    private void serve() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject request = new JsonObject(line);
            if (request.getString("command").equals("stop")) {
                break;
            }
            perform(request).whenComplete((result, failure) -> answer(request, result, failure));
        }
        sessions.values().forEach(EngineSession::close);
        runtime.close();
    }

    private CompletionStage<?> perform(JsonObject request) {
        Function<JsonObject, CompletionStage<?>> command = commands.get(request.getString("command"));
        try {
            return command == null
                    ? CompletableFuture.failedFuture(new IllegalArgumentException("no such command"))
                    : command.apply(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void answer(JsonObject request, @Nullable Object result, @Nullable Throwable failure) {
        JsonObject answer = result instanceof JsonObject fields ? fields : new JsonObject();
        answer.put("id", request.getInteger("id")).put("ok", failure == null);
        if (failure != null) {
            answer.put("error", failure.toString());
        }
        write(answer);
    }

    private void write(JsonObject line) {
        synchronized (out) {
            out.println(line.encode());
            out.flush();
        }
    }

    private CompletionStage<Void> connect(JsonObject request) {
        String name = request.getString("session");
        EngineSession session = new EngineSession(runtime, request, archive, this::write);
        sessions.put(name, session);
        return session.connect();
    }

    private EngineSession session(JsonObject request) {
        EngineSession session = sessions.get(request.getString("session"));
        if (session == null) {
            throw new IllegalArgumentException("no such session");
        }
        return session;
    }
}
