package org.camelwhatsapp.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refusals that no route makes, and bodies that never end. */
class HttpGuardTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        start(new HttpGuard.Patience(200, 500));
    }

    private void start(HttpGuard.Patience patience) throws Exception {
        Router router = Router.router(vertx);
        HttpGuard.install(router, patience);
        router.post("/echo")
                .handler(BodyHandler.create(false).setBodyLimit(100))
                .handler(context -> context.end(context.body().buffer()));
        router.get("/broken").handler(context -> {
            throw new IllegalStateException("a secret");
        });
        server = vertx.createHttpServer()
                .requestHandler(router)
                .connectionHandler(connection -> connections.incrementAndGet())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Sends and reads until the server closes, which it must. */
    private String answerTo(String request) throws IOException {
        try (Socket socket = connect()) {
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
    void letsOneWhoStillWritesReadTheRefusalAndThenCloses() throws Exception {
        start(new HttpGuard.Patience(200, 600_000));
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 200\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            String refusal = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            assertThat(refusal).isEqualTo("HTTP/1.1 413");
            socket.getOutputStream().write(new byte[200]);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .endsWith("{\"status\":\"error\",\"message\":\"The body is larger than 1 MiB\"}");
        }
    }

    @Test
    void refusesOverHttp2AndServesOthersOnTheSameConnection() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        URI base = URI.create("http://127.0.0.1:" + server.actualPort());
        HttpRequest small = HttpRequest.newBuilder(base.resolve("/echo"))
                .POST(HttpRequest.BodyPublishers.ofString("body"))
                .build();
        HttpRequest large = HttpRequest.newBuilder(base.resolve("/echo"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_000_000)))
                .build();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> echo = client.send(small, HttpResponse.BodyHandlers.ofString());
            assertThat(echo.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(echo.body()).isEqualTo("body");
            HttpResponse<String> refusal = client.send(large, HttpResponse.BodyHandlers.ofString());
            assertThat(refusal.statusCode()).isEqualTo(413);
        }
        assertThat(connections).hasValue(1);
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
