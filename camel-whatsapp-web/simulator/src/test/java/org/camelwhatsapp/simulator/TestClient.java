package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.ClientIdentity;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.ReconnectPolicy;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.socket.SocketOptions;
import org.camelwhatsapp.engine.socket.TlsTrust;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreLimits;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;

/** Our engine as a party of a test: a client with a store of its own, and everything it reported. */
final class TestClient implements AutoCloseable {
    /** As long as a machine with other work may take. It costs nothing where all is well. */
    static final Duration PATIENCE = Duration.ofSeconds(120);

    final EngineRuntime runtime;
    final WhatsAppClient client;
    final List<Event> events = new CopyOnWriteArrayList<>();

    TestClient(Simulator simulator, Path directory, String session) {
        this(simulator, directory, session, UnaryOperator.identity());
    }

    TestClient(Simulator simulator, Path directory, String session, UnaryOperator<WhatsAppClientOptions> adjusted) {
        this(simulator, store(directory, session), session, adjusted);
    }

    TestClient(Simulator simulator, Path directory, String session, JdbcStoreLimits limits) {
        this(simulator, store(directory, session).withLimits(limits), session, UnaryOperator.identity());
    }

    private static JdbcStoreOptions store(Path directory, String session) {
        return JdbcStoreOptions.sqlite(directory.resolve(session + ".db"), "test")
                .withIterations(1_000);
    }

    private TestClient(
            Simulator simulator,
            JdbcStoreOptions store,
            String session,
            UnaryOperator<WhatsAppClientOptions> adjusted) {
        runtime = EngineRuntime.open(store);
        SessionOptions defaults = SessionOptions.defaults(ClientIdentity.named("test"));
        SessionOptions options = new SessionOptions(
                defaults.identity(),
                new ReconnectPolicy(50, 500, 2, 0.2, 0),
                defaults.keepAlive(),
                PATIENCE,
                PATIENCE,
                "");
        SocketOptions socket = new SocketOptions(
                simulator.webSocketUri(),
                simulator.noiseRoot(),
                TlsTrust.ofPem(simulator.certificatePem()),
                null,
                PATIENCE);
        client = WhatsAppClient.create(
                adjusted.apply(
                        WhatsAppClientOptions.of(session).withSocket(socket).withOptions(options)),
                runtime);
        client.addListener(event -> {
            events.add(event);
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Connects, lets the phone scan, and waits until sends are possible. */
    TestClient paired(Phone phone) {
        client.connect();
        phone.scan(awaitEvent(QrCodeIssued.class, code -> true).text());
        return ready();
    }

    TestClient ready() {
        awaitState(ConnectionState.READY);
        return this;
    }

    void awaitState(ConnectionState state) {
        Awaitility.await("state " + state)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.state()).isEqualTo(state));
    }

    <E extends Event> E awaitEvent(Class<E> type, Predicate<E> wanted) {
        return Awaitility.await(type.getSimpleName())
                .atMost(PATIENCE)
                .until(
                        () -> events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(wanted)
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        client.close();
        runtime.close();
    }
}
