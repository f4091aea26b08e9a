package org.camelwhatsapp.simulator.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageRoutingTest extends TwoAccountsTestBase {
    private static Node enc(int mark) {
        return Node.builder("enc")
                .attr("type", "msg")
                .bytes(new byte[] {(byte) mark})
                .build();
    }

    private static Node to(Jid device, int mark) {
        return Node.builder("to").attr("jid", device).child(enc(mark)).build();
    }

    private static Node.Builder message(Jid chat, Node... participants) {
        Node.Builder message =
                Node.builder("message").attr("id", "m1").attr("to", chat).attr("type", "text");
        return participants.length == 0 ? message : message.child(Node.of("participants", participants));
    }

    private static List<Node> messages(LoopClient client) {
        return client.take().stream().filter(node -> node.is("message")).toList();
    }

    private static byte[] ciphertext(Node message) {
        return message.requireChild("enc").requireBytes();
    }

    private static String error(LoopClient client) {
        return client.take().stream()
                .filter(node -> node.is("ack"))
                .findFirst()
                .orElseThrow()
                .attr("error", "none");
    }

    @Test
    void eachDeviceGetsItsOwnCiphertextAndNoOthers() {
        annas.send(message(
                        ben.lid(),
                        to(bens.device().lid(), 1),
                        to(bensOther.device().lid(), 2),
                        to(annasOther.device().lid(), 3))
                .build());
        assertThat(ciphertext(messages(bens).get(0))).containsExactly(1);
        assertThat(ciphertext(messages(bensOther).get(0))).containsExactly(2);
        assertThat(ciphertext(messages(annasOther).get(0))).containsExactly(3);
        assertThat(messages(annas)).isEmpty();
    }

    @Test
    void theSenderLearnsThatTheServerHasTheMessageAndWhen() {
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        Node ack = annas.take().get(0);
        assertThat(ack.attr("class")).isEqualTo("message");
        assertThat(ack.attr("id")).isEqualTo("m1");
        assertThat(ack.jid("from")).isEqualTo(ben.lid());
        assertThat(ack.attr("t")).isEqualTo(Long.toString(LocalWorld.NOW));
        assertThat(ack.attr("error")).isNull();
    }

    @ParameterizedTest
    // How the device is addressed: by LID or by number. The sender is then given the same way, with the other beside
    // it.
    @CsvSource({"true", "false"})
    void theSenderIsNamedAsTheRecipientWasAddressed(boolean lid) {
        Jid device = lid ? bens.device().lid() : bens.device().phoneJid();
        annas.send(message(device.toUser(), to(device, 1)).build());
        Node got = messages(bens).get(0);
        assertThat(got.jid("from"))
                .isEqualTo(lid ? annas.device().lid() : annas.device().phoneJid());
        assertThat(got.jid(lid ? "sender_pn" : "sender_lid")).isEqualTo(lid ? anna.phoneJid() : anna.lid());
        assertThat(got.has(lid ? "sender_lid" : "sender_pn")).isFalse();
        assertThat(got.attr("notify")).isEqualTo("Anna");
    }

    @Test
    void onlyTheSendersOwnDevicesLearnWhichChatItIs() {
        annas.send(message(
                        ben.lid(),
                        to(bens.device().lid(), 1),
                        to(annasOther.device().lid(), 3))
                .build());
        assertThat(messages(annasOther).get(0).jid("recipient")).isEqualTo(ben.lid());
        assertThat(messages(bens).get(0).has("recipient")).isFalse();
    }

    @Test
    void whatGoesWithTheCiphertextsComesWithThem() {
        annas.send(message(ben.lid(), to(bens.device().lid(), 1))
                .attr("edit", "7")
                .child(Node.of("device-identity", new byte[] {5}))
                .child(Node.builder("meta").attr("x", "y").build())
                .child(Node.of("unknown"))
                .build());
        Node got = messages(bens).get(0);
        assertThat(got.attr("edit")).isEqualTo("7");
        assertThat(got.requireChild("device-identity").requireBytes()).containsExactly(5);
        assertThat(got.requireChild("meta").attr("x")).isEqualTo("y");
        assertThat(got.child("unknown")).isNull();
    }

    @Test
    void aMessageWithoutParticipantsIsForTheOneDeviceItNames() {
        annas.send(message(bensOther.device().lid()).child(enc(4)).build());
        assertThat(ciphertext(messages(bensOther).get(0))).containsExactly(4);
        assertThat(messages(bens)).isEmpty();
    }

    @Test
    void whoIsBlockedIsNotToldAndDoesNotArrive() {
        ben.profile().blocked().add(anna);
        annas.send(message(
                        ben.lid(),
                        to(bens.device().lid(), 1),
                        to(annasOther.device().lid(), 3))
                .build());
        assertThat(error(annas)).isEqualTo("none");
        assertThat(messages(bens)).isEmpty();
        assertThat(messages(annasOther)).hasSize(1);
    }

    @Test
    void nobodyHasThatNumber() {
        annas.send(message(Jid.phone("490009999"), to(annasOther.device().lid(), 1))
                .build());
        assertThat(error(annas)).isEqualTo("404");
        assertThat(messages(annasOther)).isEmpty();
    }

    @Test
    void aRestrictedAccountIsReachedWithItsTokenOnly() {
        ben.profile().setRestricted(true);
        ben.profile().trusted().put(anna, new byte[] {1, 2});
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        assertThat(error(annas)).isEqualTo("463");
        annas.send(message(ben.lid(), to(bens.device().lid(), 1))
                .child(Node.of("tctoken", new byte[] {1, 3}))
                .build());
        assertThat(error(annas)).isEqualTo("463");
        assertThat(messages(bens)).isEmpty();
        annas.send(message(ben.lid(), to(bens.device().lid(), 1))
                .child(Node.of("tctoken", new byte[] {1, 2}))
                .build());
        assertThat(error(annas)).isEqualTo("none");
        assertThat(messages(bens)).hasSize(1);
    }

    @Test
    void aRestrictedAccountIsReachedByAStrangerWhoShowsTheMarkOfItsLid() {
        byte[] salt = {9, 8, 7};
        byte[] mark = Hmac.sha256(salt, ben.lid().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        ben.profile().setRestricted(true);
        Node marked = message(ben.lid(), to(bens.device().lid(), 1))
                .child(Node.of("cstoken", mark))
                .build();
        annas.send(marked);
        assertThat(error(annas)).isEqualTo("463");
        anna.profile().setStrangerSalt(salt);
        annas.send(marked);
        assertThat(error(annas)).isEqualTo("none");
    }

    @ParameterizedTest
    // Restricted until (seconds from now), new chats used and allowed, whether Ben has given a token; and the code.
    @CsvSource({
        "0, 0, 0, false, none", // no restriction
        "1, 0, 0, false, 463", // strangers are out of reach
        "1, 0, 0, true, none", // but Ben is none
        "0, 4, 5, false, none", // one chat is left
        "0, 5, 5, false, 475", // none is left
        "0, 5, 5, true, none",
        "1, 5, 5, false, 463", // both
    })
    void aRestrictedSenderReachesThoseWhoGaveATokenOnly(
            long until, long used, long total, boolean token, String error) {
        anna.profile().restrictions().setStrangersUntil(LocalWorld.NOW + until);
        anna.profile().restrictions().setNewChats(used, total, 0);
        if (token) {
            ben.profile().trusted().put(anna, new byte[] {1});
        }
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        assertThat(error(annas)).isEqualTo(error);
    }

    @Test
    void aRestrictedSenderStillReachesItself() {
        anna.profile().restrictions().setStrangersUntil(LocalWorld.NOW + 100);
        annas.send(message(anna.lid(), to(annasOther.device().lid(), 1)).build());
        assertThat(error(annas)).isEqualTo("none");
        assertThat(messages(annasOther)).hasSize(1);
    }

    @Test
    void aGroupMessageReachesAllOtherDevicesOfAllMembers() {
        Account cleo = local.account("Cleo");
        LoopClient cleos = local.link(cleo);
        Group group = local.groups.create(anna, "Choir", List.of(ben), List.of());
        annas.send(message(group.jid()).child(enc(1)).build());
        for (LoopClient client : List.of(annasOther, bens, bensOther)) {
            Node got = messages(client).get(0);
            assertThat(got.jid("from")).isEqualTo(group.jid());
            assertThat(got.jid("participant")).isEqualTo(annas.device().lid());
            assertThat(got.jid("participant_pn")).isEqualTo(anna.phoneJid());
            assertThat(got.attr("addressing_mode")).isEqualTo("lid");
        }
        assertThat(messages(annas)).isEmpty();
        assertThat(messages(cleos)).isEmpty();
    }

    @Test
    void theKeyOfAGroupMessageComesBeforeItAndOnlyToTheDeviceItIsFor() {
        Group group = local.groups.create(anna, "Choir", List.of(ben), List.of());
        annas.send(
                message(group.jid(), to(bens.device().lid(), 7)).child(enc(1)).build());
        assertThat(messages(bens).get(0).children("enc"))
                .extracting(one -> (int) one.requireBytes()[0])
                .containsExactly(7, 1);
        assertThat(messages(bensOther).get(0).children("enc"))
                .extracting(one -> (int) one.requireBytes()[0])
                .containsExactly(1);
    }

    @Test
    void aGroupMessageThatNamesADeviceIsForThatOneOnly() {
        Group group = local.groups.create(anna, "Choir", List.of(ben), List.of());
        annas.send(message(group.jid())
                .attr("participant", bensOther.device().lid())
                .child(enc(1))
                .build());
        assertThat(messages(bensOther)).hasSize(1);
        assertThat(messages(bens)).isEmpty();
        assertThat(messages(annasOther)).isEmpty();
    }

    @Test
    void onlyMembersWriteToAGroup() {
        Group group = local.groups.create(ben, "Chess", List.of(), List.of());
        annas.send(message(group.jid()).child(enc(1)).build());
        assertThat(error(annas)).isEqualTo("403");
        annas.send(message(Jid.group("120363999999999999")).child(enc(1)).build());
        assertThat(error(annas)).isEqualTo("403");
        assertThat(messages(bens)).isEmpty();
    }

    @Test
    void aStatusReachesThoseItNamesAndTheOwnDevices() {
        Account cleo = local.account("Cleo");
        LoopClient cleos = local.link(cleo);
        annas.send(message(Jid.STATUS, to(bens.device().lid(), 7)).child(enc(1)).build());
        Node got = messages(bens).get(0);
        assertThat(got.jid("from")).isEqualTo(Jid.STATUS);
        assertThat(got.has("addressing_mode")).isFalse();
        assertThat(messages(annasOther)).hasSize(1);
        assertThat(messages(cleos)).isEmpty();
    }

    @Test
    void aMessageWaitsForADeviceThatIsAwayAndComesMarkedOfflineAfterAnAnnouncement() {
        bens.close();
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        LoopClient back = local.connect(bens.device(), false);
        List<Node> login = back.take();
        assertThat(login).extracting(Node::tag).containsExactly("success", "ib", "message", "ib");
        assertThat(login.get(1).requireChild("offline_preview").attr("message")).isEqualTo("1");
        assertThat(login.get(1).requireChild("offline_preview").attr("count")).isEqualTo("1");
        assertThat(login.get(2).attr("offline")).isEqualTo("1");
        assertThat(login.get(3).requireChild("offline").attr("count")).isEqualTo("1");
    }

    @Test
    void aPassiveDeviceIsSentWhatWaitsWhenItBecomesActive() {
        bens.close();
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        LoopClient back = local.connect(bens.device(), true);
        assertThat(messages(back)).isEmpty();
        back.ask(LocalWorld.iq("passive", "set", Node.of("active")));
        assertThat(messages(back)).hasSize(1);
    }

    @ParameterizedTest
    // With what the device confirms the message, and whether it is sent again to the next connection.
    @CsvSource({"receipt, false", "ack, false", "other, true"})
    void aMessageComesAgainUntilItIsConfirmed(String confirmation, boolean again) {
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        switch (confirmation) {
            case "receipt" ->
                bens.send(Node.builder("receipt")
                        .attr("id", "m1")
                        .attr("to", anna.lid())
                        .build());
            case "ack" ->
                bens.send(Node.builder("ack")
                        .attr("class", "message")
                        .attr("id", "m1")
                        .build());
            default ->
                bens.send(Node.builder("ack")
                        .attr("class", "receipt")
                        .attr("id", "m1")
                        .build());
        }
        bens.close();
        assertThat(messages(local.connect(bens.device(), false))).hasSize(again ? 1 : 0);
    }

    @Test
    void aReceiptForManyConfirmsAllOfThem() {
        for (String id : List.of("m1", "m2", "m3")) {
            bens.device().deliver(Node.builder("message").attr("id", id).build());
        }
        Node list = Node.of("list", Node.builder("item").attr("id", "m3").build());
        bens.send(Node.builder("receipt")
                .attr("id", "m1")
                .attr("to", anna.lid())
                .child(list)
                .build());
        bens.close();
        assertThat(messages(local.connect(bens.device(), false)))
                .extracting(node -> node.attr("id"))
                .containsExactly("m2");
    }

    @Test
    void watchersSeeTheMessageAsTheDeviceSentIt() {
        List<Node> seen = new ArrayList<>();
        local.world.router().watch((device, node) -> {
            assertThat(device).isEqualTo(annas.device().lid());
            seen.add(node);
        });
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        assertThat(seen.get(0).requireChild("participants").children("to")).hasSize(1);
    }

    @Test
    void othersAreToldThatAnAccountHasOtherDevicesAndItsOwnAreToldWhichOnes() {
        local.sessions.unlink(annasOther.device());
        assertThat(annasOther.isClosed()).isTrue();
        assertThat(annasOther.take().get(0).requireChild("conflict").attr("type"))
                .isEqualTo("device_removed");
        Node own = annas.take().get(0);
        assertThat(own.requireChild("devices").children("device"))
                .extracting(one -> one.jid("jid"))
                .containsExactly(anna.phoneJid(), annas.device().phoneJid());
        Node others = bens.take().get(0);
        assertThat(others.attr("type")).isEqualTo("devices");
        assertThat(others.jid("from")).isEqualTo(anna.phoneJid());
        assertThat(others.jid("lid")).isEqualTo(anna.lid());
    }

    @Test
    void aSecondConnectionOfADeviceReplacesTheFirst() {
        LoopClient newer = local.connect(bens.device(), false);
        assertThat(bens.isClosed()).isTrue();
        assertThat(bens.take().get(0).requireChild("conflict").attr("type")).isEqualTo("replaced");
        annas.send(message(ben.lid(), to(bens.device().lid(), 1)).build());
        assertThat(messages(newer)).hasSize(1);
        assertThat(local.sessions.onlineCount()).isEqualTo(4);
    }
}
