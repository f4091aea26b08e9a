package org.camelwhatsapp.simulator.control;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The commands over HTTP on the loopback address: {@code POST /v1/commands/NAME} with a JSON object, {@code GET
 * /openapi.json}. Answers are {@code {"result": ...}} or {@code {"error": "..."}}. Bodies are at most 1 MiB.
 */
public final class ControlServer implements AutoCloseable {
    private static final String COMMANDS = "/v1/commands/";
    private static final int MAX_BODY = 1 << 20;
    /** A connection is idle, too, while a long command is carried out. */
    private static final long IDLE_SECONDS = 300;

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2));
    private final Simulator simulator;
    private final Map<String, ControlCommand> commands;
    private final int port;

    /**
     * Starts.
     *
     * @param wantedPort 0 for any free one
     * @throws CompletionException if the port is taken
     */
    public ControlServer(Simulator simulator, int wantedPort) {
        this.simulator = simulator;
        this.commands = ControlCommands.of(simulator);
        HttpServer server = vertx.createHttpServer(new io.vertx.core.http.HttpServerOptions()
                        .setIdleTimeout((int) IDLE_SECONDS)
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .requestHandler(this::answer);
        try {
            port = server.listen(wantedPort, "127.0.0.1")
                    .map(HttpServer::actualPort)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            close();
            throw e;
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/openapi.json")) {
            if (request.method().equals(HttpMethod.GET)) {
                respond(request, 200, ControlOpenApi.of(commands.values()));
            } else {
                respond(request, 405, error("the description is fetched with GET"));
            }
            return;
        }
        ControlCommand command = request.path().startsWith(COMMANDS)
                ? commands.get(request.path().substring(COMMANDS.length()))
                : null;
        if (command == null) {
            respond(request, 404, error("there is no such command; see /openapi.json"));
        } else if (!request.method().equals(HttpMethod.POST)) {
            respond(request, 405, error("commands are sent with POST"));
        } else {
            receive(request, command);
        }
    }

    private void receive(HttpServerRequest request, ControlCommand command) {
        Buffer body = Buffer.buffer();
        request.handler(piece -> {
            if (body.length() + piece.length() > MAX_BODY) {
                request.handler(null);
                request.endHandler(null);
                respond(request, 413, error("the body is larger than 1 MiB"));
            } else {
                body.appendBuffer(piece);
            }
        });
        request.endHandler(v -> vertx.executeBlocking(() -> perform(command, body), false)
                .onComplete(done -> {
                    if (done.succeeded()) {
                        respond(request, 200, done.result());
                    } else {
                        respond(
                                request,
                                status(done.cause()),
                                error(String.valueOf(done.cause().getMessage())));
                    }
                }));
    }

    private JsonObject perform(ControlCommand command, Buffer body) {
        JsonObject fields;
        try {
            fields = body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw new ControlException("the body must be a JSON object");
        }
        Object result = command.action().apply(new ControlRequest(simulator, command, fields));
        return result == null ? new JsonObject() : new JsonObject().put("result", result);
    }

    private static int status(Throwable failure) {
        boolean callers = failure instanceof ControlException
                || failure instanceof IllegalArgumentException
                || failure instanceof IllegalStateException
                || failure instanceof RefusedException;
        return callers ? 400 : 500;
    }

    private static JsonObject error(@Nullable String message) {
        return new JsonObject().put("error", message);
    }

    private static void respond(HttpServerRequest request, int status, JsonObject body) {
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body.toBuffer());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
