package org.camelwhatsapp.engine.socket;

import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect and whom to believe.
 *
 * @param server a {@code ws} or {@code wss} address
 * @param root whom the server's Noise certificates must go back to
 * @param trust whose TLS certificates are believed
 * @param proxy a proxy, or null
 * @param connectTimeout for TCP, proxy, TLS and upgrade together, and as long again for the handshake; 1 s to 5 min
 */
public record SocketOptions(
        URI server,
        NoiseRoot root,
        TlsTrust trust,
        @Nullable ProxySettings proxy,
        Duration connectTimeout) {
    /** The real service. */
    public static final URI PRODUCTION = URI.create("wss://web.whatsapp.com/ws/chat");

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    public SocketOptions {
        String scheme = server.getScheme();
        if (!"ws".equals(scheme) && !"wss".equals(scheme) || server.getHost() == null) {
            throw new IllegalArgumentException("serverUrl is a ws:// or wss:// address with a host");
        }
        if (connectTimeout.compareTo(SHORTEST) < 0 || connectTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("connectTimeout is from 1 s to 5 min");
        }
    }

    public static SocketOptions production() {
        return new SocketOptions(PRODUCTION, NoiseRoot.PRODUCTION, TlsTrust.SYSTEM, null, Duration.ofSeconds(20));
    }

    /** How HTTP clients trust and reach hosts of the same service, such as the media hosts. */
    public HttpClientOptions httpClientOptions() {
        HttpClientOptions options = trust.applyTo(new HttpClientOptions());
        if (proxy != null) {
            options.setProxyOptions(proxy.toVertx().setConnectTimeout(connectTimeout));
        }
        return options.setTrustAll(trust.insecureTrustAll()).setVerifyHost(!trust.insecureTrustAll());
    }

    boolean isTls() {
        return "wss".equals(server.getScheme());
    }

    int port() {
        return server.getPort() > 0 ? server.getPort() : isTls() ? 443 : 80;
    }
}
