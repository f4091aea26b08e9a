package org.camelwhatsapp.engine.socket;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.TrustOptions;
import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.session.FatalLinkException;

/**
 * Opens WebSockets with Vert.x, shared by all sessions of a process. Thread-safe. One client per kind of trust, as each
 * holds a TLS context of its own; with more than {@value #MAX_CLIENTS} kinds a further one is refused.
 */
public final class VertxTransportFactory implements TransportFactory, AutoCloseable {
    private static final int MAX_CLIENTS = 64;
    /** A WebSocket frame may hold any number of protocol frames, yet one message never needs more than two of the longest. */
    private static final int MAX_WEBSOCKET_FRAME = 2 * (FrameFormat.MAX_PAYLOAD_BYTES + 1);

    /** Per server, where each session has one. Vert.x lets those beyond wait in silence, so there must be none beyond. */
    private static final int MAX_CONNECTIONS = Integer.MAX_VALUE;

    private static final int CLOSING_SECONDS = 2;
    private static final String ORIGIN = "https://web.whatsapp.com";

    private final Vertx vertx;
    private final Map<TlsTrust, WebSocketClient> clients = new HashMap<>();

    /** @param vertx not closed by this object */
    public VertxTransportFactory(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Transport open(TransportRequest request, TransportListener listener) {
        VertxTransport transport = new VertxTransport(vertx.getOrCreateContext(), listener);
        transport.connect(client(request.options().trust()), connectOptions(request));
        return transport;
    }

    /** How many clients there are, one per kind of trust. */
    public int clientCount() {
        synchronized (clients) {
            return clients.size();
        }
    }

    private WebSocketClient client(TlsTrust trust) {
        synchronized (clients) {
            if (!clients.containsKey(trust) && clients.size() >= MAX_CLIENTS) {
                throw new FatalLinkException("more than " + MAX_CLIENTS + " different TLS trusts in one process", null);
            }
            return clients.computeIfAbsent(trust, key -> vertx.createWebSocketClient(clientOptions(key)));
        }
    }

    private static WebSocketClientOptions clientOptions(TlsTrust trust) {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setMaxFrameSize(MAX_WEBSOCKET_FRAME)
                .setMaxMessageSize(MAX_WEBSOCKET_FRAME)
                .setMaxConnections(MAX_CONNECTIONS)
                .setTryUsePerMessageCompression(false)
                .setTryUsePerFrameCompression(false)
                .setClosingTimeout(CLOSING_SECONDS)
                .setTcpKeepAlive(true);
        TrustOptions own = trust.trustOptions();
        if (own != null) {
            options.setTrustOptions(own);
        }
        return options.setTrustAll(trust.insecureTrustAll()).setVerifyHost(!trust.insecureTrustAll());
    }

    private static WebSocketConnectOptions connectOptions(TransportRequest request) {
        SocketOptions socket = request.options();
        String host = socket.server().getHost();
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost(host.startsWith("[") ? host.substring(1, host.length() - 1) : host)
                .setPort(socket.port())
                .setSsl(socket.isTls())
                .setURI(request.pathAndQuery())
                .setTimeout(socket.connectTimeout().toMillis())
                .addHeader("Origin", ORIGIN)
                .addHeader("Cache-Control", "no-cache")
                .addHeader("Pragma", "no-cache");
        if (request.routingInfo() != null) {
            options.addHeader("Cookie", "sticky_routing=");
        }
        ProxySettings proxy = socket.proxy();
        if (proxy != null) {
            options.setProxyOptions(proxy.toVertx().setConnectTimeout(socket.connectTimeout()));
        }
        return options;
    }

    /** Closes the clients and with them every transport. */
    @Override
    public void close() {
        synchronized (clients) {
            clients.values().forEach(WebSocketClient::close);
            clients.clear();
        }
    }
}
