package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.message.content.AddOnContent;
import org.camelwhatsapp.engine.message.content.CommentContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.EventEditContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent.Response;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one account says in secret about a message of another, and what each of them makes of it. */
class AddOnsTest {
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final long NOW = 1_760_000_000_000L;
    private static final String ID = "PARENT";
    private static final MessageKey TARGET = new MessageKey(GROUP, ID, false, Party.ANN);
    private static final EventContent PARTY =
            new EventContent("party", null, Instant.ofEpochSecond(1_770_000_000L), null, null, null, true, false);
    private static final EventContent LATER = new EventContent(
            "party", "an hour later", Instant.ofEpochSecond(1_770_003_600L), null, null, null, true, false);

    /** One account with its own disk. */
    private static final class Party {
        static final Jid ANN = Jid.lid("100000000000001");
        static final Jid BOB = Jid.lid("100000000000002");
        static final Jid BOBS_NUMBER = Jid.phone("15550001002");

        final Jid lid;
        final ScriptedSession scripted;
        final AddressBook addresses;
        final AddOns addOns;

        Party(Jid lid, Jid number) {
            this.lid = lid;
            scripted = new ScriptedSession().linked(number.withDevice(5), lid.withDevice(5));
            addresses = new AddressBook(scripted.session);
            addOns = new AddOns(scripted.session, addresses);
        }

        void learn(Jid chat, Jid author, Message message) {
            StoreTransaction transaction = scripted.session.store().transaction();
            addOns.learn(chat, ID, author, message, transaction);
            scripted.session.store().commit(transaction);
        }

        CompletableFuture<Message> seal(Jid chat, AddOnContent content) {
            return scripted.call(() -> addOns.seal(chat, content, NOW));
        }

        /** What a message of another one says here. */
        MessageContent read(Jid chat, Jid sender, Message message) {
            JournalEntry entry = new JournalEntry(
                    new MessageKey(chat, "X", false, sender), sender, null, 0, null, false, message.toByteArray());
            return scripted.call(() -> addOns.read(entry, message)).join();
        }
    }

    private final Party ann = new Party(Party.ANN, Jid.phone("15550001001"));
    private final Party bob = new Party(Party.BOB, Party.BOBS_NUMBER);

    private Message withSecret(MessageContent content) {
        return AnnouncementPosts.withSecret(ann.scripted.session, ContentCodec.toProto(content, NOW));
    }

    /** Ann has posted this to the group, and both have seen it. */
    private void posted(MessageContent content) {
        Message message = withSecret(content);
        ann.learn(GROUP, Party.ANN, message);
        bob.learn(GROUP, Party.ANN, message);
    }

    private static PollContent poll(String... options) {
        return new PollContent("which", List.of(options), options.length);
    }

    private static PollVoteContent vote(String... options) {
        return new PollVoteContent(TARGET, List.of(options));
    }

    @Test
    void readsTheVoteOfAnIndependentClient() {
        byte[] secret = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        Jid author = Jid.phone("15550001111");
        ann.scripted
                .memory
                .rows("messageSecrets")
                .put(
                        author + "/3EB0AABBCCDDEEFF001122",
                        new ParentMessage(author, secret, List.of("red", "blue")).encode());
        Message.Builder update = Message.newBuilder();
        update.getPollUpdateMessageBuilder()
                .setPollCreationMessageKey(
                        MessageKeys.write(new MessageKey(author, "3EB0AABBCCDDEEFF001122", false, null)))
                .getVoteBuilder()
                .setEncIv(ByteString.copyFrom(HexFormat.of().parseHex("6465666768696a6b6c6d6e6f")))
                .setEncPayload(
                        ByteString.copyFrom(
                                HexFormat.of()
                                        .parseHex(
                                                "5f66ba5a7599875f1007ea7f61a62954c2a3ad09c398ae61036f3fcc5528893ce7331f3aa2c09e743129096cc338cfa68d56")));
        assertThat(ann.read(author, Jid.phone("15550002222"), update.build()))
                .isInstanceOfSatisfying(
                        PollVoteContent.class,
                        vote -> assertThat(vote.options()).containsExactly("blue"));
    }

    static Stream<AddOnContent> answers() {
        return Stream.of(
                new EventResponseContent(TARGET, Response.GOING, 0),
                new EventResponseContent(TARGET, Response.GOING, 3),
                new EventResponseContent(TARGET, Response.NOT_GOING, 0),
                new EventResponseContent(TARGET, Response.MAYBE, 1),
                new CommentContent(TARGET, "see you there"),
                // As long as a text may be.
                new CommentContent(TARGET, "x".repeat(65_536)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theAuthorReadsWhatAMemberAnswers(AddOnContent answer) {
        posted(PARTY);
        Message sealed = bob.seal(GROUP, answer).join();
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isEqualTo(answer);
    }

    @Test
    void aVoteIsReadInTheOrderOfThePoll() {
        posted(poll("red", "green", "blue"));
        Message sealed = bob.seal(GROUP, vote("blue", "red")).join();
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isEqualTo(vote("red", "blue"));
    }

    @Test
    void aVoteForNothingTakesTheVoteBack() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote()).join();
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isEqualTo(vote());
    }

    @Test
    void aVoteNamesNoOptionInTheOpen() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote("blue")).join();
        byte[] hash = Hashes.sha256("blue".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String bytes = HexFormat.of().formatHex(sealed.toByteArray());
        assertThat(bytes)
                .doesNotContain(HexFormat.of().formatHex(hash))
                .doesNotContain(HexFormat.of().formatHex("blue".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yellow", "Red", "red ", ""})
    void aVoteIsForOptionsOfThePollWordForWord(String option) {
        posted(poll("red", "blue"));
        assertThatThrownBy(() -> bob.seal(GROUP, vote("blue", option)).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(InvalidContentException.class)
                .hasMessageContaining("'options' must be answers of the poll, word for word");
    }

    @Test
    void twoVotesForTheSameAreNotAlikeOnTheWire() {
        posted(poll("red", "blue"));
        Message one = bob.seal(GROUP, vote("red")).join();
        Message two = bob.seal(GROUP, vote("red")).join();
        assertThat(one.getPollUpdateMessage().getVote().getEncIv())
                .isNotEqualTo(two.getPollUpdateMessage().getVote().getEncIv());
    }

    @Test
    void whatIsAboutAnUnknownMessageCannotBeSealed() {
        assertThatThrownBy(() -> bob.seal(GROUP, vote("red")).join())
                .hasCauseInstanceOf(InvalidContentException.class)
                .hasMessageContaining("'target' must be a message that was sent or received here");
    }

    @Test
    void aMessageOfTheSameIdInAnotherChatIsAnother() {
        posted(poll("red", "blue"));
        assertThat(bob.seal(Jid.group("120363000000000002"), vote("red"))).isCompletedExceptionally();
    }

    @Test
    void aVoteOnAnUnknownPollStaysClosed() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote("red")).join();
        Party carol = new Party(Jid.lid("100000000000003"), Jid.phone("15550001003"));
        assertThat(carol.read(GROUP, Party.BOB, sealed)).isNotInstanceOf(PollVoteContent.class);
    }

    @Test
    void nobodyCanVoteForAnother() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote("red")).join();
        assertThat(ann.read(GROUP, Jid.lid("100000000000003"), sealed)).isNotInstanceOf(PollVoteContent.class);
    }

    @Test
    void aChangedCiphertextStaysClosed() {
        posted(poll("red", "blue"));
        Message.Builder sealed = bob.seal(GROUP, vote("red")).join().toBuilder();
        byte[] payload = sealed.getPollUpdateMessage().getVote().getEncPayload().toByteArray();
        payload[0] ^= 1;
        sealed.getPollUpdateMessageBuilder().getVoteBuilder().setEncPayload(ByteString.copyFrom(payload));
        assertThat(ann.read(GROUP, Party.BOB, sealed.build())).isNotInstanceOf(PollVoteContent.class);
    }

    @Test
    void anAnswerWhoseKeyNamesNoMessageIsReadAsFarAsItGoes() {
        posted(poll("red", "blue"));
        Message.Builder sealed = bob.seal(GROUP, vote("red")).join().toBuilder();
        sealed.getPollUpdateMessageBuilder().getPollCreationMessageKeyBuilder().clearRemoteJid();
        assertThat(ann.read(GROUP, Party.BOB, sealed.build())).isNotInstanceOf(PollVoteContent.class);
    }

    @Test
    void aDeviceOfTheVoterVotesForTheVoter() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote("red")).join();
        assertThat(ann.read(GROUP, Party.BOB.withDevice(5), sealed)).isEqualTo(vote("red"));
    }

    @Test
    void aVoterWhoIsNamedByTheNumberIsTheSame() {
        posted(poll("red", "blue"));
        Message sealed = bob.seal(GROUP, vote("red")).join();
        JournalEntry entry = new JournalEntry(
                new MessageKey(GROUP, "X", false, Party.BOBS_NUMBER),
                Party.BOBS_NUMBER,
                Party.BOB,
                0,
                null,
                false,
                sealed.toByteArray());
        assertThat(ann.scripted.call(() -> ann.addOns.read(entry, sealed)).join())
                .isEqualTo(vote("red"));
    }

    @Test
    void whatWasKeptUnderTheNumberIsFoundOnceTheLidIsKnown() {
        Message message = withSecret(poll("red", "blue"));
        bob.learn(Jid.phone("15550001001"), Jid.phone("15550001001"), message);
        StoreTransaction transaction = bob.scripted.session.store().transaction();
        bob.addresses.learn(Party.ANN, Jid.phone("15550001001"), transaction);
        bob.scripted.session.store().commit(transaction);
        MessageKey target = new MessageKey(Party.ANN, ID, false, null);
        assertThat(bob.seal(Party.ANN, new PollVoteContent(target, List.of("red"))))
                .isCompleted();
    }

    @Test
    void aSecretReactionIsReadAsAReaction() {
        posted(PARTY);
        ReactionContent heart = new ReactionContent(TARGET, "\u2764");
        Message sealed = bob.scripted
                .call(() -> bob.addOns.seal(GROUP, heart, NOW))
                .join()
                .orElseThrow();
        assertThat(sealed.hasReactionMessage()).isFalse();
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isEqualTo(heart);
    }

    @Test
    void withoutASecretAReactionIsNotSealed() {
        ReactionContent heart = new ReactionContent(TARGET, "\u2764");
        assertThat(bob.scripted.call(() -> bob.addOns.seal(GROUP, heart, NOW)).join())
                .isEmpty();
    }

    @Test
    void theAuthorOfAnEventChangesIt() {
        posted(PARTY);
        EventEditContent edit = new EventEditContent(TARGET, LATER);
        Message sealed = ann.seal(GROUP, edit).join();
        assertThat(bob.read(GROUP, Party.ANN, sealed)).isEqualTo(edit);
    }

    @Test
    void aMemberCannotChangeTheEventOfAnother() {
        posted(PARTY);
        Message sealed = bob.seal(GROUP, new EventEditContent(TARGET, LATER)).join();
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isNotInstanceOf(EventEditContent.class);
    }

    /** A secret edit of a text, as the phone makes it. */
    private Message secretEdit(Jid sender, Message plain) {
        ParentMessage parent =
                ParentMessage.decode(ann.scripted.memory.rows("messageSecrets").get(GROUP + "/" + ID));
        byte[] iv = AddOnCipher.newIv(ann.scripted.session.environment().random());
        byte[] payload = AddOnCipher.seal(
                new AddOnCipher.Binding(parent.secret(), ID, parent.author(), sender),
                AddOnCipher.Purpose.MESSAGE_EDIT,
                iv,
                plain.toByteArray());
        Message.Builder message = Message.newBuilder();
        message.getSecretEncryptedMessageBuilder()
                .setTargetMessageKey(MessageKeys.write(TARGET))
                .setSecretEncType(Message.SecretEncryptedMessage.SecretEncType.MESSAGE_EDIT)
                .setEncIv(ByteString.copyFrom(iv))
                .setEncPayload(ByteString.copyFrom(payload));
        return message.build();
    }

    @Test
    void theAuthorOfATextChangesIt() {
        posted(poll("red", "blue"));
        Message sealed = secretEdit(
                Party.ANN, Message.newBuilder().setConversation("better").build());
        assertThat(bob.read(GROUP, Party.ANN, sealed)).isEqualTo(new EditContent(TARGET, "better"));
    }

    @Test
    void aMemberCannotChangeTheTextOfAnother() {
        posted(poll("red", "blue"));
        Message sealed = secretEdit(
                Party.BOB, Message.newBuilder().setConversation("worse").build());
        assertThat(ann.read(GROUP, Party.BOB, sealed)).isNotInstanceOf(EditContent.class);
    }

    @Test
    void anEditThatOpensToNothingSensibleIsNone() {
        posted(poll("red", "blue"));
        assertThat(bob.read(GROUP, Party.ANN, secretEdit(Party.ANN, Message.getDefaultInstance())))
                .isNotInstanceOf(EditContent.class);
    }

    /** A secret of this many bytes is no secret, and nothing is kept of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void onlySecretsOf32BytesAreKept(int length) {
        Message.Builder message = Message.newBuilder().setConversation("hi");
        message.getMessageContextInfoBuilder().setMessageSecret(ByteString.copyFrom(new byte[length]));
        ann.learn(GROUP, Party.ANN, message.build());
        assertThat(ann.scripted.memory.rows("messageSecrets")).isEmpty();
    }

    @Test
    void aPlainMessageIsReadAsItIs() {
        assertThat(ann.read(
                        GROUP,
                        Party.BOB,
                        Message.newBuilder().setConversation("hi").build()))
                .isEqualTo(new org.camelwhatsapp.engine.message.content.TextContent("hi"));
    }
}
