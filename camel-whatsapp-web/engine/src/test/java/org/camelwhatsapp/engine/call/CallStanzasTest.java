package org.camelwhatsapp.engine.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls stanza by stanza: what is told of them, how they are confirmed, and how they are declined. */
class CallStanzasTest {
    private static final Jid OWN_PHONE = Jid.phone("15550009000");
    private static final Jid OWN_LID = Jid.lid("777000");
    private static final Jid CAROL = Jid.lid("3003");
    private static final Jid CAROL_PHONE = Jid.phone("15550003003");
    private static final Jid CREATOR = CAROL.withDevice(1);

    private final ScriptedSession scripted =
            new ScriptedSession().linked(OWN_PHONE.withDevice(3), OWN_LID.withDevice(3));
    private CallFeature calls;

    @BeforeEach
    void start() {
        calls = scripted.add(new CallFeature(scripted.session));
    }

    private static Node.Builder call() {
        return Node.builder("call").attr("from", CAROL).attr("id", "S1").attr("t", 1_700_000_000);
    }

    private static Node.Builder action(String tag) {
        return Node.builder(tag).attr("call-id", "C1").attr("call-creator", CREATOR);
    }

    private CallChanged told(Node call) {
        scripted.receive(call);
        return scripted.events(CallChanged.class).get(0);
    }

    @Test
    void anOfferIsToldWhole() {
        Node offer = action("offer")
                .attr("caller_pn", CAROL_PHONE)
                .child(Node.of("video"))
                .build();
        assertThat(told(call().child(offer).build()))
                .isEqualTo(new CallChanged(
                        "C1",
                        "offer",
                        CAROL,
                        CREATOR,
                        CAROL_PHONE,
                        null,
                        true,
                        null,
                        false,
                        Instant.ofEpochSecond(1_700_000_000)));
    }

    @Test
    void withoutACreatorTheSenderCalls() {
        Node offer = Node.builder("offer").attr("call-id", "C1").build();
        assertThat(told(call().child(offer).build()).caller()).isEqualTo(CAROL);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"video, true", "audio, false", "NONE, false"},
            nullValues = "NONE")
    void aNoticeSaysByAWordWhetherItIsAVideoCall(String media, boolean video) {
        Node notice = action("offer_notice").attr("media", media).build();
        assertThat(told(call().child(notice).build()).video()).isEqualTo(video);
    }

    @ParameterizedTest
    @CsvSource({"offline, 1, true", "e, 1, true", "e, 0, false"})
    void aCallThatWasMissedWhileAwayIsMarked(String name, String value, boolean offline) {
        assertThat(told(call().attr(name, value).child(action("offer").build()).build())
                        .offline())
                .isEqualTo(offline);
    }

    @Test
    void anOfferGetsAReceiptThatNamesTheCall() {
        scripted.receive(call().child(action("offer").build()).build());
        assertThat(scripted.sent)
                .containsExactly(Node.builder("receipt")
                        .attr("id", "S1")
                        .attr("to", CAROL)
                        .child(action("offer").build())
                        .build());
    }

    @Test
    void anEndGetsAnAckThatNamesTheAction() {
        scripted.receive(call().child(action("terminate").build()).build());
        assertThat(scripted.sent)
                .containsExactly(Node.builder("ack")
                        .attr("id", "S1")
                        .attr("to", CAROL)
                        .attr("class", "call")
                        .attr("type", "terminate")
                        .build());
    }

    @Test
    void newKeysOfACallAreConfirmedAndNotTold() {
        scripted.receive(call().child(action("enc_rekey").build()).build());
        assertThat(scripted.sent).extracting(Node::tag).containsExactly("receipt");
        assertThat(scripted.events).isEmpty();
    }

    @Test
    void anActionWithoutACallIsConfirmedAndNotTold() {
        scripted.receive(call().child(Node.of("terminate")).build());
        assertThat(scripted.sent).hasSize(1);
        assertThat(scripted.events).isEmpty();
    }

    @Test
    void everyActionOfAStanzaIsToldInOrder() {
        scripted.receive(call().child(action("preaccept").build())
                .child(action("accept").build())
                .build());
        assertThat(scripted.events(CallChanged.class))
                .extracting(CallChanged::action)
                .containsExactly("preaccept", "accept");
    }

    @Test
    void aCallFromNobodyIsMalformed() {
        assertThatThrownBy(() -> scripted.receive(
                        Node.builder("call").child(action("offer").build()).build()))
                .isInstanceOf(MalformedNodeException.class);
        assertThat(scripted.outward).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void declinesUnderTheAddressOfTheSameKindAsTheCallers(boolean lid) {
        Jid caller = lid ? CAROL : CAROL_PHONE;
        assertThat(scripted.call(() -> calls.reject("C1", caller.withDevice(1))))
                .isCompleted();
        assertThat(scripted.sent)
                .containsExactly(Node.builder("call")
                        .attr("id", "id1")
                        .attr("from", lid ? OWN_LID : OWN_PHONE)
                        .attr("to", caller)
                        .child(Node.builder("reject")
                                .attr("call-id", "C1")
                                .attr("call-creator", caller)
                                .attr("count", 0)
                                .build())
                        .build());
    }

    @Test
    void declinesNothingWithoutAConnection() {
        scripted.ready = false;
        assertThatThrownBy(scripted.call(() -> calls.reject("C1", CAROL))::join)
                .hasCauseInstanceOf(NotConnectedException.class);
    }

    @Test
    void declinesNothingWithoutAnAccount() {
        ScriptedSession stranger = new ScriptedSession();
        CallFeature unlinked = stranger.add(new CallFeature(stranger.session));
        assertThatThrownBy(stranger.call(() -> unlinked.reject("C1", CAROL))::join)
                .hasCauseInstanceOf(NotConnectedException.class);
        assertThat(stranger.sent).isEmpty();
    }
}
