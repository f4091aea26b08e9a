package org.camelwhatsapp.engine.socket;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Base64;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.noise.HandshakeParameters;
import org.camelwhatsapp.engine.noise.NoiseHandshake;
import org.camelwhatsapp.engine.session.LinkFactory;
import org.camelwhatsapp.engine.session.LinkListener;
import org.camelwhatsapp.engine.session.LinkRequest;

/** Opens links over WebSockets. The only place that opens a chat connection. Thread-safe. */
public final class NoiseLinkFactory implements LinkFactory, AutoCloseable {
    private static final int MAX_CONNECTIONS = 10_000;
    private static final int MAX_WEBSOCKET_MESSAGE = 17 << 20;

    private final SocketOptions options;
    private final Curve25519 curve;
    private final Environment environment;
    private final WebSocketClient client;

    public NoiseLinkFactory(Vertx vertx, SocketOptions options, Curve25519 curve, Environment environment) {
        this.options = options;
        this.curve = curve;
        this.environment = environment;
        WebSocketClientOptions clientOptions = options.trust()
                .applyTo(new WebSocketClientOptions())
                .setMaxConnections(MAX_CONNECTIONS)
                .setMaxFrameSize(MAX_WEBSOCKET_MESSAGE)
                .setMaxMessageSize(MAX_WEBSOCKET_MESSAGE)
                .setTrustAll(options.trust().insecureTrustAll())
                .setVerifyHost(!options.trust().insecureTrustAll())
                .setConnectTimeout((int) options.connectTimeout().toMillis());
        if (options.proxy() != null) {
            clientOptions.setProxyOptions(options.proxy().toVertx());
        }
        client = vertx.createWebSocketClient(clientOptions);
    }

    @Override
    public void open(LinkRequest request, LinkListener listener) {
        byte[] routing = request.routingInfo();
        String path = options.server().getRawPath().isEmpty() ? "/" : options.server().getRawPath();
        if (routing != null) {
            path += "?ED=" + Base64.getUrlEncoder().withoutPadding().encodeToString(routing);
        }
        WebSocketConnectOptions connect = new WebSocketConnectOptions()
                .setSsl(options.isTls())
                .setHost(options.server().getHost())
                .setPort(options.port())
                .setURI(path)
                .addHeader("Origin", "https://web.whatsapp.com");
        NoiseHandshake handshake = handshake(request);
        client.connect(connect).onComplete(result -> {
            if (result.succeeded()) {
                new NoiseLink(result.result(), handshake, listener).start(request);
            } else {
                listener.onClosed(result.cause());
            }
        });
    }

    private NoiseHandshake handshake(LinkRequest request) {
        HandshakeParameters parameters = new HandshakeParameters(
                curve,
                environment.random(),
                options.root(),
                environment.time().instant(),
                request.noiseKey(),
                request.clientPayload());
        byte[] known = request.serverStaticKey();
        return known == null ? NoiseHandshake.full(parameters) : NoiseHandshake.resume(parameters, known);
    }

    @Override
    public void close() {
        client.close();
    }
}
