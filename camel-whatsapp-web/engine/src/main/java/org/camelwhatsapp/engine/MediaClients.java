package org.camelwhatsapp.engine;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.media.MediaException;
import org.camelwhatsapp.engine.media.MediaHttp;
import org.camelwhatsapp.engine.socket.ProxySettings;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.jspecify.annotations.Nullable;

/**
 * The connections to media hosts, shared by all sessions with the same trust and proxy. Thread-safe. With more than
 * {@value #MAX_CLIENTS} combinations a further one is refused.
 */
final class MediaClients implements AutoCloseable {
    private static final int MAX_CLIENTS = 64;
    private static final int MAX_CONNECTIONS_PER_HOST = 64;
    private static final Duration STALL_LIMIT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Scheduling scheduling;
    private final Map<Way, MediaHttp> clients = new HashMap<>();

    private record Way(TlsTrust trust, @Nullable ProxySettings proxy) {}

    MediaClients(Vertx vertx, Scheduling scheduling) {
        this.vertx = vertx;
        this.scheduling = scheduling;
    }

    /** @throws MediaException if there are too many combinations */
    synchronized MediaHttp of(SocketOptions options) {
        Way way = new Way(options.trust(), options.proxy());
        if (!clients.containsKey(way) && clients.size() >= MAX_CLIENTS) {
            throw new MediaException(
                    "more than " + MAX_CLIENTS + " combinations of trust and proxy in one process", false, null);
        }
        return clients.computeIfAbsent(
                way,
                key -> new MediaHttp(
                        vertx,
                        options.httpClientOptions().setMaxPoolSize(MAX_CONNECTIONS_PER_HOST),
                        scheduling,
                        STALL_LIMIT));
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(MediaHttp::close);
        clients.clear();
    }
}
