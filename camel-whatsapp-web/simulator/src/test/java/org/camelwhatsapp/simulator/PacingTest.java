package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pacing.PacingOptions;
import org.camelwhatsapp.engine.pacing.PacingStatus;
import org.camelwhatsapp.engine.pacing.Rate;
import org.camelwhatsapp.engine.pacing.StrangerLimit;
import org.camelwhatsapp.simulator.fault.Fault;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for its turn is on disk: nothing is lost or sent twice, and the order stays. */
class PacingTest {
    private static final int MESSAGES = 5;

    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone own;
    private Phone friend;
    private TestClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        own = simulator.addAccount("15550001001", "Alice");
        friend = simulator.addAccount("15550001002", "Bob");
    }

    @AfterEach
    void stop() {
        client.close();
        simulator.close();
    }

    private TestClient open(int chatPerMinute) {
        PacingOptions options = new PacingOptions(
                true,
                new Rate(6_000, 100),
                new Rate(chatPerMinute, 2),
                0.3,
                Duration.ofMinutes(10),
                new StrangerLimit(10, 10, 0));
        return new TestClient(simulator, directory, "alice", settings -> settings.withPacing(options));
    }

    private PacingStatus status() {
        return client.client
                .with(PacingFeature.class, PacingFeature::status)
                .toCompletableFuture()
                .join();
    }

    private void sendAll() {
        IntStream.range(0, MESSAGES).forEach(i -> client.client.sendText(friend.phoneJid(), "message " + i));
    }

    private void allArriveOnceAndInOrder() {
        friend.awaitText("message " + (MESSAGES - 1), TestClient.PATIENCE);
        List<String> texts =
                friend.inbox().stream().map(received -> received.text()).toList();
        assertThat(texts).containsExactly("message 0", "message 1", "message 2", "message 3", "message 4");
    }

    @Test
    void messagesThatWaitAreSentAfterARestart() {
        client = open(1).paired(own);
        sendAll();
        friend.awaitText("message 1", TestClient.PATIENCE);
        await().atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(status().waiting()).isEqualTo(MESSAGES - 2));
        client.close();
        assertThat(friend.inbox()).hasSize(2);

        client = open(120);
        client.client.connect();
        allArriveOnceAndInOrder();
        await().atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(status().waiting()).isZero());
        assertThat(status().strangersToday()).isEqualTo(1);
    }

    @Test
    void messagesThatWaitSurviveALostConnection() {
        client = open(60).paired(own);
        // With the first message, so that the others wait behind it however slow the machine is.
        Fault lost = simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.CUT).tag("message"));
        sendAll();
        lost.over().orTimeout(120, TimeUnit.SECONDS).join();
        allArriveOnceAndInOrder();
    }
}
