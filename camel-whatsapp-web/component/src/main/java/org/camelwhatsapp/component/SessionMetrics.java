package org.camelwhatsapp.component;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.session.Gauge;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sizes of a session's queues and caches, for health checks and the console, which may not wait for long. */
final class SessionMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(SessionMetrics.class);
    private static final int PATIENCE_MILLIS = 500;
    /** Caches are full in ordinary use; what waits in a queue should not be. */
    private static final List<String> QUEUES = List.of(
            "session.mailbox",
            "session.requests",
            "session.events",
            "message.arrived",
            "message.undelivered",
            "message.underWay",
            "message.ratchetsNotDurable",
            "media.waitingTransfers");

    private SessionMetrics() {}

    /** The sizes as they are now; none of a session that is too busy to say, or closed. */
    static List<Gauge> of(WhatsAppClient client) {
        try {
            return client.metrics().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debug("session {} does not tell its sizes", client.name(), e);
            return List.of();
        }
    }

    /** Whether this is a queue of which nine tenths are used. */
    static boolean isNearlyFull(Gauge gauge) {
        return QUEUES.contains(gauge.name()) && gauge.size() * 10 >= gauge.capacity() * 9;
    }
}
