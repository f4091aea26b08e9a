package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller names a message so that it leaves once. Refused, it has not left: the same name sends it. */
class RefusedSendTest {
    @TempDir
    private Path directory;

    private static CompletableFuture<SendResult> send(TestClient client, Phone to) {
        return client.client
                .send(to.phoneJid(), new TextContent("named"), SendOptions.NONE.withMessageId("ORDER1"))
                .toCompletableFuture();
    }

    private static void assertRefused(Simulator simulator, TestClient client, Phone to) {
        simulator
                .faults()
                .add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                        .tag("message")
                        .code(503));
        assertThatThrownBy(() -> send(client, to).get(120, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        SendFailedException.class,
                        e -> assertThat(e.isRetryable()).isTrue());
    }

    @Test
    void isSentWhenItIsTriedAgainUnderItsNameAlsoAfterARestart() throws Exception {
        try (Simulator simulator = Simulator.start()) {
            Phone own = simulator.addAccount("15550001001", "Own");
            Phone friend = simulator.addAccount("15550001002", "Friend");
            try (TestClient client = new TestClient(simulator, directory, "own").paired(own)) {
                assertRefused(simulator, client, friend);
                assertRefused(simulator, client, friend);
                assertThat(friend.inbox()).isEmpty();
            }
            try (TestClient client = new TestClient(simulator, directory, "own")) {
                client.client.connect();
                client.ready();
                send(client, friend).get(120, TimeUnit.SECONDS);
                friend.awaitText("named", TestClient.PATIENCE);
                send(client, friend).get(120, TimeUnit.SECONDS);
                assertThat(friend.inbox())
                        .as("accepted, it leaves no second time")
                        .hasSize(1);
            }
        }
    }
}
