package org.camelwhatsapp.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every independent client has to be able to do, with the simulator and with our engine. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
abstract class NodeClientTests {
    private static final int EXCHANGES = 5;

    @TempDir
    private Path directory;

    private final String driver;
    private Simulator simulator;
    private Phone alicePhone;
    private Phone bobPhone;
    private NodeClient bob;
    private final List<Sealed> sealed = new CopyOnWriteArrayList<>();

    /** What one device encrypted for another, and whether it began a session with it. */
    private record Sealed(Jid from, Jid to, String kind) {}

    NodeClientTests(String driver) {
        this.driver = driver;
    }

    /** How this client names a user when it sends. */
    Jid addressOf(Phone phone) {
        return phone.phoneJid();
    }

    @BeforeEach
    void start() {
        simulator = Simulator.start();
        simulator.watchMessages((device, message) -> {
            Node participants = message.child("participants");
            if (participants != null) {
                participants
                        .children("to")
                        .forEach(to -> to.children("enc")
                                .forEach(enc ->
                                        sealed.add(new Sealed(device, to.requireJid("jid"), enc.attr("type", "")))));
            }
        });
        alicePhone = simulator.addAccount("15550001001", "Alice");
        bobPhone = simulator.addAccount("15550001002", "Bob");
        bob = NodeClient.start(driver, simulator);
        bob.paired(bobPhone);
    }

    @AfterEach
    void stop() {
        if (bob != null) {
            bob.close();
        }
        simulator.close();
    }

    @Test
    void talksWithAPhone() {
        String id = bob.sendText(addressOf(alicePhone), "to the phone");
        ReceivedMessage atAlice = alicePhone.awaitText("to the phone", NodeClient.PATIENCE);
        assertThat(atAlice.id()).isEqualTo(id);
        assertThat(atAlice.sender().isSameUser(bobPhone.lid())
                        || atAlice.sender().isSameUser(bobPhone.phoneJid()))
                .isTrue();
        assertThat(bobPhone.awaitText("to the phone", NodeClient.PATIENCE).fromSelf())
                .isTrue();
        alicePhone.sendText(bobPhone.phoneJid(), "from the phone");
        JsonObject atBob = bob.awaitText("from the phone");
        assertThat(atBob.getBoolean("fromMe")).isFalse();
        assertThat(atBob.getString("from"))
                .containsAnyOf(alicePhone.lid().user(), alicePhone.phoneJid().user());
    }

    @Test
    void showsWhatTheOwnPhoneSent() {
        bobPhone.sendText(alicePhone.phoneJid(), "by my phone");
        JsonObject message = bob.awaitText("by my phone");
        assertThat(message.getBoolean("fromMe")).isTrue();
    }

    @Test
    void answersTheFirstMessageOfOurEngine() {
        try (TestClient alice = new TestClient(simulator, directory, "alice").paired(alicePhone)) {
            for (int i = 0; i < EXCHANGES; i++) {
                get(alice.client.sendText(bobPhone.phoneJid(), "ping " + i));
                assertThat(bob.awaitText("ping " + i).getBoolean("fromMe")).isFalse();
                bob.sendText(addressOf(alicePhone), "pong " + i);
                assertThat(text(alice, "pong " + i).sender()).satisfies(this::isBob);
            }
            alicePhone.awaitText("pong " + (EXCHANGES - 1), NodeClient.PATIENCE);
            assertThat(bob.count("ping 0")).isEqualTo(1);
            assertThat(kinds(alicePhone, bobPhone)).containsExactly("pkmsg", "msg", "msg", "msg", "msg");
            assertThat(kinds(bobPhone, alicePhone)).hasSize(EXCHANGES).containsOnly("msg");
        }
    }

    @Test
    void writesTheFirstMessageToOurEngine() {
        try (TestClient alice = new TestClient(simulator, directory, "alice").paired(alicePhone)) {
            for (int i = 0; i < EXCHANGES; i++) {
                bob.sendText(addressOf(alicePhone), "ping " + i);
                assertThat(text(alice, "ping " + i).key().fromMe()).isFalse();
                get(alice.client.sendText(bobPhone.phoneJid(), "pong " + i));
                bob.awaitText("pong " + i);
            }
            assertThat(bob.count("pong 0")).isEqualTo(1);
            assertThat(kinds(bobPhone, alicePhone)).containsExactly("pkmsg", "msg", "msg", "msg", "msg");
            assertThat(kinds(alicePhone, bobPhone)).hasSize(EXCHANGES).containsOnly("msg");
        }
    }

    @Test
    void talksWithOurEngineInAGroup() {
        try (TestClient alice = new TestClient(simulator, directory, "alice").paired(alicePhone)) {
            Jid group = get(alice.client.with(
                            GroupFeature.class, groups -> groups.create("Team", List.of(bobPhone.phoneJid()))))
                    .jid();
            for (int i = 0; i < 3; i++) {
                get(alice.client.sendText(group, "ping " + i));
                assertThat(bob.awaitText("ping " + i).getString("chat")).isEqualTo(group.toString());
                bob.sendText(group, "pong " + i);
                IncomingMessage pong = text(alice, "pong " + i);
                assertThat(pong.key().chat()).isEqualTo(group);
                assertThat(pong.sender()).satisfies(this::isBob);
            }
            alicePhone.awaitText("pong 2", NodeClient.PATIENCE);
            alicePhone.sendText(group, "by phone");
            bob.awaitText("by phone");
        }
    }

    @Test
    void sharesAnAccountWithOurEngine() {
        try (TestClient second = new TestClient(simulator, directory, "second").paired(bobPhone);
                TestClient alice = new TestClient(simulator, directory, "alice").paired(alicePhone)) {
            get(alice.client.sendText(bobPhone.phoneJid(), "to both of Bob's"));
            bob.awaitText("to both of Bob's");
            assertThat(text(second, "to both of Bob's").key().fromMe()).isFalse();
            bob.sendText(addressOf(alicePhone), "by the other device");
            text(alice, "by the other device");
            assertThat(text(second, "by the other device").key().fromMe()).isTrue();
            get(second.client.sendText(alicePhone.phoneJid(), "by our device"));
            text(alice, "by our device");
            assertThat(bob.awaitText("by our device").getBoolean("fromMe")).isTrue();
        }
    }

    /** Of what the linked device of one sent to the linked device of the other, in order. */
    private List<String> kinds(Phone from, Phone to) {
        return sealed.stream()
                .filter(each -> each.from.isSameUser(from.lid())
                        && each.to.device() > 0
                        && (each.to.isSameUser(to.lid()) || each.to.isSameUser(to.phoneJid())))
                .map(Sealed::kind)
                .toList();
    }

    private void isBob(Jid sender) {
        assertThat(sender.user())
                .isIn(bobPhone.lid().user(), bobPhone.phoneJid().user());
    }

    private static IncomingMessage text(TestClient client, String text) {
        return client.awaitEvent(
                        MessageReceived.class,
                        e -> e.message().content() instanceof TextContent content
                                && content.text().equals(text))
                .message();
    }

    private static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }
}
