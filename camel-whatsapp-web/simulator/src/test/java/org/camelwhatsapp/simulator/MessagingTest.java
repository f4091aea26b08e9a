package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupInfo;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessagingTest {
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

    private static <T> T get(java.util.concurrent.CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private static IncomingMessage text(TestClient client, String text) {
        return client.awaitEvent(
                        MessageReceived.class,
                        e -> e.message().content() instanceof TextContent content
                                && content.text().equals(text))
                .message();
    }

    @Test
    void reachesAPhoneByItsNumberAndShowsOnTheOwnOne() {
        SendResult result = get(alice.client.sendText(bobPhone.phoneJid(), "hello"));
        ReceivedMessage atBob = bobPhone.awaitText("hello", TestClient.PATIENCE);
        assertThat(atBob.id()).isEqualTo(result.id());
        assertThat(atBob.sender()).isEqualTo(alicePhone.lid().withDevice(1));
        ReceivedMessage atAlice = alicePhone.awaitText("hello", TestClient.PATIENCE);
        assertThat(atAlice.fromSelf()).isTrue();
        assertThat(atAlice.chat()).isEqualTo(bobPhone.lid());
        ReceiptReceived receipt =
                alice.awaitEvent(ReceiptReceived.class, r -> r.messageIds().contains(result.id()));
        assertThat(receipt.type()).isEqualTo(ReceiptReceived.Type.DELIVERY);
    }

    @Test
    void alternatesFiftyMessages() {
        for (int i = 0; i < 50; i++) {
            get(alice.client.sendText(bobPhone.phoneJid(), "ping " + i));
            bobPhone.awaitText("ping " + i, TestClient.PATIENCE);
            bobPhone.sendText(alicePhone.phoneJid(), "pong " + i);
            IncomingMessage pong = text(alice, "pong " + i);
            assertThat(pong.sender().isSameUser(bobPhone.phoneJid())
                            || pong.sender().isSameUser(bobPhone.lid()))
                    .isTrue();
            assertThat(pong.pushName()).isEqualTo("Bob");
            assertThat(pong.redelivered()).isFalse();
        }
    }

    @Test
    void talksWithAnotherLinkedDeviceAndTheOwnPhone() {
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            get(alice.client.sendText(bobPhone.phoneJid(), "to both"));
            IncomingMessage received = text(bob, "to both");
            assertThat(received.key().fromMe()).isFalse();
            bobPhone.awaitText("to both", TestClient.PATIENCE);
            get(bob.client.send(received.key().chat(), new ReactionContent(received.key(), "👍"), SendOptions.NONE));
            IncomingMessage reaction = alice.awaitEvent(
                            MessageReceived.class, e -> e.message().content() instanceof ReactionContent)
                    .message();
            assertThat(((ReactionContent) reaction.content()).emoji()).isEqualTo("👍");
            bobPhone.sendText(alicePhone.phoneJid(), "from the phone");
            assertThat(text(bob, "from the phone").key().fromMe()).isTrue();
        }
    }

    @Test
    void receivesWhatCameWhileItWasAway() {
        get(alice.client.disconnect());
        for (int i = 0; i < 30; i++) {
            bobPhone.sendText(alicePhone.phoneJid(), "late " + i);
        }
        alice.client.connect();
        for (int i = 0; i < 30; i++) {
            assertThat(text(alice, "late " + i).offline()).isTrue();
        }
        List<String> texts = alice.events.stream()
                .filter(MessageReceived.class::isInstance)
                .map(e -> ((TextContent) ((MessageReceived) e).message().content()).text())
                .toList();
        assertThat(texts).hasSize(30).doesNotHaveDuplicates();
        assertThat(texts.get(0)).isEqualTo("late 0");
    }

    @Test
    void deliversAgainWhatAListenerFailedOn() {
        CompletableFuture<IncomingMessage> second = new CompletableFuture<>();
        alice.client.addListener(event -> {
            if (event instanceof MessageReceived received) {
                if (!received.message().redelivered()) {
                    return CompletableFuture.failedFuture(new IllegalStateException("not now"));
                }
                second.complete(received.message());
            }
            return CompletableFuture.completedFuture(null);
        });
        bobPhone.sendText(alicePhone.phoneJid(), "again");
        assertThat(get(second).content()).isEqualTo(new TextContent("again"));
    }

    @Test
    void talksInAGroupAlsoWithAMemberAddedLater() {
        Phone carolPhone = simulator.addAccount("15550001003", "Carol");
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            GroupInfo group = get(alice.client.with(
                    GroupFeature.class, groups -> groups.create("Team", List.of(bobPhone.phoneJid()))));
            Jid jid = group.jid();
            get(alice.client.sendText(jid, "first"));
            assertThat(text(bob, "first").key().chat()).isEqualTo(jid);
            bobPhone.awaitText("first", TestClient.PATIENCE);
            get(bob.client.sendText(jid, "answer"));
            assertThat(text(alice, "answer").sender().isSameUser(bobPhone.lid()))
                    .isTrue();
            bobPhone.sendText(jid, "by phone");
            text(alice, "by phone");
            get(alice.client.with(
                    GroupFeature.class, groups -> groups.changeMembers(jid, "add", List.of(carolPhone.phoneJid()))));
            get(alice.client.sendText(jid, "with carol"));
            carolPhone.awaitText("with carol", TestClient.PATIENCE);
            text(bob, "with carol");
        }
    }

    @Test
    void sendsManyAtOnceInOrder() {
        List<CompletableFuture<SendResult>> sent = new java.util.ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sent.add(alice.client.sendText(bobPhone.phoneJid(), "n" + i).toCompletableFuture());
        }
        sent.forEach(MessagingTest::get);
        bobPhone.awaitText("n199", TestClient.PATIENCE);
        List<String> texts =
                bobPhone.inbox().stream().map(ReceivedMessage::text).toList();
        assertThat(texts).hasSize(200);
        for (int i = 0; i < 200; i++) {
            assertThat(texts.get(i)).isEqualTo("n" + i);
        }
    }
}
