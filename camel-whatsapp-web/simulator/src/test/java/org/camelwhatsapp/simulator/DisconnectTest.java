package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** A machine with other work may stand still for seconds, but not each time. */
    private static final int TRIES = 3;

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

    /** Whether all ends within the limit; a machine that stands still for longer is given another try by the caller. */
    private static boolean endsPromptly(CompletableFuture<?> all) throws Exception {
        try {
            all.get(PROMPT.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            all.get(120, TimeUnit.SECONDS);
            return false;
        }
    }

    @Test
    void threeClientsOfOneProcessCloseTogether() throws Exception {
        boolean prompt = false;
        for (int tried = 0; tried < TRIES && !prompt; tried++) {
            prompt = closePromptly(List.of(client(3 * tried), client(3 * tried + 1), client(3 * tried + 2)));
        }
        assertThat(prompt).isTrue();
    }

    private boolean closePromptly(List<TestClient> clients) throws Exception {
        // Two with something under way, one without.
        List<CompletableFuture<?>> sends = new ArrayList<>();
        for (TestClient client : clients.subList(0, 2)) {
            for (int i = 0; i < 20; i++) {
                sends.add(client.client
                        .sendText(friend.phoneJid(), "message " + i)
                        .toCompletableFuture());
            }
        }
        boolean prompt = endsPromptly(CompletableFuture.allOf(clients.stream()
                .map(client -> client.client.disconnect().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
        clients.forEach(client -> assertThat(client.client.state()).isEqualTo(ConnectionState.STOPPED));
        prompt &= endsPromptly(CompletableFuture.allOf(clients.stream()
                .map(client -> CompletableFuture.runAsync(client::close))
                .toArray(CompletableFuture<?>[]::new)));
        assertThat(sends).hasSize(40);
        return prompt;
    }

    @Test
    void aQuietClientClosesAtOnce() throws Exception {
        try (TestClient client = client(1)) {
            boolean prompt = false;
            for (int tried = 0; tried < TRIES && !prompt; tried++) {
                client.client.connect();
                client.ready();
                prompt = endsPromptly(client.client.disconnect().toCompletableFuture());
                assertThat(client.client.state()).isEqualTo(ConnectionState.STOPPED);
            }
            assertThat(prompt).isTrue();
        }
    }

    @Test
    void callsAfterADisconnectFailAtOnce() throws Exception {
        try (TestClient client = client(1)) {
            client.client.disconnect().toCompletableFuture().get(120, TimeUnit.SECONDS);
            List<CompletableFuture<?>> calls = List.of(
                    client.client.sendText(friend.phoneJid(), "too late").toCompletableFuture(),
                    client.client.with(GroupFeature.class, GroupFeature::joined).toCompletableFuture(),
                    client.client
                            .with(PresenceFeature.class, presence -> presence.subscribe(Jid.phone("15550001099")))
                            .toCompletableFuture());
            for (CompletableFuture<?> call : calls) {
                // Half of what an answer may take.
                assertThat(call.handle((value, failure) -> failure)
                                .get(TestClient.PATIENCE.toSeconds() / 2, TimeUnit.SECONDS))
                        .isInstanceOfSatisfying(
                                NotConnectedException.class,
                                failure -> assertThat(failure.isRetryable()).isTrue());
            }
            assertThat(friend.inbox()).isEmpty();
        }
    }
}
