package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.camelwhatsapp.engine.message.ResendOptions;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.simulator.fault.Fault;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that the server could not take go out again, as often as was asked for and no oftener. */
class ResendTest {
    private static final Duration SHORT = Duration.ofMillis(20);

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

    private TestClient open(int tries, Duration first) {
        ResendOptions options = new ResendOptions(tries, first, Duration.ofMinutes(1));
        return new TestClient(simulator, directory, "alice", settings -> settings.withResend(options));
    }

    private Fault refuse(int code, int times, long waitMillis) {
        return simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .times(times)
                        .delayMillis(waitMillis)
                        .code(code));
    }

    private CompletableFuture<SendResult> send(String text) {
        return client.client.sendText(friend.phoneJid(), text).toCompletableFuture();
    }

    private static void failsWith(CompletableFuture<SendResult> sent, String code) {
        assertThatThrownBy(sent::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SendFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }

    @Test
    void goesOutAgainUntilTheServerTakesIt() {
        client = open(3, SHORT).paired(own);
        refuse(429, 1, 0);
        refuse(503, 2, 0);
        SendResult sent = send("at last").join();
        assertThat(friend.awaitText("at last", TestClient.PATIENCE).id()).isEqualTo(sent.id());
        send("the next").join();
        friend.awaitText("the next", TestClient.PATIENCE);
        assertThat(friend.inbox()).hasSize(2);
    }

    @Test
    void failsWhenAllTriesAreUsedUpAndCountsEachMessageByItself() {
        client = open(2, SHORT).paired(own);
        Fault three = refuse(429, 3, 0);
        failsWith(send("never"), "send-429");
        assertThat(three.hits()).isEqualTo(3);
        refuse(429, 2, 0);
        send("then this one").join();
        friend.awaitText("then this one", TestClient.PATIENCE);
        assertThat(friend.inbox()).hasSize(1);
    }

    @Test
    void failsAtOnceForOtherReasonsAndForWaitsThatAreTooLong() {
        client = open(5, SHORT).paired(own);
        Fault malformed = refuse(479, 1, 0);
        failsWith(send("no"), "send-479");
        assertThat(malformed.hits()).isEqualTo(1);
        Fault tooLong = refuse(429, 1, 61_000);
        failsWith(send("not now"), "send-429");
        assertThat(tooLong.hits()).isEqualTo(1);
        assertThat(friend.inbox()).isEmpty();
    }

    @Test
    void isOffUnlessAskedFor() {
        client = new TestClient(simulator, directory, "alice").paired(own);
        refuse(503, 1, 0);
        failsWith(send("once"), "send-503");
        assertThat(friend.inbox()).isEmpty();
    }

    @Test
    void waitsAsLongAsTheServerSaysAlsoOverARestart() {
        client = open(3, SHORT).paired(own);
        Duration wait = Duration.ofSeconds(15);
        Instant begin = Instant.now();
        Fault refusal = refuse(429, 1, wait.toMillis());
        CompletableFuture<SendResult> sent = send("patience");
        await().atMost(TestClient.PATIENCE).until(() -> waiting() == 1);
        assertThat(refusal.hits()).isEqualTo(1);
        assertThat(sent).isNotDone();
        client.close();
        client = open(3, SHORT);
        client.client.connect();
        client.ready();
        friend.awaitText("patience", TestClient.PATIENCE);
        assertThat(Duration.between(begin, Instant.now())).isGreaterThan(wait);
        assertThat(friend.inbox()).hasSize(1);
    }

    /** How many messages wait for another try. */
    private long waiting() {
        return client.client.metrics().toCompletableFuture().join().stream()
                .filter(gauge -> gauge.name().equals("message.resending"))
                .mapToLong(gauge -> gauge.size())
                .sum();
    }
}
