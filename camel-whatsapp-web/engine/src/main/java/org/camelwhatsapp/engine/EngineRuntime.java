package org.camelwhatsapp.engine;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.InstantSource;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.store.Store;
import org.camelwhatsapp.engine.store.jdbc.JdbcStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
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
    private final Store store;
    private final StoreMaintenance maintenance;
    private final MediaClients mediaClients;

    private EngineRuntime(SystemScheduling scheduling, Environment environment, Vertx vertx, JdbcStore store) {
        this.scheduling = scheduling;
        this.environment = environment;
        this.vertx = vertx;
        this.store = store;
        this.mediaClients = new MediaClients(vertx, environment.scheduling());
        this.maintenance = new StoreMaintenance(store, environment, Retention.DEFAULT);
        maintenance.start();
    }

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
            return new EngineRuntime(scheduling, environment, vertx, store);
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

    MediaClients mediaClients() {
        return mediaClients;
    }

    public Curve25519 curve() {
        return Curve25519.fastest();
    }

    @Override
    public void close() {
        maintenance.close();
        mediaClients.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        store.close();
        scheduling.close();
    }
}
