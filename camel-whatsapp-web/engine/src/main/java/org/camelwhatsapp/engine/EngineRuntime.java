package org.camelwhatsapp.engine;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.session.Gauge;
import org.camelwhatsapp.engine.socket.VertxTransportFactory;
import org.camelwhatsapp.engine.store.Store;
import org.camelwhatsapp.engine.store.jdbc.JdbcStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreLimits;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.camelwhatsapp.engine.store.jdbc.LaneStatistics;
import org.camelwhatsapp.engine.store.jdbc.Retention;
import org.camelwhatsapp.engine.store.jdbc.StoreMaintenance;

/**
 * What all sessions of a process share: threads, event loops, the store. One per process is the rule. Thread-safe. Close
 * it after the clients.
 */
public final class EngineRuntime implements AutoCloseable {
    private static final int EVENT_LOOPS = 2;

    private final SystemScheduling scheduling;
    private final Environment environment;
    private final Vertx vertx;
    private final JdbcStore store;
    private final JdbcStoreLimits storeLimits;
    private final StoreMaintenance maintenance;
    private final MediaClients mediaClients;
    private final VertxTransportFactory transports;

    private EngineRuntime(SystemScheduling scheduling, Environment environment, Vertx vertx, Opened opened) {
        this.scheduling = scheduling;
        this.environment = environment;
        this.vertx = vertx;
        this.store = opened.store();
        this.storeLimits = opened.limits();
        this.transports = new VertxTransportFactory(vertx);
        this.mediaClients = new MediaClients(vertx, environment.scheduling());
        this.maintenance = new StoreMaintenance(opened.store(), environment, opened.retention());
        maintenance.start();
    }

    private record Opened(JdbcStore store, JdbcStoreLimits limits, Retention retention) {}

    /**
     * Starts the threads and opens the store. Blocks.
     *
     * @throws org.camelwhatsapp.engine.store.StoreException if the store cannot be opened
     */
    public static EngineRuntime open(JdbcStoreOptions storeOptions) {
        SystemScheduling scheduling = SystemScheduling.forThisMachine();
        Environment environment = new Environment(InstantSource.system(), new SecureRandomSource(), scheduling);
        try {
            JdbcStore store = new JdbcStore(storeOptions, environment);
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
            return new EngineRuntime(
                    scheduling, environment, vertx, new Opened(store, storeOptions.limits(), storeOptions.retention()));
        } catch (RuntimeException e) {
            scheduling.close();
            throw e;
        }
    }

    public Environment environment() {
        return environment;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Store store() {
        return store;
    }

    /** How full the queues are that all sessions share: tasks that wait for a thread, commits that wait for the disk. */
    public List<Gauge> metrics() {
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(new Gauge("engine.computeTasks", scheduling.computeQueueSize(), SystemScheduling.COMPUTE_QUEUE));
        gauges.add(new Gauge("engine.blockingTasks", scheduling.blockingQueueSize(), SystemScheduling.BLOCKING_QUEUE));
        int lane = 0;
        for (LaneStatistics statistics : store.lanes()) {
            String name = "store.lane" + lane++;
            gauges.add(new Gauge(name + ".commits", statistics.queuedCommits(), storeLimits.queuedCommits()));
            gauges.add(new Gauge(name + ".bytes", statistics.queuedBytes(), storeLimits.queuedBytes()));
        }
        return gauges;
    }

    MediaClients mediaClients() {
        return mediaClients;
    }

    /** The WebSockets of all sessions: one client, and one TLS context, per kind of trust. */
    VertxTransportFactory transports() {
        return transports;
    }

    public Curve25519 curve() {
        return Curve25519.fastest();
    }

    @Override
    public void close() {
        maintenance.close();
        mediaClients.close();
        transports.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        scheduling.close();
    }
}
