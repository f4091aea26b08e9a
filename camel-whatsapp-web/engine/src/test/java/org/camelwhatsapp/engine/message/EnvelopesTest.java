package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is put around a message, and what is read from around one. */
class EnvelopesTest {
    private static final Jid OWN = new Jid("15550001001", 7, Jid.PN_SERVER);
    private static final Jid OWN_LID = Jid.lid("100000000000009").withDevice(7);
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final LinkedAccount ACCOUNT =
            new LinkedAccount(OWN, OWN_LID, new byte[] {1}, new byte[32], null, null, null);

    @Property(tries = 200)
    void paddingComesOffAgain(@ForAll @Size(max = 300) byte[] message) {
        byte[] padded = Padding.add(message, new SeededRandom(message.length));
        assertThat(padded.length - message.length).isBetween(1, 15);
        assertThat(Padding.remove(padded)).isEqualTo(message);
    }

    @Test
    void paddingThatIsNoneIsRefused() {
        for (byte[] wrong : new byte[][] {{}, {0}, {1, 2, 9}, {(byte) 0xff}}) {
            assertThatThrownBy(() -> Padding.remove(wrong))
                    .isInstanceOfSatisfying(
                            SignalException.class,
                            e -> assertThat(e.reason()).isEqualTo(SignalException.Reason.INVALID_MESSAGE));
        }
        assertThat(Padding.remove(new byte[] {1})).isEmpty();
    }

    @Test
    void hashesTheDevicesInAnyOrderWithOnesOwn() {
        // The first 6 bytes of the SHA-256 of "100000000000001.0:0@lid100000000000001.0:3@lid..." in base64.
        List<Jid> devices = List.of(
                Jid.lid("100000000000002"), Jid.lid("100000000000001").withDevice(3), Jid.lid("100000000000001"));
        assertThat(ParticipantHash.of(devices, ACCOUNT)).isEqualTo("2:NJA8vqRo");
        assertThat(ParticipantHash.of(List.of(devices.get(2), devices.get(0), devices.get(1)), ACCOUNT))
                .isEqualTo("2:NJA8vqRo");
        assertThat(ParticipantHash.of(devices.subList(0, 2), ACCOUNT)).isNotEqualTo("2:NJA8vqRo");
    }

    @Test
    void idsHaveTheFormThatOthersExpect() {
        SeededRandom random = new SeededRandom(1);
        String id = MessageIds.next(random);
        assertThat(id).matches("3EB0[0-9A-F]{18}");
        assertThat(MessageIds.next(random)).isNotEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "with space",
                "a/b",
                "a\nb",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void anIdOfACallerIsLettersAndDigits(String id) {
        assertThatThrownBy(() -> MessageIds.check(id)).isInstanceOf(SendFailedException.class);
        assertThat(MessageIds.check("Order4711")).isEqualTo("Order4711");
    }

    private static Message wrapped(Message inner, int depth) {
        Message message = inner;
        for (int i = 0; i < depth; i++) {
            message = Message.newBuilder()
                    .setEphemeralMessage(Message.FutureProofMessage.newBuilder().setMessage(message))
                    .build();
        }
        return message;
    }

    @Test
    void findsTheInnermostMessageOfAtMostEightWrappers() {
        Message text = Message.newBuilder().setConversation("hi").build();
        assertThat(Wrappers.unwrap(text)).isEqualTo(text);
        assertThat(Wrappers.unwrap(wrapped(text, 8))).isEqualTo(text);
        assertThat(Wrappers.unwrap(wrapped(text, 9)).hasEphemeralMessage()).isTrue();
        Message once = ViewOnce.mark(Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder().setCaption("c"))
                .build());
        assertThat(Wrappers.unwrap(once).getImageMessage().getViewOnce()).isTrue();
    }

    @Test
    void onlyFilesCanBeSeenOnce() {
        for (Message file : List.of(
                Message.newBuilder()
                        .setVideoMessage(Message.VideoMessage.getDefaultInstance())
                        .build(),
                Message.newBuilder()
                        .setAudioMessage(Message.AudioMessage.getDefaultInstance())
                        .build())) {
            assertThat(ViewOnce.mark(file).hasViewOnceMessageV2()).isTrue();
        }
        assertThatThrownBy(() ->
                        ViewOnce.mark(Message.newBuilder().setConversation("x").build()))
                .isInstanceOf(InvalidContentException.class);
    }

    private static Node.Builder stanza(Jid from) {
        return Node.builder("message").attr("from", from).attr("id", "M1").attr("t", 1_700_000_000L);
    }

    @Test
    void readsTheEnvelopeOfADirectMessage() {
        InboundStanza stanza = InboundStanza.parse(
                stanza(BOB.withDevice(2))
                        .attr("sender_lid", "100000000000002@lid")
                        .attr("notify", "Bob")
                        .attr("offline", 0)
                        .build(),
                ACCOUNT);
        assertThat(stanza.chat()).isEqualTo(BOB);
        assertThat(stanza.sender()).isEqualTo(BOB.withDevice(2));
        assertThat(stanza.senderAlternate()).isEqualTo(Jid.lid("100000000000002"));
        assertThat(stanza.fromMe()).isFalse();
        assertThat(stanza.isGroup()).isFalse();
        assertThat(stanza.isPeer()).isFalse();
        assertThat(stanza.isOffline()).isTrue();
        assertThat(stanza.pushName()).isEqualTo("Bob");
        assertThat(stanza.timestamp()).isEqualTo(Instant.ofEpochSecond(1_700_000_000L));
    }

    @Test
    void aCopyFromAnotherOwnDeviceIsInTheChatOfTheRecipient() {
        Node copy = stanza(OWN_LID.withDevice(0)).attr("recipient", BOB).build();
        InboundStanza stanza = InboundStanza.parse(copy, ACCOUNT);
        assertThat(stanza.fromMe()).isTrue();
        assertThat(stanza.chat()).isEqualTo(BOB);
        InboundStanza toSelf = InboundStanza.parse(stanza(OWN.withDevice(0)).build(), ACCOUNT);
        assertThat(toSelf.chat()).isEqualTo(OWN.toUser());
        InboundStanza peer = InboundStanza.parse(
                stanza(OWN.withDevice(0)).attr("category", "peer").build(), ACCOUNT);
        assertThat(peer.isPeer()).isTrue();
    }

    @Test
    void aMessageInAGroupNamesItsAuthor() {
        InboundStanza stanza = InboundStanza.parse(
                stanza(GROUP)
                        .attr("participant", "100000000000002:4@lid")
                        .attr("participant_pn", BOB)
                        .attr("notify", "-")
                        .build(),
                ACCOUNT);
        assertThat(stanza.chat()).isEqualTo(GROUP);
        assertThat(stanza.isGroup()).isTrue();
        assertThat(stanza.sender()).isEqualTo(Jid.lid("100000000000002").withDevice(4));
        assertThat(stanza.senderAlternate()).isEqualTo(BOB);
        assertThat(stanza.pushName()).isNull();
        assertThatThrownBy(() -> InboundStanza.parse(stanza(GROUP).build(), ACCOUNT))
                .isInstanceOf(MalformedNodeException.class);
    }

    private static JournalEntry entry() {
        InboundStanza stanza = InboundStanza.parse(
                stanza(BOB.withDevice(2))
                        .attr("notify", "Bob")
                        .attr("offline", 1)
                        .build(),
                ACCOUNT);
        return JournalEntry.of(
                stanza, Message.newBuilder().setConversation("hi").build(), Jid.lid("100000000000002"));
    }

    @Test
    void theJournalKeepsAllOfAnEnvelope() {
        JournalEntry read = JournalEntry.decode(entry().encode());
        assertThat(read).usingRecursiveComparison().isEqualTo(entry());
        assertThat(read.raw().getConversation()).isEqualTo("hi");
    }

    @Test
    void anEntryOfTheJournalThatIsCutOrWrongIsCorrupt() {
        byte[] whole = entry().encode();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> JournalEntry.decode(cut))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-corrupt"));
        }
        byte[] newer = whole.clone();
        newer[0] = 9;
        assertThatThrownBy(() -> JournalEntry.decode(newer)).isInstanceOf(StoreException.class);
        JournalEntry entry = entry();
        JournalEntry noMessage = new JournalEntry(
                entry.key(), entry.sender(), null, 0, null, false, new byte[] {(byte) 0xff, (byte) 0xff});
        assertThatThrownBy(noMessage::raw).isInstanceOf(StoreException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0, send-refused, false", "403, send-403, false", "404, send-404, false", "408, send-408, true",
        "421, send-421, true", "429, send-429, true", "463, send-463, false", "479, send-479, false",
        "500, send-500, true", "503, send-503, true", "599, send-599, false"
    })
    void aRefusalHasACodeAndSaysWhetherToTryAgain(int number, String code, boolean again) {
        SendFailedException refused =
                number == 0 ? new SendFailedException(0, "full") : SendFailedException.ofServerCode(number);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.isRetryable()).isEqualTo(again);
        assertThat(refused.serverCode()).isEqualTo(number);
    }
}
