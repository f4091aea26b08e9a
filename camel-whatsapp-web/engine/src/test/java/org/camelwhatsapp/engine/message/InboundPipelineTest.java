package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.ProtocolMessage.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad message costs itself: those before and behind it in the same burst are journalled, answered and delivered. */
class InboundPipelineTest {
    private final MessageBench bench = new MessageBench();

    /** What the listeners were given, one after the other. */
    private List<String> delivered() {
        List<String> texts = new ArrayList<>();
        while (!bench.scripted.deliveries.isEmpty()) {
            MessageReceived event =
                    (MessageReceived) bench.scripted.deliveries.peek().event();
            texts.add(
                    event.message().content() instanceof TextContent text
                            ? text.text()
                            : event.message().content().toString());
            bench.scripted.settle(null);
        }
        return texts;
    }

    @Test
    void journalsAnswersAndDelivers() {
        bench.loggedIn().receive(bench.message("A", "one"), bench.message("B", "two"));
        assertThat(bench.answers("receipt", "A")).hasSize(1);
        assertThat(bench.scripted.memory.mail().inbox).hasSize(2);
        assertThat(delivered()).containsExactly("one", "two");
        assertThat(bench.scripted.memory.mail().inbox).isEmpty();
    }

    @Test
    void nothingLeavesBeforeTheCommit() {
        bench.loggedIn();
        bench.scripted.memory.hold();
        bench.receive(bench.message("A", "one"));
        assertThat(bench.scripted.outward).isEmpty();
        bench.scripted.memory.release();
        bench.scripted.loop.run();
        assertThat(bench.answers("receipt", "A")).hasSize(1);
        assertThat(delivered()).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "count", "bytes"})
    void anEnvelopeThatCannotBeReadCostsOnlyItself(String broken) {
        bench.loggedIn();
        Node.Builder enc = bench.enc("bad");
        Node bad = broken.equals("bytes")
                ? Node.builder("enc").attr("type", "msg").build()
                : enc.attr(broken, "x").build();
        bench.receive(bench.message("A", "one"), bench.stanza("BAD").child(bad).build(), bench.message("C", "three"));
        assertThat(bench.scripted.reconnects).isEmpty();
        assertThat(bench.answers("ack", "BAD"))
                .singleElement()
                .satisfies(ack -> assertThat(ack.attr("error")).isEqualTo("487"));
        assertThat(delivered()).containsExactly("one", "three");
    }

    @Test
    void aCiphertextOfAnUnknownKindIsAskedForAgain() {
        bench.loggedIn();
        Node bad = bench.stanza("BAD")
                .child(bench.enc("bad").attr("type", "later").build())
                .build();
        bench.receive(bench.message("A", "one"), bad, bench.message("C", "three"));
        assertThat(bench.answers("receipt", "BAD"))
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.attr("type")).isEqualTo("retry"));
        assertThat(bench.scripted.events(MessageUnavailable.class)).hasSize(1);
        assertThat(delivered()).containsExactly("one", "three");
    }

    @Test
    void aMessageThatAHandlerFailsOnIsAskedForAgainAndTheOthersAreKept() {
        bench.loggedIn();
        bench.sender = bench.scripted.credentials.requireAccount().lid().withDevice(0);
        bench.messages.protocolMessages().on(Type.APP_STATE_SYNC_KEY_SHARE, (notice, transaction) -> {
            throw new IllegalStateException("expected by the test");
        });
        Message share = Message.newBuilder()
                .setProtocolMessage(Message.ProtocolMessage.newBuilder().setType(Type.APP_STATE_SYNC_KEY_SHARE))
                .build();
        Node bad = bench.stanza("BAD").child(bench.enc(share).build()).build();
        bench.receive(bench.message("A", "one"), bad, bench.message("C", "three"));
        assertThat(bench.scripted.reconnects).isEmpty();
        assertThat(bench.answers("receipt", "BAD"))
                .singleElement()
                .satisfies(receipt -> assertThat(receipt.attr("type")).isEqualTo("retry"));
        assertThat(delivered()).containsExactly("one", "three");
    }

    @Test
    void aSenderWithoutAnAddressIsRefusedAndTheNextMessageIsRead() {
        bench.loggedIn();
        bench.receive(bench.stanza("BAD").attr("from", "a@b@c").build());
        assertThat(bench.answers("ack", "BAD"))
                .singleElement()
                .satisfies(ack -> assertThat(ack.attr("to")).isEqualTo("a@b@c"));
        bench.receive(bench.message("A", "one"));
        assertThat(delivered()).containsExactly("one");
    }

    @Test
    void aMessageBeforeThereIsAnAccountIsNotInTheWayOfThoseAfterPairing() {
        var account = bench.scripted.credentials.account();
        bench.scripted.credentials = bench.scripted.credentials.withAccount(null);
        bench.receive(bench.message("EARLY", "early"));
        bench.scripted.credentials = bench.scripted.credentials.withAccount(account);
        bench.loggedIn().receive(bench.message("A", "one"));
        assertThat(delivered()).containsExactly("one");
    }

    @Test
    void messagesWaitUntilTheJournalOfTheLastProcessWasRead() {
        MessageBench before = new MessageBench().loggedIn();
        before.receive(before.message("OLD", "old"));
        bench.scripted.memory.mail().inbox.putAll(before.scripted.memory.mail().inbox);
        bench.receive(bench.message("NEW", "new"));
        assertThat(bench.scripted.outward).isEmpty();
        bench.loggedIn();
        assertThat(delivered()).containsExactly("old", "new");
    }

    @Test
    void theJournalOfTheLastProcessIsDeliveredOnceHoweverOftenTheLoginBegins() {
        MessageBench before = new MessageBench().loggedIn();
        before.receive(before.message("OLD", "old"));
        bench.scripted.memory.mail().inbox.putAll(before.scripted.memory.mail().inbox);
        bench.scripted.run(() -> {
            bench.inbound.onLogin();
            bench.inbound.onLogin();
        });
        assertThat(delivered()).containsExactly("old");
    }

    @Test
    void anEndlessNameIsCut() {
        bench.loggedIn();
        Node node = bench.stanza("A")
                .attr("notify", "n".repeat(70_000))
                .child(bench.enc("one").build())
                .build();
        bench.receive(node);
        assertThat(delivered()).containsExactly("one");
    }

    @Test
    void aRepeatedMessageIsAnsweredAndNotDeliveredTwice() {
        Node node = bench.message("A", "one");
        bench.loggedIn().receive(node);
        assertThat(delivered()).containsExactly("one");
        bench.receive(node);
        assertThat(bench.answers("receipt", "A")).hasSize(2);
        assertThat(delivered()).isEmpty();
    }

    @Test
    void anIdWithoutEndIsRefused() {
        assertThatThrownBy(() -> InboundStanza.parse(
                        bench.stanza("x".repeat(513)).build(), bench.scripted.credentials.requireAccount()))
                .hasMessageContaining("513");
    }

    @Test
    void emptyMessagesAreDeliveredToo() {
        bench.loggedIn()
                .receive(bench.stanza("A")
                        .child(bench.enc(Message.getDefaultInstance()).build())
                        .build());
        assertThat(delivered()).hasSize(1);
    }
}
