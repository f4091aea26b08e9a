package org.camelwhatsapp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.WhatsAppClientOptions;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.IdentityChanged;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.SendFailedException;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.SessionOptions;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.fault.Fault;
import org.camelwhatsapp.simulator.fault.FaultEffect;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever goes wrong on the way, the session comes back, nothing is lost and nothing comes twice. */
class FaultsTest {
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
        get(alice.client.sendText(bobPhone.phoneJid(), "warm"));
        bobPhone.awaitText("warm", TestClient.PATIENCE);
    }

    @AfterEach
    void stop() {
        alice.close();
        simulator.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    private Fault add(FaultSpec spec) {
        return simulator.faults().add(spec);
    }

    private List<String> received() {
        return alice.events.stream()
                .filter(MessageReceived.class::isInstance)
                .map(event -> ((MessageReceived) event).message())
                .filter(message -> !message.redelivered() && message.content() instanceof TextContent)
                .map(message -> ((TextContent) message.content()).text())
                .toList();
    }

    private void awaitReceived(String... texts) {
        Awaitility.await()
                .atMost(TestClient.PATIENCE)
                .untilAsserted(() -> assertThat(received()).containsExactlyInAnyOrder(texts));
    }

    private long atBob(String text) {
        return bobPhone.inbox().stream().filter(m -> m.text().equals(text)).count();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultStep.class,
            names = {"BEFORE_SERVER_HELLO", "AFTER_SERVER_HELLO"})
    void comesBackWhenTheHandshakeIsCut(FaultStep step) {
        Fault fault = add(FaultSpec.once(step, FaultEffect.CUT).times(2));
        simulator.restart();
        get(fault.over());
        alice.ready();
        bobPhone.sendText(alicePhone.phoneJid(), "after");
        awaitReceived("after");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultEffect.class,
            names = {"CUT", "CUT_INSIDE", "DUPLICATE", "DELAY", "REORDER", "CORRUPT"})
    void losesNothingOnTheWayIn(FaultEffect effect) {
        Fault fault =
                add(FaultSpec.once(FaultStep.TO_CLIENT, effect).tag("message").delayMillis(100));
        bobPhone.sendText(alicePhone.phoneJid(), "one");
        bobPhone.sendText(alicePhone.phoneJid(), "two");
        bobPhone.sendText(alicePhone.phoneJid(), "three");
        get(fault.over());
        awaitReceived("one", "two", "three");
        alice.ready();
    }

    @Test
    void asksItsPhoneForWhatTheServerDoesNotGive() {
        Fault fault =
                add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.WITHHOLD).tag("message"));
        String id = bobPhone.sendText(alicePhone.phoneJid(), "withheld");
        get(fault.over());
        MessageUnavailable told =
                alice.awaitEvent(MessageUnavailable.class, e -> e.key().id().equals(id));
        assertThat(told.cause()).isEqualTo("unavailable");
        awaitReceived("withheld");
        MessageReceived copy = alice.awaitEvent(
                MessageReceived.class, e -> e.message().key().id().equals(id));
        assertThat(copy.message().key()).isEqualTo(told.key());
    }

    @Test
    void goesOnWithAUserWhoRegisteredAnew() {
        bobPhone.announceNewIdentity();
        alice.awaitEvent(IdentityChanged.class, e -> e.user().equals(bobPhone.phoneJid()));
        get(alice.client.sendText(bobPhone.phoneJid(), "to the new one"));
        bobPhone.awaitText("to the new one", TestClient.PATIENCE);
        bobPhone.sendText(alicePhone.phoneJid(), "by the new one");
        awaitReceived("by the new one");
    }

    @Test
    void getsWhatWasLostWithTheNextConnection() {
        Fault fault = add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.DROP).tag("message"));
        bobPhone.sendText(alicePhone.phoneJid(), "lost");
        get(fault.over());
        simulator.restart();
        awaitReceived("lost");
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultEffect.class,
            names = {"CUT", "CUT_BEFORE_ANSWER", "DUPLICATE", "DELAY"})
    void sendsOnceWhateverHappensOnTheWayOut(FaultEffect effect) {
        Fault fault =
                add(FaultSpec.once(FaultStep.FROM_CLIENT, effect).tag("message").delayMillis(100));
        CompletableFuture<SendResult> sent =
                alice.client.sendText(bobPhone.phoneJid(), "once").toCompletableFuture();
        get(fault.over());
        get(sent);
        bobPhone.awaitText("once", TestClient.PATIENCE);
        alice.ready();
        get(alice.client.sendText(bobPhone.phoneJid(), "marker"));
        bobPhone.awaitText("marker", TestClient.PATIENCE);
        assertThat(atBob("once")).isEqualTo(1);
    }

    @Test
    void keepsTheOrderOfABurstInWhichTheConnectionIsCut() {
        Fault fault = add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.CUT).tag("message"));
        List<CompletableFuture<SendResult>> sent = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            sent.add(alice.client
                    .sendText(bobPhone.phoneJid(), Integer.toString(i))
                    .toCompletableFuture());
        }
        get(fault.over());
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            // One that came after the cut may have been refused; it must not arrive then.
            if (get(sent.get(i).handle((result, failure) -> failure == null))) {
                accepted.add(Integer.toString(i));
            }
        }
        assertThat(accepted).startsWith("0");
        assertThat(bobPhone.inbox().stream().map(ReceivedMessage::text).skip(1)).containsExactlyElementsOf(accepted);
    }

    private static WhatsAppClientOptions impatient(WhatsAppClientOptions options) {
        SessionOptions usual = options.options();
        return options.withOptions(new SessionOptions(
                usual.identity(),
                usual.reconnect(),
                usual.keepAlive(),
                Duration.ofSeconds(5),
                usual.loginTimeout(),
                usual.qrPrefix()));
    }

    @Test
    void sendsAgainWhenTheServerStaysSilent() {
        alice.close();
        alice = new TestClient(simulator, directory, "alice", FaultsTest::impatient);
        alice.client.connect();
        alice.ready();
        Fault fault =
                add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.DROP).tag("message"));
        CompletionStage<SendResult> sent = alice.client.sendText(bobPhone.phoneJid(), "unheard");
        get(fault.over());
        get(sent);
        bobPhone.awaitText("unheard", TestClient.PATIENCE);
        assertThat(atBob("unheard")).isEqualTo(1);
    }

    @Test
    void tellsTheNumberOfARefusal() {
        add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .tag("message")
                .code(479));
        assertThatThrownBy(() -> alice.client
                        .sendText(bobPhone.phoneJid(), "refused")
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SendFailedException.class, e -> assertThat(e.code()).isEqualTo("send-479"));
        get(alice.client.sendText(bobPhone.phoneJid(), "accepted"));
    }

    @Test
    void sendsOnceMoreWhenWhatItKnowsOfAGroupIsOld() {
        Jid group = get(alice.client.with(
                        GroupFeature.class, groups -> groups.create("Old", List.of(bobPhone.phoneJid()))))
                .jid();
        Fault fault = add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .tag("message")
                .code(421));
        SendResult sent = get(alice.client.sendText(group, "after all"));
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(bobPhone.awaitText("after all", TestClient.PATIENCE).id()).isEqualTo(sent.id());
        add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .tag("message")
                .code(421)
                .times(2));
        assertThatThrownBy(() -> alice.client
                        .sendText(group, "never")
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(SendFailedException.class)
                .hasStackTraceContaining("addressing has changed");
    }

    @Test
    void givesTheGroupsKeyOutAgainWhenItsFirstMessageWasRefused() {
        Jid group = get(alice.client.with(
                        GroupFeature.class, groups -> groups.create("First", List.of(bobPhone.phoneJid()))))
                .jid();
        add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .tag("message")
                .code(500));
        assertThatThrownBy(() -> alice.client
                        .sendText(group, "refused")
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(SendFailedException.class);
        get(alice.client.sendText(group, "accepted"));
        bobPhone.awaitText("accepted", TestClient.PATIENCE);
    }

    @Test
    void failsARequestThatIsCut() {
        Fault fault = add(
                FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.CUT).tag("iq").namespace("w:g2"));
        assertThatThrownBy(() -> alice.client
                        .with(GroupFeature.class, GroupFeature::joined)
                        .toCompletableFuture()
                        .get(120, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(org.camelwhatsapp.engine.session.NotConnectedException.class);
        assertThat(fault.hits()).isEqualTo(1);
        alice.awaitEvent(ConnectionChanged.class, e -> e.state() == ConnectionState.BACKING_OFF);
        alice.ready();
    }

    @Test
    void refusesFaultsThatMakeNoSense() {
        assertThatThrownBy(() -> FaultSpec.once(FaultStep.BEFORE_SERVER_HELLO, FaultEffect.DROP))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.REFUSE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.DROP).times(0))
                .isInstanceOf(IllegalArgumentException.class);
        Fault fault = add(FaultSpec.once(FaultStep.TO_CLIENT, FaultEffect.DROP).tag("message"));
        assertThat(simulator.faults().waiting()).containsExactly(fault);
        simulator.faults().clear();
        assertThat(simulator.faults().waiting()).isEmpty();
        assertThat(fault.over()).isDone();
    }

    @Test
    void aStanzaOfAClientIsOvertakenByTheNext() {
        try (RawClient raw = RawClient.loggedIn(simulator, bobPhone)) {
            Fault fault = add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REORDER)
                    .tag("iq")
                    .namespace("w:stats"));
            raw.send(ping("first", "w:stats"));
            get(fault.over());
            raw.send(ping("second", "urn:xmpp:ping"));
            raw.await(node -> "first".equals(node.attr("id")));
            assertThat(raw.received.stream().map(node -> node.attr("id")).filter(id -> id != null))
                    .containsSubsequence("second", "first");
        }
    }

    private static Node ping(String id, String namespace) {
        return Node.builder("iq")
                .attr("id", id)
                .attr("type", "get")
                .attr("xmlns", namespace)
                .attr("to", Jid.SERVER)
                .build();
    }
}
