package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of connections: at once, also of several together, and calls afterwards do not hang. */
class DisconnectTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final Simulator simulator = Simulator.start();
    private final Phone friend = simulator.addAccount("15550001099", "Friend");

    @AfterEach
    void stop() {
        simulator.close();
    }

    private TestClient client(int number) {
        Phone phone = simulator.addAccount("1555000100" + number, "Person " + number);
        return new TestClient(simulator, directory, "person" + number).paired(phone);
    }

    private static void awaitPromptly(CompletableFuture<?> all) throws Exception {
        all.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void threeClientsOfOneProcessCloseTogether() throws Exception {
        List<TestClient> clients = List.of(client(1), client(2), client(3));
        // Two with something under way, one without.
        List<CompletableFuture<?>> sends = new ArrayList<>();
        for (TestClient client : clients.subList(0, 2)) {
            for (int i = 0; i < 20; i++) {
                sends.add(client.client
                        .sendText(friend.phoneJid(), "message " + i)
                        .toCompletableFuture());
            }
        }
        awaitPromptly(CompletableFuture.allOf(clients.stream()
                .map(client -> client.client.disconnect().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
        clients.forEach(client -> assertThat(client.client.state()).isEqualTo(ConnectionState.STOPPED));
        awaitPromptly(CompletableFuture.allOf(clients.stream()
                .map(client -> CompletableFuture.runAsync(client::close))
                .toArray(CompletableFuture<?>[]::new)));
        assertThat(sends).hasSize(40);
    }

    @Test
    void aQuietClientClosesAtOnce() throws Exception {
        try (TestClient client = client(1)) {
            awaitPromptly(client.client.disconnect().toCompletableFuture());
            assertThat(client.client.state()).isEqualTo(ConnectionState.STOPPED);
        }
    }

    @Test
    void callsAfterADisconnectFailAtOnce() throws Exception {
        try (TestClient client = client(1)) {
            awaitPromptly(client.client.disconnect().toCompletableFuture());
            List<CompletableFuture<?>> calls = List.of(
                    client.client.sendText(friend.phoneJid(), "too late").toCompletableFuture(),
                    client.client.with(GroupFeature.class, GroupFeature::joined).toCompletableFuture(),
                    client.client
                            .with(PresenceFeature.class, presence -> presence.subscribe(Jid.phone("15550001099")))
                            .toCompletableFuture());
            for (CompletableFuture<?> call : calls) {
                assertThat(call.handle((value, failure) -> failure).get(1, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                NotConnectedException.class,
                                failure -> assertThat(failure.isRetryable()).isTrue());
            }
            assertThat(friend.inbox()).isEmpty();
        }
    }
}
