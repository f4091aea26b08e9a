package org.camelwhatsapp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.fault.Faults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that never come to the point. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ChatServerTest {
    private final Vertx vertx = Vertx.vertx();
    private ChatServer server;

    /** No client gets so far. */
    private static final ConnectionHandler NOBODY = new ConnectionHandler() {
        @Override
        public void onOpen(Connection connection, byte[] clientStatic, byte[] clientPayload) {}

        @Override
        public void onStanza(Connection connection, Node stanza) {}

        @Override
        public void onClosed(Connection connection) {}
    };

    @BeforeEach
    void start() {
        SecureRandomSource random = new SecureRandomSource();
        server = new ChatServer(
                vertx,
                new ServerCertificates(Curve25519.fastest(), random, 1_700_000_000L),
                random,
                NOBODY,
                new Faults(vertx),
                null);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static CompletableFuture<WebSocket> connect(int port, CompletableFuture<Integer> closed) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/chat"), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                        closed.complete(code);
                        return null;
                    }
                });
    }

    private static CompletableFuture<WebSocket> connect(int port) {
        return connect(port, new CompletableFuture<>());
    }

    @Test
    void aClientThatSaysNothingIsSentAway() throws Exception {
        server.setLimits(10, 100);
        int port = server.listen(0).toCompletableFuture().join();
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        connect(port, closed).join();
        assertThat(closed.get(120, TimeUnit.SECONDS)).isPositive();
    }

    @Test
    void noMoreConnectionsThanThereMayBeAreTaken() {
        server.setLimits(2, 600_000);
        int port = server.listen(0).toCompletableFuture().join();
        WebSocket first = connect(port).join();
        connect(port).join();
        assertThat(connect(port)).failsWithin(Duration.ofSeconds(120));
        first.abort();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(() -> connect(port)
                        .handle((socket, failure) -> failure == null)
                        .join());
    }
}
