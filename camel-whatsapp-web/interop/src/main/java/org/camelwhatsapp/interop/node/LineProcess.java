package org.camelwhatsapp.interop.node;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A client in a process of its own. Commands go to its standard input, answers and events come from its standard output,
 * one JSON object per line. The process ends with this object, and by itself when its input ends. Thread-safe.
 */
public final class LineProcess implements AutoCloseable {
    private static final int END_SECONDS = 3;

    private final Process process;
    private final Writer input;
    private final Consumer<JsonObject> events;
    private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger commands = new AtomicInteger();
    private volatile boolean ended;

    private LineProcess(Process process, Consumer<JsonObject> events) {
        this.process = process;
        this.events = events;
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param events gets what is no answer, on the reading thread; an object with the event {@code broken} when a line
     *     cannot be read
     * @throws IOException if it cannot be started
     */
    public static LineProcess start(ProcessBuilder command, Consumer<JsonObject> events) throws IOException {
        LineProcess process = new LineProcess(command.start(), events);
        Thread reader = new Thread(process::read, "lines-of-" + process.process.pid());
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    /** The operating system's view of the process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Sends a command. The stage completes with the answer, or fails with an {@link IOException}: the process refused, or
     * is gone.
     *
     * @param fields its name as {@code command}, and what it needs; not changed
     */
    public CompletableFuture<JsonObject> call(JsonObject fields) {
        int id = commands.incrementAndGet();
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        pending.put(id, reply);
        try {
            write(fields.copy().put("id", id));
        } catch (IOException e) {
            pending.remove(id);
            reply.completeExceptionally(e);
        }
        // What the reading thread did not see before it ended, nobody else completes.
        if (ended || !process.isAlive()) {
            reply.completeExceptionally(new IOException("the client's process is gone"));
        }
        return reply.thenCompose(answer -> answer.getBoolean("ok", false)
                ? CompletableFuture.completedFuture(answer)
                : CompletableFuture.failedFuture(new IOException("the client refused: " + answer.getString("error"))));
    }

    private void write(JsonObject line) throws IOException {
        synchronized (input) {
            input.write(line.encode() + "\n");
            input.flush();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            broken(e);
        }
        ended = true;
        IOException gone = new IOException("the client's process ended");
        pending.values().forEach(reply -> reply.completeExceptionally(gone));
    }

    private void take(String line) {
        try {
            JsonObject object = new JsonObject(line);
            CompletableFuture<JsonObject> reply = object.containsKey("id") && object.containsKey("ok")
                    ? pending.remove(object.getInteger("id"))
                    : null;
            if (reply == null) {
                events.accept(object);
            } else {
                reply.complete(object);
            }
        } catch (DecodeException | ClassCastException e) {
            broken(e);
        }
    }

    private void broken(Exception cause) {
        events.accept(new JsonObject().put("event", "broken").put("reason", cause.getMessage()));
    }

    /** Asks the client to leave, and ends the process in any case. */
    @Override
    public void close() {
        try {
            if (process.isAlive()) {
                write(new JsonObject().put("command", "stop").put("id", commands.incrementAndGet()));
                input.close();
            }
            process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // The process is gone already, which is what was wanted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
