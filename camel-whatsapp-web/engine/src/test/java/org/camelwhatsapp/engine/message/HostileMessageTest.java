package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others write on a message and in it costs that message at most, never those that came with it. */
class HostileMessageTest {
    private static final Jid ADDRESS = Jid.lid("1001").withDevice(1);
    private static final Jid NUMBER = new Jid("15551001", 1, Jid.PN_SERVER);

    private final MessagingDevice device = new MessagingDevice(ADDRESS, NUMBER, List.of(ADDRESS), 7);
    private final PostOffice server = new PostOffice();
    private ScriptedSession process;
    private Stranger stranger;

    @BeforeEach
    void connect() {
        server.add(device);
        process = device.process;
        device.connect();
        while (!process.requests.isEmpty()) {
            server.serve(device, true);
        }
        process.sent.clear();
        stranger = new Stranger(server.bundle(ADDRESS));
    }

    /** All arrive before the first is worked on, so that they are one burst. */
    private void receive(Node... stanzas) {
        process.receiveAll(List.of(stanzas));
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (!process.deliveries.isEmpty()) {
            if (process.deliveries.peek().event() instanceof MessageReceived received
                    && received.message().content() instanceof TextContent text) {
                texts.add(text.text());
            }
            process.settle(null);
        }
        return texts;
    }

    private List<String> refused() {
        return process.sent.stream()
                .filter(stanza -> stanza.is("ack") && stanza.has("error"))
                .map(stanza -> stanza.attr("error"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"from,no jid@@x", "participant,:@", "recipient,@@", "t,soon", "sender_pn,@"})
    void refusesAnEnvelopeThatCannotBeRead(String attribute, String value) {
        boolean inGroup = attribute.equals("participant");
        Node bad = stranger.text("bad");
        Node of = inGroup ? Stranger.with(bad, "from", "120363000000000001@g.us") : bad;
        receive(stranger.text("before"), Stranger.with(of, attribute, value), stranger.text("after"));
        assertThat(texts()).containsExactly("before", "after");
        assertThat(refused()).containsExactly("487");
    }

    @Test
    void refusesAnIdThatNobodyGives() {
        receive(
                stranger.text("before"),
                Stranger.with(stranger.text("bad"), "id", "A".repeat(513)),
                stranger.text("x"));
        assertThat(texts()).containsExactly("before", "x");
        assertThat(refused()).containsExactly("487");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "count"})
    void refusesACiphertextWhoseLabelIsNoNumber(String attribute) {
        Node enc = Stranger.with(
                stranger.enc(Message.newBuilder().setConversation("bad").build()), attribute, "x");
        receive(stranger.text("before"), stranger.envelope().child(enc).build(), stranger.text("after"));
        assertThat(texts()).containsExactly("before", "after");
        assertThat(refused()).containsExactly("487");
    }

    @Test
    void refusesMoreCiphertextsThanAMessageHas() {
        Node.Builder many = stranger.envelope();
        Node enc = stranger.enc(Message.newBuilder().setConversation("bad").build());
        for (int i = 0; i < 17; i++) {
            many.child(enc);
        }
        receive(many.build(), stranger.text("after"));
        assertThat(texts()).containsExactly("after");
        assertThat(refused()).containsExactly("487");
    }

    @Test
    void cutsANameThatNobodyHas() {
        receive(Stranger.with(stranger.text("named"), "notify", "n".repeat(70_000)));
        MessageReceived received =
                (MessageReceived) process.deliveries.element().event();
        assertThat(received.message().pushName()).hasSize(1_000);
    }

    @Test
    void refusesForGoodWhatIsNoMessageInside() {
        receive(
                stranger.text("before"),
                stranger.envelope()
                        .child(stranger.enc(new byte[] {-1, -1, -1, 1}))
                        .build(),
                stranger.text("after"));
        assertThat(texts()).containsExactly("before", "after");
        assertThat(refused()).containsExactly("491");
    }

    @Test
    void asksAgainForWhatHasNoPadding() {
        receive(stranger.envelope().child(stranger.enc(new byte[] {0})).build(), stranger.text("after"));
        assertThat(texts()).containsExactly("after");
        assertThat(process.sent)
                .filteredOn(stanza -> stanza.attr("type", "").equals("retry"))
                .hasSize(1);
    }

    @Test
    void everyKindOfMessageIsReadWhateverIsInIt() {
        RandomMessages random = new RandomMessages(20_261_121);
        for (int round = 0; round < 5; round++) {
            for (var kind : RandomMessages.kinds()) {
                Message message = random.of(kind);
                assertThatCode(() -> ContentCodec.fromProto(Wrappers.unwrap(message)))
                        .as("%s", kind.getName())
                        .doesNotThrowAnyException();
                receive(stranger.envelope().child(stranger.enc(message)).build(), stranger.text("after"));
                assertThat(texts())
                        .as("after a message of the kind %s", kind.getName())
                        .endsWith("after");
            }
        }
        assertThat(refused()).isEmpty();
        assertThat(process.sent)
                .filteredOn(stanza -> stanza.attr("type", "").equals("retry"))
                .isEmpty();
    }
}
