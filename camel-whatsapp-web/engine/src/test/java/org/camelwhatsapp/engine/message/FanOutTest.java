package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.SmallWorld.ANN;
import static org.camelwhatsapp.engine.message.SmallWorld.ANNS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.BOB;
import static org.camelwhatsapp.engine.message.SmallWorld.BOBS_PHONE;
import static org.camelwhatsapp.engine.message.SmallWorld.CAROL;
import static org.camelwhatsapp.engine.message.SmallWorld.GHOST;
import static org.camelwhatsapp.engine.message.SmallWorld.GROUP;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.camelwhatsapp.engine.event.IdentityChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which devices a message is encrypted for, what else its stanza holds, and what the server's answer changes. */
class FanOutTest {
    private final SmallWorld world = new SmallWorld();

    private static SmallWorld withGhost() {
        return new SmallWorld(List.of(ANN, BOB, CAROL), List.of(GHOST));
    }

    private static SendFailedException refusal(CompletableFuture<?> send) {
        assertThat(send).isCompletedExceptionally();
        try {
            send.join();
            throw new AssertionError("it was sent");
        } catch (CompletionException e) {
            return (SendFailedException) e.getCause();
        }
    }

    private void refuse(int code) {
        world.ann.process.answerWith(
                Node.builder("ack").attr("class", "message").attr("error", code).build());
    }

    // A chat of two.

    @Test
    void everyDeviceOfTheRecipientAndEveryOtherOwnOneGetsAnEnvelope() {
        Node message = world.leaving(BOB.toUser(), "M1");
        assertThat(SmallWorld.reached(message)).containsExactlyInAnyOrder(BOB, BOBS_PHONE, ANNS_PHONE);
    }

    @Test
    void whatIsSentToADeviceGoesToItsUser() {
        Node message = world.leaving(BOB, "M1");
        assertThat(message.requireJid("to")).isEqualTo(BOB.toUser());
        assertThat(SmallWorld.reached(message)).contains(BOBS_PHONE);
    }

    @Test
    void everyDeviceReadsIt() {
        world.sent(BOB.toUser(), "M1");
        assertThat(world.texts(BOB)).containsExactly("text of M1");
        assertThat(world.texts(BOBS_PHONE)).containsExactly("text of M1");
        assertThat(world.texts(CAROL)).isEmpty();
    }

    @Test
    void theOwnPhoneSeesToWhomItWent() {
        world.sent(BOB.toUser(), "M1");
        assertThat(world.read(ANNS_PHONE)).singleElement().satisfies(copy -> {
            assertThat(copy.key().fromMe()).isTrue();
            assertThat(copy.key().chat()).isEqualTo(BOB.toUser());
            assertThat(copy.key().id()).isEqualTo("M1");
        });
    }

    @Test
    void whatOneWritesToOneselfGoesToTheOtherOwnDevices() {
        Node message = world.leaving(ANN.toUser(), "M1");
        assertThat(SmallWorld.reached(message)).containsExactly(ANNS_PHONE);
    }

    @Test
    void theFirstMessageShowsTheDeviceIdentityAndLaterOnesDoNot() {
        Node first = world.sent(BOB.toUser(), "M1");
        assertThat(first.requireChild("device-identity").requireBytes()).containsExactly(1);
        assertThat(SmallWorld.encType(first, BOB)).isEqualTo("pkmsg");
        for (Jid answering : List.of(BOB, BOBS_PHONE, ANNS_PHONE)) {
            world.read(answering);
            world.devices.get(answering).send(ANN.toUser(), "A" + answering.device());
            world.serve(world.devices.get(answering));
            world.read(ANN);
        }
        Node later = world.sent(BOB.toUser(), "M2");
        assertThat(SmallWorld.encType(later, BOB)).isEqualTo("msg");
        assertThat(later.child("device-identity")).isNull();
    }

    @Test
    void untilItIsAnsweredASessionIsOfferedAgain() {
        world.sent(BOB.toUser(), "M1");
        Node second = world.sent(BOB.toUser(), "M2");
        assertThat(SmallWorld.encType(second, BOB)).isEqualTo("pkmsg");
        assertThat(second.child("device-identity")).isNotNull();
    }

    @Test
    void aDeviceWithoutKeysIsLeftOut() {
        SmallWorld some = withGhost();
        assertThat(SmallWorld.reached(some.leaving(CAROL.toUser(), "M1"))).containsExactly(CAROL);
    }

    @Test
    void aMessageThatWouldReachNobodyIsNotSent() {
        SmallWorld ghosts = new SmallWorld(List.of(ANN, ANNS_PHONE), List.of(GHOST));
        CompletableFuture<SendResult> send = ghosts.ann.send(GHOST.toUser(), "M1");
        ghosts.serve(ghosts.ann);
        assertThat(refusal(send))
                .hasMessage("none of the recipient's devices can be reached")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("send-refused"));
        assertThat(ghosts.ann.disk.mail().isInOutbox("M1")).isFalse();
        assertThat(ghosts.texts(ANNS_PHONE)).isEmpty();
    }

    @Test
    void aUserWhomTheServerDoesNotKnowIsRefused() {
        CompletableFuture<SendResult> send = world.ann.send(Jid.lid("100000000000099"), "M1");
        world.ann.process.answer(Node.of("usync", Node.of("list")));
        assertThat(refusal(send).code()).isEqualTo("send-404");
    }

    // A group.

    @Test
    void aGroupGetsOneCiphertextAndTheDevicesItsKey() {
        Node message = world.leaving(GROUP, "M1");
        assertThat(message.children("enc")).singleElement().satisfies(enc -> {
            assertThat(enc.requireAttr("type")).isEqualTo("skmsg");
            assertThat(enc.requireAttr("v")).isEqualTo("2");
        });
        assertThat(SmallWorld.reached(message)).containsExactlyInAnyOrder(ANNS_PHONE, BOB, BOBS_PHONE, CAROL);
        assertThat(message.requireAttr("addressing_mode")).isEqualTo("lid");
    }

    @Test
    void thoseWhoHoldTheKeyGetTheCiphertextOnly() {
        world.sent(GROUP, "M1");
        Node second = world.sent(GROUP, "M2");
        assertThat(second.child("participants")).isNull();
        assertThat(second.child("device-identity")).isNull();
        assertThat(world.texts(CAROL)).containsExactly("text of M1", "text of M2");
    }

    @Test
    void theHashIsOfAllDevicesWhoeverGetsTheKey() {
        String hash = ParticipantHash.of(
                List.of(BOB, CAROL, ANNS_PHONE, BOBS_PHONE), world.ann.process.credentials.requireAccount());
        assertThat(world.sent(GROUP, "M1").requireAttr("phash")).isEqualTo(hash);
        assertThat(world.sent(GROUP, "M2").requireAttr("phash")).isEqualTo(hash);
    }

    @Test
    void aDeviceWithoutKeysCountsForTheHashAndGetsNoGroupKey() {
        SmallWorld some = withGhost();
        Node message = some.leaving(GROUP, "M1");
        assertThat(SmallWorld.reached(message)).containsExactlyInAnyOrder(BOB, CAROL);
        assertThat(message.requireAttr("phash"))
                .isEqualTo(
                        ParticipantHash.of(List.of(BOB, CAROL, GHOST), some.ann.process.credentials.requireAccount()));
    }

    /** Carol goes or comes, and this device is told. */
    private void membership(String change) {
        world.ann.process.receive(Node.builder("notification")
                .attr("type", "w:gp2")
                .attr("from", GROUP)
                .attr("id", "N1")
                .attr("t", 1_760_000_000)
                .attr("participant", CAROL.toUser())
                .child(Node.of(
                        change,
                        Node.builder("participant").attr("jid", CAROL.toUser()).build()))
                .build());
    }

    @Test
    void whoeverWasAwayBetweenTwoMessagesCannotReadWithTheOldKey() {
        world.sent(GROUP, "M1");
        membership("remove");
        membership("add");
        assertThat(SmallWorld.reached(world.leaving(GROUP, "M2")))
                .containsExactlyInAnyOrder(ANNS_PHONE, BOB, BOBS_PHONE, CAROL);
    }

    @Test
    void aDepartureIsNotForgottenWithTheProcess() {
        world.sent(GROUP, "M1");
        membership("remove");
        world.ann.crash();
        world.connect(world.ann);
        assertThat(SmallWorld.reached(world.leaving(GROUP, "M2")))
                .containsExactlyInAnyOrder(ANNS_PHONE, BOB, BOBS_PHONE, CAROL);
    }

    @Test
    void whoeverIsNewGetsTheKeyAndTheOthersDoNot() {
        world.office.former.add(CAROL.toUser());
        assertThat(SmallWorld.reached(world.sent(GROUP, "M1"))).doesNotContain(CAROL);
        world.office.former.clear();
        membership("add");
        assertThat(SmallWorld.reached(world.leaving(GROUP, "M2"))).containsExactly(CAROL);
    }

    @Test
    void afterADepartureThoseWhoStayGetAnotherKey() {
        byte[] before = world.sent(GROUP, "M1").requireChild("enc").requireBytes();
        world.office.former.add(CAROL.toUser());
        membership("remove");
        Node after = world.sent(GROUP, "M2");
        assertThat(SmallWorld.reached(after)).containsExactlyInAnyOrder(ANNS_PHONE, BOB, BOBS_PHONE);
        // The first bytes hold the number of the key, which is another one.
        assertThat(java.util.Arrays.copyOf(after.requireChild("enc").requireBytes(), 6))
                .isNotEqualTo(java.util.Arrays.copyOf(before, 6));
        assertThat(world.texts(BOB)).containsExactly("text of M1", "text of M2");
    }

    /** Whatever the reason, the keys of a refused message have reached nobody. */
    @ParameterizedTest
    @CsvSource({"403", "429", "479", "500"})
    void theKeysOfARefusedMessageAreGivenAgain(int code) {
        CompletableFuture<SendResult> send = world.ann.send(GROUP, "M1");
        world.leaving();
        refuse(code);
        assertThat(refusal(send).serverCode()).isEqualTo(code);
        Node second = world.sent(GROUP, "M2");
        assertThat(SmallWorld.reached(second)).containsExactlyInAnyOrder(ANNS_PHONE, BOB, BOBS_PHONE, CAROL);
        assertThat(world.texts(CAROL)).containsExactly("text of M2");
    }

    @Test
    void afterStaleAddressingItGoesOutOnceMoreUnderItsId() {
        CompletableFuture<SendResult> send = world.ann.send(GROUP, "M1");
        world.leaving();
        refuse(421);
        assertThat(world.ann.process.nextRequest().is("iq"))
                .as("who is in the group, or with what devices, is asked anew")
                .isTrue();
        answerDevices();
        assertThat(world.leaving().requireAttr("id")).isEqualTo("M1");
        world.serve(world.ann);
        assertThat(send).isCompleted();
        assertThat(world.texts(BOB)).containsExactly("text of M1");
    }

    @Test
    void theSecondTimeStaleAddressingIsARefusal() {
        CompletableFuture<SendResult> send = world.ann.send(GROUP, "M1");
        world.leaving();
        refuse(421);
        answerDevices();
        world.leaving();
        refuse(421);
        assertThat(refusal(send).code()).isEqualTo("send-421");
    }

    @Test
    void whenTheServerCountsOtherDevicesTheNextMessageAsks() {
        world.ann.send(GROUP, "M1");
        world.leaving();
        world.ann.process.answerWith(Node.builder("ack")
                .attr("class", "message")
                .attr("t", 1_760_000_000)
                .attr("phash", "2:AAAAAAAA")
                .build());
        world.ann.send(GROUP, "M2");
        assertThat(world.ann.process.nextRequest().is("iq")).isTrue();
    }

    @Test
    void whenTheServerCountsTheSameNothingIsAsked() {
        world.ann.send(GROUP, "M1");
        String hash = world.leaving().requireAttr("phash");
        world.ann.process.answerWith(Node.builder("ack")
                .attr("class", "message")
                .attr("t", 1_760_000_000)
                .attr("phash", hash)
                .build());
        world.ann.send(GROUP, "M2");
        assertThat(world.ann.process.nextRequest().is("message")).isTrue();
    }

    /** The server tells all devices of all users that are asked for. */
    private void answerDevices() {
        while (!world.ann.process.nextRequest().is("message")) {
            Node request = world.ann.process.nextRequest();
            if (request.child("usync") == null) {
                world.office.serve(world.ann, true);
                continue;
            }
            Node.Builder list = Node.builder("list");
            for (Node user : request.requireChild("usync").requireChild("list").children("user")) {
                Jid jid = user.requireJid("jid");
                Node.Builder devices = Node.builder("device-list");
                world.devices.keySet().stream()
                        .filter(jid::isSameUser)
                        .forEach(device -> devices.child(Node.builder("device")
                                .attr("id", device.device())
                                .build()));
                list.child(Node.builder("user")
                        .attr("jid", jid)
                        .child(Node.of("devices", devices.build()))
                        .build());
            }
            world.ann.process.answer(Node.of("usync", list.build()));
        }
    }

    // A user who registered anew.

    private void registeredAnew(Jid user) {
        world.ann.process.receive(Node.builder("notification")
                .attr("type", "encrypt")
                .attr("from", user)
                .attr("id", "N2")
                .child(Node.of("identity"))
                .build());
    }

    @Test
    void whoeverRegisteredAnewGetsNewSessions() {
        world.sent(BOB.toUser(), "M1");
        assertThat(world.ann.disk.rows("sessions").keySet())
                .anySatisfy(key -> assertThat(key.toString()).contains(BOB.user()));
        registeredAnew(BOB.toUser());
        assertThat(world.ann.disk.rows("sessions").keySet())
                .noneSatisfy(key -> assertThat(key.toString()).contains(BOB.user()));
        assertThat(world.ann.disk.rows("sessions").keySet())
                .anySatisfy(key -> assertThat(key.toString()).contains(ANN.user()));
    }

    @Test
    void listenersAreToldWhoRegisteredAnew() {
        registeredAnew(BOB.toUser());
        assertThat(world.ann.process.events(IdentityChanged.class)).containsExactly(new IdentityChanged(BOB.toUser()));
    }

    @Test
    void theDevicesOfWhoeverRegisteredAnewAreAskedFor() {
        registeredAnew(BOB.toUser());
        world.ann.send(BOB.toUser(), "M1");
        assertThat(world.ann.process.nextRequest().child("usync")).isNotNull();
    }

    @Test
    void whoeverRegisteredAnewGetsTheGroupKeyOnceMoreAndTheOthersDoNot() {
        world.sent(GROUP, "M1");
        registeredAnew(BOB.toUser());
        world.ann.send(GROUP, "M2");
        answerDevices();
        assertThat(SmallWorld.reached(world.leaving())).containsExactlyInAnyOrder(BOB, BOBS_PHONE);
    }

    @Test
    void aNotificationOfOtherKeysChangesNothing() {
        world.sent(BOB.toUser(), "M1");
        int sessions = world.ann.disk.rows("sessions").size();
        world.ann.process.receive(Node.builder("notification")
                .attr("type", "encrypt")
                .attr("from", BOB.toUser())
                .attr("id", "N2")
                .child(Node.builder("count").attr("value", 5).build())
                .build());
        assertThat(world.ann.disk.rows("sessions")).hasSize(sessions);
        assertThat(world.ann.process.events(IdentityChanged.class)).isEmpty();
    }
}
