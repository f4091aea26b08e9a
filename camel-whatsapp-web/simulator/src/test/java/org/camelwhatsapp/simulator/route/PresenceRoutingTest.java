package org.camelwhatsapp.simulator.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceRoutingTest {
    private final LocalWorld local = new LocalWorld();
    private final PresenceRouter presences = new PresenceRouter(local.world);
    private Account anna;
    private Account ben;
    private LoopClient annas;
    private LoopClient annasOther;
    private LoopClient bens;

    /** Anna has two devices; Ben has one and is there. */
    @BeforeEach
    void connect() {
        CallRouter calls = new CallRouter(local.world);
        local.sessions.on("presence", presences::onPresence);
        local.sessions.on("call", calls::onCall);
        local.sessions.onGone(presences::onGone);
        anna = local.account("Anna");
        ben = local.account("Ben");
        annas = local.link(anna);
        annasOther = local.link(anna);
        bens = local.link(ben);
        come(bens);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static void come(LoopClient client) {
        client.send(Node.builder("presence").attr("type", "available").build());
    }

    private static void go(LoopClient client) {
        client.send(Node.builder("presence").attr("type", "unavailable").build());
    }

    private static void subscribe(LoopClient client, Jid user, Node... token) {
        client.send(Node.builder("presence")
                .attr("type", "subscribe")
                .attr("to", user)
                .children(List.of(token))
                .build());
    }

    /** What was told: who, whether there, and since when not. */
    private static List<String> told(LoopClient client) {
        return client.take().stream()
                .filter(node -> node.is("presence"))
                .map(node -> node.jid("from") + " " + node.attr("type", "there") + " " + node.attr("last", "-"))
                .toList();
    }

    @Test
    void whoAsksIsToldAtOnceAndOfEveryChange() {
        subscribe(bens, anna.phoneJid());
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " unavailable none");
        come(annas);
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " there -");
        go(annas);
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " unavailable " + LocalWorld.NOW);
    }

    @Test
    void theFirstAnswerIsByTheAddressThatWasAskedFor() {
        subscribe(bens, anna.lid());
        assertThat(told(bens)).containsExactly(anna.lid() + " unavailable none");
    }

    @Test
    void anAccountIsThereAsLongAsOneOfItsDevicesIs() {
        come(annas);
        come(annasOther);
        subscribe(bens, anna.phoneJid());
        told(bens);
        annas.close();
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " there -");
        annasOther.close();
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " unavailable " + LocalWorld.NOW);
    }

    @Test
    void whoHidesWhenHeWasThereIsGoneWithoutATime() {
        anna.privacy().put("last", "none");
        subscribe(bens, anna.phoneJid());
        assertThat(told(bens)).containsExactly(anna.phoneJid() + " unavailable deny");
    }

    @Test
    void whoIsNotThereHimselfIsToldNothing() {
        go(bens);
        subscribe(bens, anna.phoneJid());
        come(annas);
        assertThat(told(bens)).isEmpty();
    }

    @Test
    void whoIsBlockedIsToldNothing() {
        anna.profile().blocked().add(ben);
        subscribe(bens, anna.phoneJid());
        come(annas);
        assertThat(told(bens)).isEmpty();
    }

    @Test
    void whoIsBlockedAfterAskingIsToldNoMore() {
        subscribe(bens, anna.phoneJid());
        told(bens);
        anna.profile().blocked().add(ben);
        come(annas);
        assertThat(told(bens)).isEmpty();
    }

    @Test
    void aRestrictedAccountIsWatchedByThoseWithItsTokenOnly() {
        anna.profile().setRestricted(true);
        anna.profile().trusted().put(ben, new byte[] {5});
        subscribe(bens, anna.phoneJid());
        assertThat(told(bens)).isEmpty();
        subscribe(bens, anna.phoneJid(), Node.of("tctoken", new byte[] {5}));
        assertThat(told(bens)).hasSize(1);
    }

    @Test
    void nothingThatWasSaidOutlivesTheConnection() {
        subscribe(bens, anna.phoneJid());
        bens.close();
        LoopClient back = local.connect(bens.device(), false);
        come(back);
        come(annas);
        assertThat(told(back)).isEmpty();
    }

    @ParameterizedTest
    // The name with which a device comes, and the account's name then.
    @CsvSource({"Anne, Anne", "-, Anna", ", Anna"})
    void whoComesWithANameHasThatName(String name, String expected) {
        annas.send(Node.builder("presence")
                .attr("type", "available")
                .attr("name", name)
                .build());
        assertThat(anna.pushName()).isEqualTo(expected);
    }

    @ParameterizedTest
    // How Ben is addressed; Anna is named the same way.
    @ValueSource(booleans = {true, false})
    void whoTypesIsNamedAsTheOtherIsAddressed(boolean lid) {
        presences.onChatState(anna, lid ? ben.lid() : ben.phoneJid(), Node.of("composing"));
        Node got = bens.take().get(0);
        assertThat(got.tag()).isEqualTo("chatstate");
        assertThat(got.jid("from")).isEqualTo(lid ? anna.lid() : anna.phoneJid());
        assertThat(got.child("composing")).isNotNull();
    }

    @Test
    void typingInAGroupIsToldToTheOtherMembersWhoAreThere() {
        Account cleo = local.account("Cleo");
        LoopClient cleos = local.link(cleo);
        Group group = local.groups.create(anna, "Choir", List.of(ben, cleo), List.of());
        come(annas);
        presences.onChatState(anna, group.jid(), Node.of("composing"));
        Node got = bens.take().get(0);
        assertThat(got.jid("from")).isEqualTo(group.jid());
        assertThat(got.jid("participant")).isEqualTo(anna.lid());
        assertThat(annas.take()).isEmpty();
        assertThat(cleos.take()).isEmpty();
    }

    @Test
    void whoIsBlockedTypesUnseen() {
        ben.profile().blocked().add(anna);
        presences.onChatState(anna, ben.lid(), Node.of("composing"));
        assertThat(bens.take()).isEmpty();
    }

    private static Node call(Jid to) {
        Node offer = Node.builder("offer").attr("call-id", "C1").build();
        return Node.builder("call").attr("id", "c").attr("to", to).child(offer).build();
    }

    @Test
    void aCallReachesTheOtherSideAndTheOwnOtherDevices() {
        annas.send(call(ben.lid()));
        Node ack = annas.take().get(0);
        assertThat(ack.attr("class")).isEqualTo("call");
        assertThat(ack.attr("id")).isEqualTo("c");
        assertThat(ack.jid("from")).isEqualTo(ben.lid());
        Node got = bens.take().get(0);
        assertThat(got.jid("from")).isEqualTo(annas.device().lid());
        assertThat(got.attr("notify")).isEqualTo("Anna");
        assertThat(got.requireChild("offer").attr("call-id")).isEqualTo("C1");
        assertThat(annasOther.take()).hasSize(1);
    }

    @Test
    void aCallOfSomebodyWhoIsBlockedDoesNotRing() {
        ben.profile().blocked().add(anna);
        annas.send(call(ben.lid()));
        assertThat(bens.take()).isEmpty();
        assertThat(annas.take()).hasSize(1);
    }

    @Test
    void aCallWaitsForADeviceThatIsAwayAndIsCountedAmongWhatWaits() {
        bens.close();
        annas.send(call(ben.lid()));
        Node preview = local.connect(bens.device(), false).take().get(1).requireChild("offline_preview");
        assertThat(preview.attr("call")).isEqualTo("1");
        assertThat(preview.attr("notification")).isEqualTo("0");
    }
}
