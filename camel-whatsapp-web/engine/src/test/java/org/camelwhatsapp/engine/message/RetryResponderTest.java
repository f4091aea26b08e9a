package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.SmallWorld.ANN;
import static org.camelwhatsapp.engine.message.SmallWorld.ANNS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.BOB;
import static org.camelwhatsapp.engine.message.SmallWorld.BOBS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.CAROL;
import static org.camelwhatsapp.engine.message.SmallWorld.GROUP;

import java.util.List;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device asks for a message again: what it gets, how often, and when it gets nothing. */
class RetryResponderTest {
    private final SmallWorld world = new SmallWorld();

    private static Node.Builder ask(Jid from, String id, int count) {
        return Node.builder("receipt")
                .attr("from", from)
                .attr("id", id)
                .attr("type", "retry")
                .attr("t", 1_760_000_000)
                .child(Node.builder("retry")
                        .attr("count", count)
                        .attr("id", id)
                        .attr("v", 1)
                        .build());
    }

    /** What leaves for the device that asks. */
    private List<Node> answers(Node receipt) {
        int before = world.ann.process.outward.size();
        world.ann.process.receive(receipt);
        world.serve(world.ann);
        return world.ann.process.outward.stream()
                .skip(before)
                .filter(out -> out instanceof Node node && node.is("message"))
                .map(Node.class::cast)
                .toList();
    }

    private Node answer(Node receipt) {
        List<Node> answers = answers(receipt);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private RetryRequested lastEvent() {
        List<RetryRequested> events = world.ann.process.events(RetryRequested.class);
        return events.get(events.size() - 1);
    }

    /** The device gets this in place of what it could not read. */
    private IncomingMessage reads(Jid address, Node again) {
        world.devices
                .get(address)
                .process
                .receive(Node.builder("message")
                        .attr("from", again.has("participant") ? GROUP : ANN)
                        .attr("participant", again.has("participant") ? ANN : null)
                        .attr("id", again.requireAttr("id"))
                        .attr("recipient", again.attr("recipient"))
                        .attr("t", 1_760_000_000)
                        .child(again.requireChild("enc"))
                        .build());
        List<IncomingMessage> read = world.delivered(address);
        assertThat(read).hasSize(1);
        return read.get(0);
    }

    @Test
    void theDeviceThatAsksGetsTheSameMessageUnderTheSameId() {
        world.sent(BOB.toUser(), "M1");
        Node again = answer(ask(BOB, "M1", 1).build());
        assertThat(again.requireAttr("id")).isEqualTo("M1");
        assertThat(again.requireJid("to")).isEqualTo(BOB);
        assertThat(reads(BOB, again).content()).isEqualTo(new TextContent("text of M1"));
    }

    @Test
    void itGoesToThatDeviceAloneAndSaysSo() {
        world.sent(BOB.toUser(), "M1");
        Node again = answer(ask(BOB, "M1", 1).build());
        assertThat(again.requireAttr("device_fanout")).isEqualTo("false");
        assertThat(again.child("participants")).isNull();
        assertThat(again.has("participant")).isFalse();
    }

    @Test
    void itSaysWhichTryItIsAndWhenItWasSentFirst() {
        world.sent(BOB.toUser(), "M1");
        long sentAt = world.ann.process.loop.now().getEpochSecond();
        world.ann.process.loop.advance(java.time.Duration.ofMinutes(3));
        Node again = answer(ask(BOB, "M1", 2).build());
        assertThat(again.requireChild("enc").requireAttr("count")).isEqualTo("2");
        assertThat(again.requireAttr("t")).isEqualTo(Long.toString(sentAt));
    }

    @Test
    void theOwnPhoneLearnsToWhomItWent() {
        world.sent(BOB.toUser(), "M1");
        Node again =
                answer(ask(ANNS_PHONE, "M1", 1).attr("recipient", BOB.toUser()).build());
        IncomingMessage copy = reads(ANNS_PHONE, again);
        assertThat(copy.key().chat()).isEqualTo(BOB.toUser());
        assertThat(copy.content()).isEqualTo(new TextContent("text of M1"));
    }

    @Test
    void inAGroupItGetsTheKeyWithTheMessage() {
        world.sent(GROUP, "M1");
        Node again = answer(ask(GROUP, "M1", 1).attr("participant", CAROL).build());
        assertThat(again.requireJid("to")).isEqualTo(GROUP);
        assertThat(again.requireJid("participant")).isEqualTo(CAROL);
        assertThat(again.has("device_fanout")).isFalse();
        assertThat(again.requireChild("enc").requireAttr("type")).isEqualTo("pkmsg");
        assertThat(reads(CAROL, again).key().chat()).isEqualTo(GROUP);
    }

    @Test
    void itGetsTheGroupKeyOnceMoreWithTheNextMessage() {
        world.sent(GROUP, "M1");
        answer(ask(GROUP, "M1", 1).attr("participant", CAROL).build());
        assertThat(SmallWorld.reached(world.leaving(GROUP, "M2"))).containsExactly(CAROL);
    }

    @Test
    void keysInTheReceiptStartANewSession() {
        world.sent(BOB.toUser(), "M1");
        world.read(BOB);
        world.devices.get(BOB).send(ANN.toUser(), "A1");
        world.serve(world.devices.get(BOB));
        world.read(ANN);
        Node bundle = world.office.bundle(BOB);
        Node again = answer(ask(BOB, "M1", 1)
                .child(bundle.requireChild("registration"))
                .child(Node.builder("keys").children(bundle.children()).build())
                .build());
        assertThat(again.requireChild("enc").requireAttr("type")).isEqualTo("pkmsg");
        assertThat(again.requireChild("device-identity").requireBytes()).containsExactly(1);
    }

    @Test
    void withAnAnsweredSessionTheAnswerNeedsNoDeviceIdentity() {
        world.sent(BOB.toUser(), "M1");
        world.read(BOB);
        world.devices.get(BOB).send(ANN.toUser(), "A1");
        world.serve(world.devices.get(BOB));
        world.read(ANN);
        Node again = answer(ask(BOB, "M1", 1).build());
        assertThat(again.requireChild("enc").requireAttr("type")).isEqualTo("msg");
        assertThat(again.child("device-identity")).isNull();
    }

    @Test
    void aDeviceThatRegisteredAnewGetsANewSession() {
        world.sent(BOB.toUser(), "M1");
        world.ann.process.sent.clear();
        world.ann.process.receive(ask(BOB, "M1", 1)
                .child(Node.of("registration", new byte[] {0, 0, 0, 1}))
                .build());
        assertThat(world.ann
                        .process
                        .nextRequest()
                        .requireChild("key")
                        .requireChild("user")
                        .requireJid("jid"))
                .isEqualTo(BOB);
    }

    @Test
    void aDeviceWithTheNumberThatIsKnownIsAskedForNoKeys() {
        world.sent(BOB.toUser(), "M1");
        Node registration = world.office.bundle(BOB).requireChild("registration");
        world.ann.process.receive(ask(BOB, "M1", 1).child(registration).build());
        assertThat(world.ann.process.requests).isEmpty();
    }

    @Test
    void whenTheThirdRequestFindsTheSameSessionItIsReplaced() {
        world.sent(BOB.toUser(), "M1");
        answer(ask(BOB, "M1", 1).build());
        answer(ask(BOB, "M1", 2).build());
        world.ann.process.receive(ask(BOB, "M1", 3).build());
        assertThat(world.ann.process.nextRequest().requireChild("key").children("user"))
                .hasSize(1);
    }

    @Test
    void withoutKeysForANewSessionThereIsNoAnswer() {
        world.sent(BOB.toUser(), "M1");
        world.ann.process.sent.clear();
        world.ann.process.receive(ask(BOB, "M1", 1)
                .child(Node.of("registration", new byte[] {0, 0, 0, 1}))
                .build());
        world.ann.process.answer(Node.of(
                "list",
                Node.builder("user")
                        .attr("jid", BOB)
                        .child(Node.builder("error").attr("code", 404).build())
                        .build()));
        assertThat(world.ann.process.sent).noneMatch(node -> node.is("message"));
        assertThat(lastEvent()).isEqualTo(new RetryRequested("M1", BOB, 1, false));
    }

    @Test
    void eachDeviceIsAnsweredFiveTimes() {
        world.sent(BOB.toUser(), "M1");
        for (int count = 1; count <= 5; count++) {
            assertThat(answers(ask(BOB, "M1", count).build()))
                    .as("the answer to request %s", count)
                    .hasSize(1);
        }
        assertThat(answers(ask(BOB, "M1", 6).build())).isEmpty();
        assertThat(lastEvent()).isEqualTo(new RetryRequested("M1", BOB, 6, false));
        assertThat(answers(ask(BOBS_PHONE, "M1", 1).build())).hasSize(1);
    }

    @Test
    void listenersHearOfEachRequest() {
        world.sent(BOB.toUser(), "M1");
        answer(ask(BOB, "M1", 1).build());
        assertThat(world.ann.process.events(RetryRequested.class))
                .containsExactly(new RetryRequested("M1", BOB, 1, true));
    }

    @Test
    void whatWasNeverSentIsNotAnswered() {
        assertThat(answers(ask(BOB, "NEVER", 1).build())).isEmpty();
        assertThat(lastEvent()).isEqualTo(new RetryRequested("NEVER", BOB, 1, false));
    }

    @Test
    void whatTheServerRefusedIsNotAnswered() {
        StoreTransaction transaction = world.ann.process.session.store().transaction();
        transaction.put(SentMessage.refused("M1", BOB.toUser(), 1));
        world.ann.process.session.store().commit(transaction);
        assertThat(answers(ask(BOB, "M1", 1).build())).isEmpty();
        assertThat(lastEvent().answered()).isFalse();
    }

    @Test
    void aPayloadThatIsDamagedOnTheDiskIsNotAnswered() {
        world.sent(BOB.toUser(), "M1");
        StoreTransaction transaction = world.ann.process.session.store().transaction();
        transaction.put(new SentMessage("M1", BOB.toUser(), new byte[] {(byte) 0xff, (byte) 0xff}, 1));
        world.ann.process.session.store().commit(transaction);
        assertThat(answers(ask(BOB, "M1", 1).build())).isEmpty();
        assertThat(lastEvent().answered()).isFalse();
    }

    @Test
    void afterARestartItIsAnsweredFromTheDisk() {
        world.sent(BOB.toUser(), "M1");
        world.ann.crash();
        world.connect(world.ann);
        assertThat(reads(BOB, answer(ask(BOB, "M1", 1).build())).content()).isEqualTo(new TextContent("text of M1"));
    }

    @Test
    void nothingLeavesBeforeTheRatchetIsOnTheDisk() {
        world.sent(BOB.toUser(), "M1");
        world.ann.disk.hold();
        assertThat(answers(ask(BOB, "M1", 1).build())).isEmpty();
        world.ann.disk.release();
        world.ann.process.loop.run();
        assertThat(world.ann.process.sent)
                .filteredOn(node -> node.is("message"))
                .hasSize(1);
    }

    /** Answered or not, the server is told that the request came. */
    @ParameterizedTest
    @ValueSource(strings = {"M1", "NEVER"})
    void theRequestIsAcknowledged(String id) {
        world.sent(BOB.toUser(), "M1");
        answers(ask(BOB, id, 1).build());
        assertThat(world.ann.process.sent)
                .filteredOn(node -> node.is("ack"))
                .singleElement()
                .satisfies(ack -> assertThat(ack.requireAttr("id")).isEqualTo(id));
    }
}
