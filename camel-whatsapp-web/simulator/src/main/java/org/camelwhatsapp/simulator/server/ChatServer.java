package org.camelwhatsapp.simulator.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.simulator.fault.Faults;
import org.camelwhatsapp.simulator.media.TlsIdentity;
import org.jspecify.annotations.Nullable;

/** Accepts WebSockets on the loopback address. */
public final class ChatServer {
    private static final int MAX_MESSAGE = 17 << 20;
    /** A client that has not finished its handshake by then is sent away. */
    private static final long HANDSHAKE_MILLIS = 20_000;

    private final HttpServer server;
    private long handshakeMillis = HANDSHAKE_MILLIS;
    private int mostConnections = 20_000;
    private int connections;

    public ChatServer(
            Vertx vertx,
            ServerCertificates certificates,
            RandomSource random,
            ConnectionHandler handler,
            Faults faults,
            @Nullable TlsIdentity tls) {
        Curve25519 curve = Curve25519.fastest();
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setMaxWebSocketFrameSize(MAX_MESSAGE)
                .setMaxWebSocketMessageSize(MAX_MESSAGE);
        if (tls != null) {
            options.setSsl(true).setKeyCertOptions(tls.keyCertOptions());
        }
        server = vertx.createHttpServer(options).connectionHandler(this::count).webSocketHandler(socket -> {
            Connection connection =
                    new Connection(socket, new ServerHandshake(certificates, curve, random), handler, faults);
            vertx.setTimer(handshakeMillis, id -> connection.endUnlessOpen());
        });
    }

    /** How many connections there may be, and how long the handshake of each may take; before {@link #listen}. */
    void setLimits(int most, long millis) {
        mostConnections = most;
        handshakeMillis = millis;
    }

    private void count(HttpConnection connection) {
        if (connections >= mostConnections) {
            connection.close();
            return;
        }
        connections++;
        connection.closeHandler(v -> connections--);
    }

    /** Completes with the port. */
    public CompletionStage<Integer> listen(int port) {
        return server.listen(port, "127.0.0.1").map(HttpServer::actualPort).toCompletionStage();
    }
}
