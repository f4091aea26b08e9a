package org.camelwhatsapp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.simulator.LocalWorld.iq;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.LocalWorld;
import org.camelwhatsapp.simulator.server.LoopClient;
import org.camelwhatsapp.simulator.state.Account;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultStepsTest {
    private final LocalWorld local = new LocalWorld();
    private Account anna;
    private LoopClient client;

    @BeforeEach
    void connect() {
        anna = local.account("Anna");
        client = local.link(anna);
    }

    @AfterEach
    void close() {
        local.close();
    }

    private static Node ping(String id) {
        return iq("w:p", "get").attr("id", id).build();
    }

    private static Node message(String id, byte... ciphertext) {
        return Node.builder("message")
                .attr("id", id)
                .attr("from", Jid.phone("490000099"))
                .child(Node.builder("enc").attr("type", "msg").bytes(ciphertext).build())
                .build();
    }

    private List<String> ids() {
        return client.take().stream().map(node -> node.attr("id", "")).toList();
    }

    private Fault next(FaultStep step, FaultEffect effect) {
        return local.faults.add(FaultSpec.once(step, effect));
    }

    @Test
    void aRequestThatIsLostHasNoAnswerAndTheNextOneHas() {
        next(FaultStep.FROM_CLIENT, FaultEffect.DROP);
        client.send(ping("a"));
        client.send(ping("b"));
        assertThat(ids()).containsExactly("b");
    }

    @Test
    void aRequestThatComesTwiceIsAnsweredTwice() {
        next(FaultStep.FROM_CLIENT, FaultEffect.DUPLICATE);
        client.send(ping("a"));
        assertThat(ids()).containsExactly("a", "a");
    }

    @Test
    void requestsInTheOtherOrderAreAnsweredInThatOrder() {
        next(FaultStep.FROM_CLIENT, FaultEffect.REORDER);
        client.send(ping("a"));
        assertThat(ids()).isEmpty();
        client.send(ping("b"));
        assertThat(ids()).containsExactly("b", "a");
    }

    @Test
    void aRefusedRequestGetsTheNumberThatWasAskedFor() {
        local.faults.add(
                FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE).code(429));
        assertThat(client.refusal(iq("w:p", "get"))).isEqualTo(429);
        assertThat(client.refusal(iq("w:p", "get"))).isZero();
    }

    @Test
    void aRefusedMessageGetsAnAckWithTheNumberAndTheSecondsToWait() {
        Account ben = local.account("Ben");
        local.faults.add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .code(479)
                .delayMillis(2_999));
        client.send(
                Node.builder("message").attr("id", "m").attr("to", ben.lid()).build());
        Node ack = client.take().get(0);
        assertThat(ack.attr("class")).isEqualTo("message");
        assertThat(ack.attr("id")).isEqualTo("m");
        assertThat(ack.jid("from")).isEqualTo(ben.lid());
        assertThat(ack.attr("error")).isEqualTo("479");
        assertThat(ack.attr("backoff")).isEqualTo("2");
    }

    @Test
    void aCutAtARequestEndsTheConnectionBeforeItIsHandled() {
        next(FaultStep.FROM_CLIENT, FaultEffect.CUT);
        client.send(iq("blocklist", "set", Node.of("item")).attr("id", "a").build());
        assertThat(client.isClosed()).isTrue();
        assertThat(client.take()).isEmpty();
    }

    @Test
    void aCutBeforeTheAnswerHasHandledTheRequest() {
        next(FaultStep.FROM_CLIENT, FaultEffect.CUT_BEFORE_ANSWER);
        Node about = Node.builder("status").text("here").build();
        client.send(iq("status", "set", about).attr("id", "a").build());
        assertThat(anna.profile().about()).isEqualTo("here");
        assertThat(client.take()).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void aStanzaToTheClientThatIsLostWaitsForTheNextConnection() {
        next(FaultStep.TO_CLIENT, FaultEffect.DROP);
        client.device().deliver(message("m", (byte) 1));
        assertThat(client.take()).isEmpty();
        client.close();
        LoopClient again = local.connect(client.device(), false);
        assertThat(again.received()).anyMatch(node -> "m".equals(node.attr("id")));
    }

    @Test
    void stanzasToTheClientOvertakeTheOneThatIsHeldBack() {
        next(FaultStep.TO_CLIENT, FaultEffect.REORDER);
        client.device().deliver(message("a", (byte) 1));
        client.device().deliver(message("b", (byte) 1));
        assertThat(ids()).containsExactly("b", "a");
    }

    @Test
    void aSpoiltCiphertextDiffersInItsLastBitAndTheRestIsAsItWas() {
        next(FaultStep.TO_CLIENT, FaultEffect.CORRUPT);
        Node sent = message("m", (byte) 7, (byte) 8);
        client.device().deliver(sent);
        Node spoilt = client.take().get(0);
        assertThat(spoilt.requireChild("enc").requireBytes()).containsExactly(7, 9);
        assertThat(spoilt.requireChild("enc").attr("type")).isEqualTo("msg");
        assertThat(spoilt.jid("from")).isEqualTo(sent.jid("from"));
        assertThat(sent.requireChild("enc").requireBytes()).containsExactly(7, 8);
    }

    @Test
    void aWithheldCiphertextIsUnavailable() {
        next(FaultStep.TO_CLIENT, FaultEffect.WITHHOLD);
        client.device().deliver(message("m", (byte) 7));
        Node withheld = client.take().get(0);
        assertThat(withheld.child("enc")).isNull();
        assertThat(withheld.child("unavailable")).isNotNull();
        assertThat(withheld.attr("id")).isEqualTo("m");
    }

    @Test
    void halfAStanzaIsNotReadAndTheConnectionEnds() {
        next(FaultStep.TO_CLIENT, FaultEffect.CUT_INSIDE);
        client.device().deliver(message("m", (byte) 7));
        assertThat(client.take()).isEmpty();
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void aCutAfterTheServersHelloLeavesTheDeviceLoggedOut() {
        client.close();
        next(FaultStep.AFTER_SERVER_HELLO, FaultEffect.CUT);
        LoopClient cut = local.connect(client.device(), false);
        assertThat(cut.isClosed()).isTrue();
    }

    @Test
    void stanzasMeetTheOldestFaultThatFitsUntilItIsOver() {
        Fault twice = local.faults.add(FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE)
                .namespace("w:p")
                .code(501)
                .times(2));
        Fault other = local.faults.add(
                FaultSpec.once(FaultStep.FROM_CLIENT, FaultEffect.REFUSE).code(502));
        assertThat(client.refusal(iq("w:p", "get"))).isEqualTo(501);
        assertThat(client.refusal(iq("abt", "get", Node.of("props")))).isEqualTo(502);
        assertThat(other.over()).isDone();
        assertThat(twice.over()).isNotDone();
        assertThat(client.refusal(iq("w:p", "get"))).isEqualTo(501);
        assertThat(twice.over()).isDone();
        assertThat(twice.hits()).isEqualTo(2);
        assertThat(local.faults.waiting()).isEmpty();
    }

    @Test
    void takingFaultsBackTellsThoseWhoWaitAndNothingGoesWrong() {
        Fault fault = next(FaultStep.FROM_CLIENT, FaultEffect.CUT);
        local.faults.clear();
        assertThat(fault.over()).isDone();
        assertThat(fault.hits()).isZero();
        assertThat(client.refusal(iq("w:p", "get"))).isZero();
    }

    @Test
    void atMostAThousandFaultsWait() {
        for (int i = 0; i < 1_000; i++) {
            next(FaultStep.TO_CLIENT, FaultEffect.DROP);
        }
        assertThatThrownBy(() -> next(FaultStep.TO_CLIENT, FaultEffect.DROP))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("1000 faults wait already");
        assertThat(local.faults.waiting()).hasSize(1_000);
    }
}
