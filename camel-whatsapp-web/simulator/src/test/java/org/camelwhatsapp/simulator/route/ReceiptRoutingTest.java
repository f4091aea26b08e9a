package org.camelwhatsapp.simulator.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anna wrote; Ben confirms. */
class ReceiptRoutingTest extends TwoAccountsTestBase {
    private static Node.Builder receipt(Jid to, String type) {
        return Node.builder("receipt").attr("id", "m1").attr("to", to).attr("type", type);
    }

    private static List<Node> receipts(LoopClient client) {
        return client.take().stream().filter(node -> node.is("receipt")).toList();
    }

    @Test
    void theServerConfirmsAReceiptWithAllThatNamesIt() {
        bens.send(receipt(anna.lid(), "read").attr("participant", anna.lid()).build());
        Node ack = bens.take().get(0);
        assertThat(ack.tag()).isEqualTo("ack");
        assertThat(ack.attr("class")).isEqualTo("receipt");
        assertThat(ack.attr("id")).isEqualTo("m1");
        assertThat(ack.attr("type")).isEqualTo("read");
        assertThat(ack.jid("from")).isEqualTo(anna.lid());
        assertThat(ack.jid("participant")).isEqualTo(anna.lid());
    }

    @Test
    void allDevicesOfTheAuthorLearnThatAMessageHasArrived() {
        bens.send(receipt(anna.lid(), null).build());
        for (LoopClient client : List.of(annas, annasOther)) {
            Node got = receipts(client).get(0);
            assertThat(got.jid("from")).isEqualTo(bens.device().lid());
            assertThat(got.attr("id")).isEqualTo("m1");
            assertThat(got.attr("t")).isEqualTo(Long.toString(LocalWorld.NOW));
            assertThat(got.has("participant")).isFalse();
        }
        assertThat(receipts(bensOther)).isEmpty();
    }

    @Test
    void theReaderIsNamedAsTheAuthorWasAddressed() {
        bens.send(receipt(anna.phoneJid(), "read").build());
        assertThat(receipts(annas).get(0).jid("from")).isEqualTo(bens.device().phoneJid());
    }

    @ParameterizedTest
    // What Ben did with the message, and what his other device is told.
    @CsvSource({"read, read-self", "played, played-self"})
    void whatIsReadHereIsReadOnTheOtherDevices(String type, String self) {
        bens.send(receipt(anna.lid(), type).build());
        assertThat(receipts(annas).get(0).attr("type")).isEqualTo(type);
        Node own = receipts(bensOther).get(0);
        assertThat(own.attr("type")).isEqualTo(self);
        assertThat(own.jid("from")).isEqualTo(ben.lid());
        assertThat(own.jid("recipient")).isEqualTo(anna.lid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read-self", "played-self"})
    void whoDoesNotShowWhatHeReadsTellsHisOwnDevicesOnly(String type) {
        bens.send(receipt(anna.lid(), type).build());
        assertThat(receipts(annas)).isEmpty();
        assertThat(receipts(bensOther)).extracting(node -> node.attr("type")).containsExactly(type);
        assertThat(receipts(bens)).isEmpty();
    }

    @Test
    void aRequestToSendAgainIsForTheDeviceThatSent() {
        Node keys = Node.builder("retry").attr("count", 1).build();
        bens.send(receipt(annasOther.device().lid(), "retry").child(keys).build());
        Node got = receipts(annasOther).get(0);
        assertThat(got.requireChild("retry").attr("count")).isEqualTo("1");
        assertThat(receipts(annas)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "peer_msg"})
    void aReceiptForAnOwnMessageGoesToNobody(String type) {
        bens.send(receipt(anna.lid(), type).build());
        assertThat(receipts(annas)).isEmpty();
        assertThat(receipts(bensOther)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server-error", "hist_sync"})
    void whatOnlyAPhoneCanDoIsNotAskedOfLinkedDevices(String type) {
        bens.send(receipt(anna.lid(), type).build());
        assertThat(receipts(annas)).isEmpty();
        assertThat(receipts(annasOther)).isEmpty();
    }

    @Test
    void aReceiptInAGroupIsForTheAuthorAndNamesTheGroup() {
        Group group = local.groups.create(anna, "Choir", List.of(ben), List.of());
        bens.take();
        bensOther.take();
        bens.send(receipt(group.jid(), "read").attr("participant", anna.lid()).build());
        Node got = receipts(annas).get(0);
        assertThat(got.jid("from")).isEqualTo(group.jid());
        assertThat(got.jid("participant")).isEqualTo(bens.device().lid());
        assertThat(receipts(bensOther).get(0).jid("recipient")).isEqualTo(group.jid());
    }

    @Test
    void aReceiptInAGroupThatNamesNoAuthorGoesToNobody() {
        Group group = local.groups.create(anna, "Choir", List.of(ben), List.of());
        bens.send(receipt(group.jid(), "read").build());
        assertThat(receipts(annas)).isEmpty();
        assertThat(bens.isClosed()).isFalse();
    }

    @Test
    void aStatusThatWasSeenIsNotToldToTheOwnDevices() {
        bens.send(receipt(Jid.STATUS, "read").attr("participant", anna.lid()).build());
        assertThat(receipts(annas)).hasSize(1);
        assertThat(receipts(bensOther)).isEmpty();
    }

    @Test
    void onesOwnMessageReadElsewhereTellsNobody() {
        bens.send(receipt(ben.lid(), "read").build());
        assertThat(receipts(bensOther)).isEmpty();
    }

    @Test
    void aReceiptForSomebodyWhoIsNotThereIsConfirmedAndGoesNowhere() {
        bens.send(receipt(Jid.lid("1"), "read").build());
        assertThat(bens.take()).extracting(Node::tag).containsExactly("ack");
        assertThat(receipts(bensOther)).isEmpty();
    }

    @Test
    void receiptsOfSeveralMembersForOneMessageAllWaitForADeviceThatIsAway() {
        Account cleo = local.account("Cleo");
        LoopClient cleos = local.link(cleo);
        Group group = local.groups.create(anna, "Choir", List.of(ben, cleo), List.of());
        annas.close();
        bens.send(receipt(group.jid(), null).attr("participant", anna.lid()).build());
        cleos.send(receipt(group.jid(), null).attr("participant", anna.lid()).build());
        LoopClient back = local.connect(annas.device(), false);
        assertThat(back.received().get(1).requireChild("offline_preview").attr("receipt"))
                .isEqualTo("2");
        assertThat(receipts(back))
                .extracting(node -> node.jid("participant"))
                .containsExactly(bens.device().lid(), cleos.device().lid());
    }
}
