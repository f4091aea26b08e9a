package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.EngineRuntime;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.PresenceChanged;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.presence.PresenceFeature;
import org.camelwhatsapp.engine.privacy.BlocklistFeature;
import org.camelwhatsapp.engine.privacy.PrivacyFeature;
import org.camelwhatsapp.engine.signal.GroupCipher;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What has to be right also after a restart, and who gets what. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DeliveryTest {
    @TempDir
    private Path directory;

    private Simulator simulator;
    private Phone alicePhone;
    private Phone bobPhone;
    private Phone carolPhone;
    private TestClient alice;

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        alicePhone = simulator.addAccount("15550001001", "Alice");
        bobPhone = simulator.addAccount("15550001002", "Bob");
        carolPhone = simulator.addAccount("15550001003", "Carol");
        alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
    }

    @AfterEach
    void stop() {
        alice.close();
        simulator.close();
    }

    /** A new process with the same store. */
    private void restart() {
        alice.close();
        reopen();
    }

    private void reopen() {
        alice = new TestClient(simulator, directory, "alice");
        alice.client.connect();
        alice.ready();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private static List<ReceivedMessage> withText(Phone phone, String text) {
        return phone.inbox().stream().filter(m -> text.equals(m.text())).toList();
    }

    @Test
    void sendsAgainToTheDeviceThatAskedAndToNobodyElse() {
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            String id =
                    get(alice.client.sendText(bobPhone.phoneJid(), "to both")).id();
            ReceivedMessage first = bobPhone.awaitText("to both", TestClient.PATIENCE);
            bob.awaitEvent(MessageReceived.class, e -> e.message().key().id().equals(id));
            List<Node> again = new CopyOnWriteArrayList<>();
            simulator.watchMessages((device, message) -> again.add(message));
            bobPhone.askAgain(first);
            Awaitility.await()
                    .atMost(TestClient.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(withText(bobPhone, "to both")).hasSize(2));
            assertThat(again).singleElement().satisfies(message -> {
                Node participants = message.child("participants");
                List<Jid> recipients = participants == null
                        ? List.of(message.requireJid("to"))
                        : participants.children("to").stream()
                                .map(to -> to.requireJid("jid"))
                                .toList();
                assertThat(message.attr("id")).isEqualTo(id);
                assertThat(recipients)
                        .singleElement()
                        .satisfies(to -> assertThat(to.device()).isZero());
            });
        }
    }

    @Test
    void whatOneDeviceReadsIsReadOnTheOthersOfItsAccount() {
        try (TestClient second = new TestClient(simulator, directory, "second").paired(alicePhone)) {
            String id = bobPhone.sendText(alicePhone.phoneJid(), "read me");
            MessageReceived message = alice.awaitEvent(
                    MessageReceived.class, e -> e.message().key().id().equals(id));
            get(alice.client.markRead(message.message().key()));
            bobPhone.awaitStanza(
                    n -> n.is("receipt")
                            && id.equals(n.attr("id"))
                            && n.attr("type", "").equals("read"),
                    TestClient.PATIENCE);
            ReceiptReceived self = second.awaitEvent(
                    ReceiptReceived.class,
                    e -> e.type() == ReceiptReceived.Type.READ_SELF
                            && e.messageIds().contains(id));
            assertThat(self.chat()).isEqualTo(message.message().key().chat().toUser());
        }
    }

    @Test
    void whoDoesNotShowWhatWasReadTellsTheOwnDevicesAlone() {
        get(alice.client.with(PrivacyFeature.class, privacy -> privacy.set("readreceipts", "none")));
        String id = bobPhone.sendText(alicePhone.phoneJid(), "read me in silence");
        MessageReceived message = alice.awaitEvent(
                MessageReceived.class, e -> e.message().key().id().equals(id));
        get(alice.client.markRead(message.message().key()));
        alicePhone.awaitStanza(n -> n.is("receipt") && n.attr("type", "").equals("read-self"), TestClient.PATIENCE);
        // What the device sends after the receipt arrives after it.
        String answer =
                get(alice.client.sendText(bobPhone.phoneJid(), "no answer")).id();
        bobPhone.await(received -> received.id().equals(answer), TestClient.PATIENCE);
        assertThat(bobPhone.stanzas())
                .noneMatch(n -> n.is("receipt") && n.attr("type", "").startsWith("read"));
    }

    @Test
    void whatIsForTheOwnDevicesAloneReachesNobodyElse() {
        try (RawClient raw = RawClient.loggedIn(simulator, alicePhone)) {
            raw.send(Node.builder("receipt")
                    .attr("id", "3EB0SECRET")
                    .attr("to", bobPhone.phoneJid())
                    .attr("type", "read-self")
                    .build());
            alicePhone.awaitStanza(n -> n.is("receipt") && n.attr("type", "").equals("read-self"), TestClient.PATIENCE);
            assertThat(bobPhone.stanzas())
                    .noneMatch(n -> n.is("receipt") && n.attr("type", "").equals("read-self"));
        }
    }

    @Test
    void hearsLaterOfACallThatEndedWhileItWasAway() {
        get(alice.client.disconnect());
        Awaitility.await().atMost(TestClient.PATIENCE).until(() -> simulator.onlineDevices() == 0);
        String call = bobPhone.profile().call(alicePhone.phoneJid(), false);
        bobPhone.profile().hangUp(alicePhone.phoneJid(), call, "timeout");
        alice.client.connect();
        for (String action : List.of("offer", "terminate")) {
            CallChanged missed = alice.awaitEvent(
                    CallChanged.class,
                    e -> e.callId().equals(call) && e.action().equals(action));
            assertThat(missed.offline()).isTrue();
        }
    }

    @Test
    void answersARetryForAMessageOfTheProcessBefore() {
        SendResult sent = get(alice.client.sendText(bobPhone.phoneJid(), "once more, please"));
        ReceivedMessage first = bobPhone.awaitText("once more, please", TestClient.PATIENCE);
        restart();
        bobPhone.askAgain(first);
        RetryRequested answered = alice.awaitEvent(RetryRequested.class, e -> true);
        assertThat(answered.answered()).isTrue();
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(withText(bobPhone, "once more, please"))
                        .hasSize(2)
                        .allMatch(m -> m.id().equals(sent.id())));
    }

    @Test
    void answersARetryInAGroupForAMessageOfTheProcessBefore() {
        Jid group = group("Team");
        get(alice.client.sendText(group, "to the team"));
        ReceivedMessage first = bobPhone.awaitText("to the team", TestClient.PATIENCE);
        restart();
        bobPhone.askAgain(first);
        assertThat(alice.awaitEvent(RetryRequested.class, e -> true).answered()).isTrue();
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(
                        () -> assertThat(withText(bobPhone, "to the team")).hasSize(2));
        assertThat(withText(carolPhone, "to the team")).hasSize(1);
    }

    private Jid group(String subject) {
        return get(alice.client.with(
                        GroupFeature.class,
                        groups -> groups.create(subject, List.of(bobPhone.phoneJid(), carolPhone.phoneJid()))))
                .jid();
    }

    /** Restarts, and says which key for the group the process before used last. */
    private int groupKeyAfterRestart() {
        alice.close();
        JdbcStoreOptions options =
                JdbcStoreOptions.sqlite(directory.resolve("alice.db"), "test").withIterations(1_000);
        try (EngineRuntime runtime = EngineRuntime.open(options);
                DeviceStore store = runtime.store().open("alice")) {
            byte[] record = store.senderKeys().list(10).get(0).getValue();
            return new GroupCipher(runtime.curve(), runtime.environment().random())
                    .create(SenderKeyRecord.parse(record))
                    .keyId();
        } finally {
            reopen();
        }
    }

    @Test
    void makesANewGroupKeyAfterSomebodyLeftEvenIfTheProcessRestartedMeanwhile() {
        Jid group = group("Shrinking");
        get(alice.client.sendText(group, "to three"));
        carolPhone.awaitText("to three", TestClient.PATIENCE);
        bobPhone.awaitText("to three", TestClient.PATIENCE);
        get(alice.client.with(
                GroupFeature.class, groups -> groups.changeMembers(group, "remove", List.of(carolPhone.phoneJid()))));
        alice.awaitEvent(
                org.camelwhatsapp.engine.event.GroupChanged.class,
                e -> e.action().equals("remove"));
        int before = groupKeyAfterRestart();
        get(alice.client.sendText(group, "to two"));
        bobPhone.awaitText("to two", TestClient.PATIENCE);
        assertThat(withText(carolPhone, "to two")).isEmpty();
        int after = groupKeyAfterRestart();
        assertThat(after).isNotEqualTo(before);
        get(alice.client.sendText(group, "with the same key"));
        bobPhone.awaitText("with the same key", TestClient.PATIENCE);
        assertThat(groupKeyAfterRestart()).isEqualTo(after);
    }

    @Test
    void nothingOfABlockedUserArrives() {
        get(alice.client.with(PresenceFeature.class, presence -> presence.setAvailable(true, "Alice")));
        get(alice.client.with(PresenceFeature.class, presence -> presence.subscribe(bobPhone.phoneJid())));
        get(alice.client.with(BlocklistFeature.class, list -> list.block(bobPhone.phoneJid())));
        bobPhone.sendText(alicePhone.phoneJid(), "blocked");
        String call = bobPhone.profile().call(alicePhone.phoneJid(), false);
        bobPhone.profile().showState(alicePhone.phoneJid(), Node.of("composing"));
        carolPhone.sendText(alicePhone.phoneJid(), "not blocked");
        alice.awaitEvent(
                MessageReceived.class,
                e -> e.message().content() instanceof TextContent t && t.text().equals("not blocked"));
        get(alice.client.with(BlocklistFeature.class, list -> list.unblock(bobPhone.phoneJid())));
        bobPhone.sendText(alicePhone.phoneJid(), "free again");
        alice.awaitEvent(
                MessageReceived.class,
                e -> e.message().content() instanceof TextContent t && t.text().equals("free again"));
        assertThat(alice.events)
                .noneMatch(e -> e instanceof MessageReceived m
                        && m.message().content() instanceof TextContent t
                        && t.text().equals("blocked"))
                .noneMatch(e -> e instanceof CallChanged c && c.callId().equals(call))
                .noneMatch(ChatStateChanged.class::isInstance);
        assertThat(withText(alicePhone, "blocked")).isEmpty();
    }

    @Test
    void isNotSeenByThoseItBlocked() {
        try (TestClient bob = new TestClient(simulator, directory, "bob").paired(bobPhone)) {
            get(bob.client.with(PresenceFeature.class, presence -> presence.setAvailable(true, "Bob")));
            get(alice.client.with(BlocklistFeature.class, list -> list.block(bobPhone.phoneJid())));
            get(bob.client.with(PresenceFeature.class, presence -> presence.subscribe(alicePhone.phoneJid())));
            get(alice.client.with(PresenceFeature.class, presence -> presence.setAvailable(true, "Alice")));
            get(bob.client.with(PresenceFeature.class, presence -> presence.subscribe(carolPhone.phoneJid())));
            carolPhone.profile().setAvailable(true);
            bob.awaitEvent(PresenceChanged.class, e -> e.user().isSameUser(carolPhone.phoneJid()) && e.available());
            assertThat(bob.events)
                    .noneMatch(e -> e instanceof PresenceChanged p && !p.user().isSameUser(carolPhone.phoneJid()));
        }
    }

    @Test
    void bringsNewPreKeysWhenTheServerRunsLow() {
        int device = alicePhone.linkedDevices().get(0);
        assertThat(alicePhone.preKeysLeft(device)).isGreaterThanOrEqualTo(100);
        alicePhone.usePreKeys(device, 4);
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(alicePhone.preKeysLeft(device)).isGreaterThanOrEqualTo(100));
    }

    @Test
    void bringsNewPreKeysWhenTheyRanLowWhileItWasAway() {
        int device = alicePhone.linkedDevices().get(0);
        get(alice.client.disconnect());
        alicePhone.usePreKeys(device, 0);
        assertThat(alicePhone.preKeysLeft(device)).isZero();
        alice.client.connect();
        alice.ready();
        Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .untilAsserted(() -> assertThat(alicePhone.preKeysLeft(device)).isGreaterThanOrEqualTo(100));
        bobPhone.sendText(alicePhone.phoneJid(), "with a new key");
        alice.awaitEvent(MessageReceived.class, e -> true);
    }
}
