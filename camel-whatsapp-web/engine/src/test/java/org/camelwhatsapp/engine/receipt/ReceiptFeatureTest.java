package org.camelwhatsapp.engine.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptFeatureTest {
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid GROUP = Jid.group("120363000000000001");

    private final ScriptedSession session = new ScriptedSession();
    private final List<Node> retries = new ArrayList<>();
    private final List<ReceiptReceived> told = new ArrayList<>();
    private final ReceiptFeature receipts = session.add(new ReceiptFeature(session.session, retries::add, told::add));

    private static Node.Builder receipt(Jid from) {
        return Node.builder("receipt").attr("from", from).attr("id", "M1").attr("t", 1_700_000_000L);
    }

    private ReceiptReceived only() {
        assertThat(session.events).hasSize(1);
        return (ReceiptReceived) session.events.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "'', DELIVERY",
        "delivery, DELIVERY",
        "inactive, INACTIVE",
        "sender, SENDER",
        "read, READ",
        "read-self, READ_SELF",
        "played, PLAYED",
        "played-self, PLAYED_SELF",
        "server-error, SERVER_ERROR"
    })
    void knowsEveryTypeOfTheWire(String wire, ReceiptReceived.Type type) {
        session.receive(receipt(BOB).attr("type", wire.isEmpty() ? null : wire).build());
        assertThat(only())
                .isEqualTo(new ReceiptReceived(type, BOB, BOB, List.of("M1"), Instant.ofEpochSecond(1_700_000_000L)));
        assertThat(told).containsExactly(only());
    }

    @Test
    void namesAllMessagesOfAListOfAtMostAThousand() {
        Node.Builder list = Node.builder("list");
        for (int i = 2; i <= 2_000; i++) {
            list.child(Node.builder("item").attr("id", "M" + i).build());
        }
        list.child(Node.of("item"));
        session.receive(receipt(BOB).attr("type", "read").child(list.build()).build());
        assertThat(only().messageIds()).hasSize(1_000).startsWith("M1", "M2", "M3");
    }

    @Test
    void namesChatAndMemberOfAGroup() {
        session.receive(receipt(GROUP).attr("participant", BOB.withDevice(2)).build());
        assertThat(only().chat()).isEqualTo(GROUP);
        assertThat(only().participant()).isEqualTo(BOB.withDevice(2));
    }

    @Test
    void whatAnotherOwnDeviceReadIsInTheChatOfTheOther() {
        Jid own = Jid.phone("15550001001").withDevice(3);
        session.receive(
                receipt(own).attr("type", "read-self").attr("recipient", BOB).build());
        assertThat(only().chat()).isEqualTo(BOB);
        assertThat(only().participant()).isEqualTo(own);
    }

    @Test
    void acknowledgesWithWhatTheServerNeedsToMatchIt() {
        session.receive(receipt(GROUP)
                .attr("type", "read")
                .attr("participant", BOB.withDevice(2))
                .build());
        Node ack = session.sent.get(0);
        assertThat(ack.tag()).isEqualTo("ack");
        assertThat(ack.attr("class")).isEqualTo("receipt");
        assertThat(ack.attr("id")).isEqualTo("M1");
        assertThat(ack.attr("type")).isEqualTo("read");
        assertThat(ack.jid("to")).isEqualTo(GROUP);
        assertThat(ack.jid("participant")).isEqualTo(BOB.withDevice(2));
    }

    @Test
    void aTypeThatIsNewIsAcknowledgedAndTellsNobody() {
        session.receive(receipt(BOB).attr("type", "hummed").build());
        assertThat(session.events).isEmpty();
        assertThat(session.sent).hasSize(1);
    }

    @Test
    void aRetryGoesToWhoeverAnswersItAndIsAcknowledgedEvenIfThatFails() {
        Node retry = receipt(BOB).attr("type", "retry").build();
        session.receive(retry);
        assertThat(retries).containsExactly(retry);
        assertThat(session.events).isEmpty();
        ScriptedSession other = new ScriptedSession();
        other.add(new ReceiptFeature(
                other.session,
                node -> {
                    throw new IllegalStateException("cannot");
                },
                event -> {}));
        Assertions.assertThatThrownBy(() -> other.receive(retry)).isInstanceOf(IllegalStateException.class);
        assertThat(other.sent).hasSize(1);
    }

    @Test
    void aReceiptThatCannotBeReadIsAcknowledgedToo() {
        Node broken = Node.builder("receipt")
                .attr("id", "M1")
                .attr("from", "9".repeat(300) + "@lid")
                .build();
        Assertions.assertThatThrownBy(() -> session.receive(broken))
                .isInstanceOf(org.camelwhatsapp.engine.wire.MalformedNodeException.class);
        assertThat(session.sent).hasSize(1);
        assertThat(session.sent.get(0).jid("to")).isEqualTo(Jid.SERVER);
    }

    @Test
    void saysThatAMessageWasReadAndNamesTheAuthorOnlyInAGroup() {
        session.run(() -> receipts.markRead(new MessageKey(BOB, "M1", false, BOB)));
        Node direct = session.sent.get(0);
        assertThat(direct.jid("to")).isEqualTo(BOB);
        assertThat(direct.attr("type")).isEqualTo("read");
        assertThat(direct.has("participant")).isFalse();
        assertThat(direct.longAttr("t", 0)).isEqualTo(session.loop.now().getEpochSecond());
        session.run(() -> receipts.markRead(new MessageKey(GROUP, "M2", false, BOB)));
        assertThat(session.sent.get(1).jid("to")).isEqualTo(GROUP);
        assertThat(session.sent.get(1).jid("participant")).isEqualTo(BOB);
    }
}
