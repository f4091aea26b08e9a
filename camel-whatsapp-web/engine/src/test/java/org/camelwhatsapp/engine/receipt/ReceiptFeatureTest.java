package org.camelwhatsapp.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Receipts as they come, and that each is acknowledged. */
class ReceiptFeatureTest {
    private static final Jid BOB = Jid.lid("2002");
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession scripted = new ScriptedSession();
    private final List<Node> retries = new ArrayList<>();

    @BeforeEach
    void start() {
        scripted.add(new ReceiptFeature(scripted.session, retries::add, receipt -> {}));
    }

    private static Node.Builder receipt(Jid from, String type) {
        return Node.builder("receipt")
                .attr("from", from)
                .attr("id", "M1")
                .attr("type", type)
                .attr("t", 1_700_000_000);
    }

    private ReceiptReceived told() {
        return scripted.events(ReceiptReceived.class).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        ", DELIVERY",
        "read, READ",
        "read-self, READ_SELF",
        "played, PLAYED",
        "played-self, PLAYED_SELF",
        "inactive, INACTIVE"
    })
    void tellsEveryTypeOfReceipt(String type, ReceiptReceived.Type expected) {
        scripted.receive(receipt(BOB.withDevice(2), type).build());
        assertThat(told().type()).isEqualTo(expected);
        assertThat(told().chat()).isEqualTo(BOB);
        assertThat(told().participant()).isEqualTo(BOB.withDevice(2));
        assertThat(told().timestamp().getEpochSecond()).isEqualTo(1_700_000_000);
        Node ack = scripted.sent.get(0);
        assertThat(ack.attr("class")).isEqualTo("receipt");
        assertThat(ack.attr("id")).isEqualTo("M1");
        assertThat(ack.attr("type")).isEqualTo(type);
        assertThat(ack.requireJid("to")).isEqualTo(BOB.withDevice(2));
    }

    @Test
    void tellsAllMessagesOfAReceipt() {
        Node.Builder list = Node.builder("list");
        List.of("M2", "M3")
                .forEach(id -> list.child(Node.builder("item").attr("id", id).build()));
        scripted.receive(receipt(BOB, "read").child(list.build()).build());
        assertThat(told().messageIds()).containsExactly("M1", "M2", "M3");
        assertThat(scripted.sent).hasSize(1);
    }

    @Test
    void takesABoundedNumberOfMessages() {
        Node.Builder list = Node.builder("list");
        IntStream.range(0, 100_000)
                .forEach(
                        i -> list.child(Node.builder("item").attr("id", "M" + i).build()));
        scripted.receive(receipt(BOB, "read").child(list.build()).build());
        assertThat(told().messageIds()).hasSizeLessThan(20_000);
    }

    @Test
    void tellsWhichMemberOfAGroupItWas() {
        scripted.receive(
                receipt(GROUP, "read").attr("participant", BOB.withDevice(1)).build());
        assertThat(told().chat()).isEqualTo(GROUP);
        assertThat(told().participant()).isEqualTo(BOB.withDevice(1));
        assertThat(scripted.sent.get(0).requireJid("participant")).isEqualTo(BOB.withDevice(1));
    }

    @Test
    void leavesUnknownTypesAloneAndAcknowledgesThem() {
        scripted.receive(receipt(BOB, "imagined").build());
        assertThat(scripted.events).isEmpty();
        assertThat(scripted.sent).hasSize(1);
    }

    @Test
    void acknowledgesWhatItCannotRead() {
        Node malformed =
                Node.builder("receipt").attr("id", "M1").attr("t", "soon").build();
        assertThatThrownBy(() -> scripted.receive(malformed)).isInstanceOf(MalformedNodeException.class);
        assertThat(scripted.sent).hasSize(1);
    }

    @Test
    void handsRetriesOver() {
        scripted.receive(receipt(BOB, "retry").build());
        assertThat(retries).hasSize(1);
        assertThat(scripted.events).isEmpty();
    }
}
