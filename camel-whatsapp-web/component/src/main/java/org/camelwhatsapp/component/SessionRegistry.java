package org.camelwhatsapp.component;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.ReconnectPolicy;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
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

    private static final class Use {
        private final WhatsAppClient client;
        private int count;

        private Use(WhatsAppClient client) {
            this.client = client;
        }
    }

    /** Takes a session into use. Blocks while the store is opened. */
    public synchronized WhatsAppClient acquire(String session, WhatsAppWebConfiguration configuration) {
        Use use = sessions.get(session);
        if (use == null) {
            if (sessions.size() >= MAX_SESSIONS) {
                throw new IllegalStateException("more than " + MAX_SESSIONS + " sessions");
            }
            use = new Use(WhatsAppClient.create(options(session, configuration), runtime(configuration)));
            sessions.put(session, use);
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

    private EngineRuntime runtime(WhatsAppWebConfiguration configuration) {
        EngineRuntime present = runtime;
        if (present == null) {
            present = EngineRuntime.open(storeOptions(configuration));
            runtime = present;
        }
        return present;
    }

    private static JdbcStoreOptions storeOptions(WhatsAppWebConfiguration configuration) {
        String passphrase = configuration.getStorePassphrase();
        if (passphrase == null || passphrase.isEmpty()) {
            throw new IllegalArgumentException("storePassphrase is required: it protects the stored keys");
        }
        String url = configuration.getStoreUrl();
        if (!url.startsWith("jdbc:")) {
            Path file = Path.of(url).toAbsolutePath();
            try {
                Path directory = file.getParent();
                if (directory != null) {
                    Files.createDirectories(directory);
                }
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException("storeUrl: the directory cannot be made", e);
            }
            return JdbcStoreOptions.sqlite(file, passphrase);
        }
        return JdbcStoreOptions.of(url, configuration.getStoreUser(), configuration.getStorePassword(), passphrase);
    }

    private static WhatsAppClientOptions options(String session, WhatsAppWebConfiguration configuration) {
        ClientIdentity named = ClientIdentity.named(configuration.getDeviceName());
        String version = configuration.getClientVersion();
        ClientIdentity identity = version == null
                ? named
                : new ClientIdentity(version, named.deviceName(), named.platform(), named.fullHistory());
        SessionOptions defaults = SessionOptions.defaults(identity);
        SessionOptions options = new SessionOptions(
                identity,
                new ReconnectPolicy(
                        configuration.getReconnectInitialDelay(), configuration.getReconnectMaxDelay(), 2.0, 0.2, 0),
                defaults.keepAlive(),
                Duration.ofMillis(configuration.getRequestTimeout()),
                defaults.loginTimeout(),
                defaults.qrPrefix());
        String rootKey = configuration.getNoiseRootKey();
        SocketOptions socket = new SocketOptions(
                URI.create(configuration.getServerUrl()),
                rootKey == null
                        ? NoiseRoot.PRODUCTION
                        : new NoiseRoot(java.util.HexFormat.of().parseHex(rootKey), 0),
                trust(configuration),
                null,
                Duration.ofSeconds(20));
        return WhatsAppClientOptions.of(session).withSocket(socket).withOptions(options);
    }

    private static TlsTrust trust(WhatsAppWebConfiguration configuration) {
        if (configuration.isInsecureTrustAll()) {
            return TlsTrust.insecure();
        }
        String certificate = configuration.getTlsCertificate();
        return certificate == null ? TlsTrust.SYSTEM : TlsTrust.ofPem(certificate);
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(use -> use.client.close());
        sessions.clear();
        EngineRuntime present = runtime;
        runtime = null;
        if (present != null) {
            present.close();
        }
    }
}
