package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which devices get a message as devices come and go, and what they get. */
class DeviceChangesTest {
    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone alicePhone;
    private Phone bobPhone;
    private TestClient alice;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        alicePhone = simulator.addAccount("15550001001", "Alice");
        bobPhone = simulator.addAccount("15550001002", "Bob");
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
    }

    @AfterEach
    void stop() {
        alice.close();
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
    }

    private static void awaitText(TestClient client, String text) {
        client.awaitEvent(MessageReceived.class, e -> e.message().content().equals(new TextContent(text)));
    }

    @Test
    void aDeviceThatWasLinkedLaterGetsTheNextMessage() throws Exception {
        get(alice.client.sendText(bobPhone.phoneJid(), "before"));
        bobPhone.awaitText("before", TestClient.PATIENCE);
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            // The server told of the new device before it brings this.
            alicePhone.sendText(alicePhone.phoneJid(), "a note");
            awaitText(alice, "a note");
            get(alice.client.sendText(bobPhone.phoneJid(), "after"));
            awaitText(bob, "after");
            assertThat(bob.events.stream().filter(MessageReceived.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void aDeviceThatWasRemovedGetsNothingMore() throws Exception {
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            get(alice.client.sendText(bobPhone.phoneJid(), "to both"));
            awaitText(bob, "to both");
            bobPhone.unlink(1);
            bob.awaitState(ConnectionState.LOGGED_OUT);
            get(alice.client.sendText(bobPhone.phoneJid(), "to one"));
            bobPhone.awaitText("to one", TestClient.PATIENCE);
            assertThat(bob.events.stream().filter(MessageReceived.class::isInstance))
                    .hasSize(1);
        }
    }

    @Test
    void aMessageToNobodyIsRefusedAtOnce() {
        assertThatThrownBy(() -> get(alice.client.sendText(Jid.phone("15550009999"), "anyone?")))
                .cause()
                .isInstanceOfSatisfying(
                        SendFailedException.class,
                        failure -> assertThat(failure.code()).isEqualTo("send-404"));
    }

    @Test
    void textsOfEveryKindArriveUnchanged() throws Exception {
        List<String> texts = List.of(
                "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
                "\u202Bשלום\u202C, \u0645\u0631\u062D\u0628\u0627",
                "\uD835\uDD6C\uD808\uDC00",
                "line\none\r\ttwo",
                "e\u0301 is not \u00E9",
                "long ".repeat(13_107) + "!");
        for (String text : texts) {
            String id = get(alice.client.sendText(bobPhone.phoneJid(), text)).id();
            ReceivedMessage received = bobPhone.await(message -> message.id().equals(id), TestClient.PATIENCE);
            assertThat(received.text()).isEqualTo(text);
        }
    }

    @Test
    void answersADeviceFiveTimesAndNoMore() throws Exception {
        SendResult sent = get(alice.client.sendText(bobPhone.phoneJid(), "again and again"));
        ReceivedMessage received = bobPhone.awaitText("again and again", TestClient.PATIENCE);
        for (int i = 1; i <= 8; i++) {
            bobPhone.askAgain(received);
            int asked = i;
            await().atMost(TestClient.PATIENCE)
                    .untilAsserted(() -> assertThat(asked(sent.id())).hasSize(asked));
        }
        assertThat(asked(sent.id()))
                .extracting(RetryRequested::answered)
                .containsExactly(true, true, true, true, true, false, false, false);
    }

    private List<RetryRequested> asked(String id) {
        return alice.events.stream()
                .filter(RetryRequested.class::isInstance)
                .map(RetryRequested.class::cast)
                .filter(event -> event.messageId().equals(id))
                .toList();
    }
}
