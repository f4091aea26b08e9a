package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refusals that no route makes, and bodies that never end. */
class HttpGuardTest {
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Router router = Router.router(vertx);
        HttpGuard.install(router, 200);
        router.post("/echo")
                .handler(BodyHandler.create(false).setBodyLimit(100))
                .handler(context -> context.end(context.body().buffer()));
        router.get("/broken").handler(context -> {
            throw new IllegalStateException("a secret");
        });
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Sends and reads until the server closes, which it must. */
    private String answerTo(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void endsABodyThatDoesNotEnd() throws IOException {
        assertThat(answerTo("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf"))
                .startsWith("HTTP/1.1 408")
                .contains("Content-Type: application/json")
                .endsWith("{\"status\":\"error\",\"message\":\"The body did not end in time\"}");
    }

    @Test
    void endsABodyThatIsTooLarge() throws IOException {
        String endless =
                "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n" + "x".repeat(255) + "\r\n";
        assertThat(answerTo(endless))
                .startsWith("HTTP/1.1 413")
                .endsWith("{\"status\":\"error\",\"message\":\"The body is larger than 1 MiB\"}");
    }

    @Test
    void leavesAGoodRequestAlone() throws IOException {
        assertThat(answerTo("POST /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbody"))
                .startsWith("HTTP/1.1 200")
                .endsWith("body");
    }

    @Test
    void tellsNothingOfAFailure() throws IOException {
        assertThat(answerTo("GET /broken HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("secret");
        assertThat(answerTo("GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 404");
        assertThat(answerTo("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405");
    }
}
