package org.camelwhatsapp.component;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.jspecify.annotations.Nullable;

/**
 * The sessions in use, counted by the endpoints that use them. The first use opens a session, the last one closes it; the
 * store and the threads are opened with the first session. Thread-safe.
 */
public final class SessionRegistry implements AutoCloseable {
    private static final int MAX_SESSIONS = 10_000;

    private final Map<String, Use> sessions = new LinkedHashMap<>();
    private @Nullable EngineRuntime runtime;
    private @Nullable JdbcStoreOptions store;

    private static final class Use {
        private final WhatsAppClient client;
        private final WhatsAppClientOptions options;
        private int count;

        private Use(WhatsAppClient client, WhatsAppClientOptions options) {
            this.client = client;
            this.options = options;
        }
    }

    /**
     * Takes a session into use. Blocks while the store is opened.
     *
     * @throws IllegalArgumentException if an option is wrong, or the session is in use with other options
     */
    public synchronized WhatsAppClient acquire(String session, WhatsAppWebConfiguration configuration) {
        WhatsAppClientOptions options = SessionSettings.client(session, configuration);
        EngineRuntime engine = runtime(SessionSettings.store(configuration));
        Use use = sessions.get(session);
        if (use == null) {
            if (sessions.size() >= MAX_SESSIONS) {
                throw new IllegalStateException("more than " + MAX_SESSIONS + " sessions");
            }
            use = new Use(WhatsAppClient.create(options, engine), options);
            sessions.put(session, use);
        } else if (!use.options.equals(options)) {
            throw new IllegalArgumentException("session '" + session
                    + "' is in use with other options of the connection: give them once, on the component");
        }
        use.count++;
        return use.client;
    }

    /** Gives a session back; the last user closes it. */
    public synchronized void release(String session) {
        Use use = sessions.get(session);
        if (use != null && --use.count == 0) {
            sessions.remove(session);
            use.client.close();
        }
    }

    /** The sessions in use. */
    public synchronized Map<String, WhatsAppClient> clients() {
        Map<String, WhatsAppClient> clients = new LinkedHashMap<>();
        sessions.forEach((name, use) -> clients.put(name, use.client));
        return clients;
    }

    private EngineRuntime runtime(JdbcStoreOptions options) {
        EngineRuntime present = runtime;
        if (present == null) {
            present = EngineRuntime.open(options);
            runtime = present;
            store = options;
        } else if (!options.equals(store)) {
            throw new IllegalArgumentException(
                    "storeUrl: all sessions of a component share one store; use a second component for another");
        }
        return present;
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(use -> use.client.close());
        sessions.clear();
        EngineRuntime present = runtime;
        runtime = null;
        store = null;
        if (present != null) {
            present.close();
        }
    }
}
