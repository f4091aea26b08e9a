package org.camelwhatsapp.engine.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls as they come, and that each is confirmed. */
class CallFeatureTest {
    private static final Jid CAROL = Jid.lid("3003");
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession scripted = new ScriptedSession();

    @BeforeEach
    void start() {
        scripted.add(new CallFeature(scripted.session));
    }

    private void receive(Node action) {
        scripted.receive(Node.builder("call")
                .attr("from", CAROL)
                .attr("id", "S1")
                .attr("t", 1_700_000_000)
                .child(action)
                .build());
    }

    private static Node.Builder action(String tag) {
        return Node.builder(tag).attr("call-id", "C1").attr("call-creator", CAROL.withDevice(1));
    }

    @ParameterizedTest
    @CsvSource({"offer, receipt", "offer_notice, ack", "accept, receipt", "reject, receipt", "terminate, ack"})
    void everyActionOfACallIsTold(String tag, String confirmation) {
        receive(action(tag)
                .attr("reason", "accepted_elsewhere")
                .attr("group-jid", GROUP)
                .build());
        CallChanged call = scripted.events(CallChanged.class).get(0);
        assertThat(call.action()).isEqualTo(tag);
        assertThat(call.callId()).isEqualTo("C1");
        assertThat(call.group()).isEqualTo(GROUP);
        assertThat(call.reason()).isEqualTo("accepted_elsewhere");
        assertThat(scripted.sent).singleElement().satisfies(sent -> {
            assertThat(sent.tag()).isEqualTo(confirmation);
            assertThat(sent.attr("id")).isEqualTo("S1");
        });
    }

    @Test
    void whatIsUnknownIsConfirmedAndNotTold() {
        receive(action("imagined").build());
        assertThat(scripted.events).isEmpty();
        assertThat(scripted.sent).singleElement().satisfies(sent -> {
            assertThat(sent.tag()).isEqualTo("ack");
            assertThat(sent.attr("class")).isEqualTo("call");
        });
    }
}
