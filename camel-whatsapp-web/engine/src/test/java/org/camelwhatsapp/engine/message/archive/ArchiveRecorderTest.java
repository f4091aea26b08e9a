package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB_PHONE;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.CAROL;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.GROUP;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.SELF;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.SELF_PHONE;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.DisappearingContent;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MemberLabelContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What traffic becomes in the archive: the changes, their order, and whose they are. */
class ArchiveRecorderTest {
    private static final long AT = 1_700_000_000_000L;

    private final ArchiveBench bench = new ArchiveBench();
    private final ArchiveRecorder recorder = recorder(ArchiveMode.KEEP);

    private ArchiveRecorder recorder(ArchiveMode mode) {
        return new ArchiveRecorder(bench.session, bench.addresses, mode);
    }

    private static Message proto(MessageContent content) {
        return ContentCodec.toProto(content, AT);
    }

    private void seen(MessageKey key, String pushName, Message message) {
        bench.commit(transaction ->
                recorder.seen(new ArchiveRecorder.Seen(key, AT, pushName, message), MessageStatus.NONE, transaction));
    }

    private void seen(MessageKey key, MessageContent content) {
        seen(key, null, proto(content));
    }

    private static MessageKey fromBob(String id) {
        return new MessageKey(BOB, id, false, BOB);
    }

    private static MessageKey mine(Jid chat, String id) {
        return new MessageKey(chat, id, true, null);
    }

    private void committed(ArchiveWrite... expected) {
        assertThat(bench.committed)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(expected);
    }

    @Test
    void aMessageIsKeptWithItsWordsAndItsChatMovesUp() {
        Message message = proto(new TextContent("Grüße, World!"));
        seen(new MessageKey(BOB_PHONE, "A1", false, null), null, message);
        committed(
                new ArchiveWrite.PutMessage(
                        new MessageKey(BOB_PHONE, "A1", false, BOB_PHONE),
                        AT,
                        "text",
                        MessageStatus.NONE,
                        message.toByteArray(),
                        Set.of("gruße", "world")),
                new ArchiveWrite.TouchChat(ChatChange.active(BOB_PHONE, AT)));
    }

    @Test
    void aUserIsKeptUnderTheLidOnceItIsKnown() {
        bench.same(BOB_PHONE, BOB);
        seen(new MessageKey(BOB_PHONE.withDevice(2), "A1", false, BOB_PHONE.withDevice(2)), new TextContent("x"));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class).get(0).key()).isEqualTo(fromBob("A1"));
        assertThat(bench.committed(ArchiveWrite.TouchChat.class).get(0).change().chat())
                .isEqualTo(BOB);
    }

    @Test
    void whatWasKeptUnderTheNumberMovesWhenTheLidIsLearnt() {
        bench.commit(transaction -> bench.addresses.learn(BOB_PHONE, BOB, transaction));
        committed(new ArchiveWrite.JoinAddresses(BOB_PHONE, BOB));
    }

    @Test
    void onesOwnMessageNamesNoAuthor() {
        seen(new MessageKey(GROUP, "A1", true, SELF.withDevice(3)), new TextContent("x"));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class).get(0).key()).isEqualTo(mine(GROUP, "A1"));
    }

    @Test
    void anEditIsANewVersionOfTheWritersOwnMessage() {
        // Whatever the edit says about whose message it is, nobody edits another's.
        MessageKey claimed = new MessageKey(CAROL, "A1", true, CAROL);
        Message inner =
                proto(new EditContent(claimed, "New words")).getEditedMessage().getMessage();
        seen(fromBob("E1"), null, inner);
        committed(new ArchiveWrite.EditMessage(
                fromBob("A1"), AT, proto(new TextContent("New words")).toByteArray(), Set.of("new", "words")));
    }

    @Test
    void anEditedCaptionKeepsTheFile() {
        Message file = Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder()
                        .setMediaKey(ByteString.copyFrom(new byte[32]))
                        .setCaption("sunset"))
                .build();
        seen(fromBob("E1"), null, edit(file));
        assertThat(bench.committed(ArchiveWrite.EditMessage.class))
                .singleElement()
                .satisfies(edit -> {
                    assertThat(edit.body()).isEqualTo(file.toByteArray());
                    assertThat(edit.words()).containsExactly("sunset");
                });
    }

    @Test
    void anEditedCaptionWithoutItsFileIsAText() {
        Message bare = Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder().setCaption("sunset"))
                .build();
        seen(fromBob("E1"), null, edit(bare));
        assertThat(bench.committed(ArchiveWrite.EditMessage.class).get(0).body())
                .isEqualTo(proto(new TextContent("sunset")).toByteArray());
    }

    private static Message edit(Message version) {
        Message.Builder message = Message.newBuilder();
        message.getProtocolMessageBuilder()
                .setType(Message.ProtocolMessage.Type.MESSAGE_EDIT)
                .setEditedMessage(version)
                .getKeyBuilder()
                .setRemoteJid(BOB.toString())
                .setId("A1");
        return message.build();
    }

    @ParameterizedTest
    @CsvSource({
        // Whether this account wrote the revoke, what it says of the message, and whose that is then.
        "true, true, true",
        "true, false, false",
        // Bob says "from me" of his own message, and the opposite of this account's.
        "false, true, false",
        "false, false, true"
    })
    void inAChatOfTwoFromMeIsTheWritersView(boolean byMe, boolean saidFromMe, boolean mine) {
        MessageKey by = byMe ? mine(BOB, "R1") : fromBob("R1");
        seen(by, new RevokeContent(new MessageKey(BOB, "A1", saidFromMe, null)));
        committed(new ArchiveWrite.RevokeMessage(mine ? mine(BOB, "A1") : fromBob("A1"), AT, byMe ? SELF : BOB));
    }

    static Stream<List<Object>> namedAuthors() {
        return Stream.of(
                // By its number, whose LID is known.
                List.of(BOB_PHONE, new MessageKey(GROUP, "A1", false, BOB)),
                // A device of this account, by either address.
                List.of(SELF_PHONE.withDevice(7), mine(GROUP, "A1")),
                List.of(SELF, mine(GROUP, "A1")),
                List.of(CAROL.withDevice(1), new MessageKey(GROUP, "A1", false, CAROL)));
    }

    @ParameterizedTest
    @MethodSource("namedAuthors")
    void inAGroupTheNamedAuthorCounts(List<Object> named) {
        bench.same(BOB_PHONE, BOB);
        MessageKey said = new MessageKey(GROUP, "A1", false, (Jid) named.get(0));
        MessageKey target = recorder.target(new MessageKey(GROUP, "R1", false, CAROL), said);
        assertThat(target).isEqualTo(named.get(1));
    }

    @Test
    void inAGroupAMessageWithoutAnAuthorIsTheWriters() {
        seen(new MessageKey(GROUP, "R1", false, CAROL), new RevokeContent(mine(GROUP, "A1")));
        committed(new ArchiveWrite.RevokeMessage(new MessageKey(GROUP, "A1", false, CAROL), AT, CAROL));
        bench.committed.clear();
        seen(mine(GROUP, "R2"), new RevokeContent(mine(GROUP, "A2")));
        committed(new ArchiveWrite.RevokeMessage(mine(GROUP, "A2"), AT, SELF));
    }

    @ParameterizedTest
    @CsvSource(value = {"👍", "''"})
    void aReactionIsKeptWithWhoReactedAndTakenAwayWhenEmpty(String emoji) {
        seen(
                new MessageKey(GROUP, "R1", false, CAROL),
                new ReactionContent(new MessageKey(GROUP, "A1", false, BOB), emoji));
        committed(new ArchiveWrite.PutReaction(
                new MessageKey(GROUP, "A1", false, BOB), CAROL, AT, emoji.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Message> remarks() {
        MessageKey about = new MessageKey(BOB, "A1", false, BOB);
        return Stream.of(
                proto(new PinContent(about, true, Duration.ofDays(1))),
                proto(new KeepContent(about, true)),
                proto(new DisappearingContent(Duration.ofDays(1))),
                proto(new MemberLabelContent("Baker")),
                // A vote that nobody here can read.
                Message.newBuilder()
                        .setPollUpdateMessage(Message.PollUpdateMessage.getDefaultInstance())
                        .build(),
                Message.newBuilder()
                        .setEncReactionMessage(Message.EncReactionMessage.getDefaultInstance())
                        .build(),
                // A signal between the account's own devices.
                Message.newBuilder()
                        .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                                .setType(Message.ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE))
                        .build(),
                Message.getDefaultInstance());
    }

    @ParameterizedTest
    @MethodSource("remarks")
    void signalsAndRemarksAreNoMessages(Message message) {
        seen(fromBob("A2"), null, message);
        committed();
    }

    @Test
    void aKindThatIsNotKnownIsKeptForLater() {
        Message unknown = Message.newBuilder()
                .setSendPaymentMessage(Message.SendPaymentMessage.getDefaultInstance())
                .build();
        seen(fromBob("A1"), null, unknown);
        assertThat(bench.committed(ArchiveWrite.PutMessage.class))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.kind()).isEqualTo("unknown");
                    assertThat(kept.body()).isEqualTo(unknown.toByteArray());
                });
    }

    private List<String> pushNames() {
        return bench.committed(ArchiveWrite.PutName.class).stream()
                .map(name -> name.owner() + " " + name.source() + " " + new String(name.body(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void aNameIsWrittenWhenItIsNewAndNotWithEveryMessage() {
        Message text = proto(new TextContent("x"));
        seen(fromBob("A1"), "Bob", text);
        seen(fromBob("A2"), "Bob", text);
        assertThat(pushNames()).containsExactly(BOB + " PUSH Bob");
        seen(fromBob("A3"), "Robert", text);
        seen(new MessageKey(GROUP, "A4", false, CAROL), "Carol", text);
        assertThat(pushNames()).containsExactly(BOB + " PUSH Bob", BOB + " PUSH Robert", CAROL + " PUSH Carol");
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "-"})
    void whatIsNoNameIsNotKept(String name) {
        seen(fromBob("A1"), name, proto(new TextContent("x")));
        assertThat(pushNames()).isEmpty();
    }

    @Test
    void onesOwnNameIsNotKeptAsAContacts() {
        seen(mine(BOB, "A1"), "Me", proto(new TextContent("x")));
        assertThat(pushNames()).isEmpty();
    }

    @Test
    void aNameIsWrittenAgainAfterTheUserWasErased() {
        seen(fromBob("A1"), "Bob", proto(new TextContent("x")));
        recorder.forget(List.of(BOB));
        seen(fromBob("A2"), "Bob", proto(new TextContent("x")));
        assertThat(pushNames()).hasSize(2);
    }

    @Test
    void aRemarkTellsANameToo() {
        seen(fromBob("A1"), "Bob", proto(new KeepContent(fromBob("A0"), true)));
        assertThat(pushNames()).containsExactly(BOB + " PUSH Bob");
    }

    @Test
    void whatTheStoreRefusesStandsInNobodysWay() {
        bench.refusing = true;
        seen(fromBob("A1"), "Bob", proto(new TextContent("x")));
        receipt(ReceiptReceived.Type.READ, BOB);
        bench.refusing = false;
        seen(fromBob("A2"), new TextContent("x"));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class))
                .extracting(kept -> kept.key().id())
                .containsExactly("A2");
    }

    @Test
    void nothingIsKeptWhenItIsSwitchedOff() {
        ArchiveBench quiet = new ArchiveBench();
        ArchiveRecorder off = new ArchiveRecorder(quiet.session, quiet.addresses, ArchiveMode.OFF);
        quiet.commit(t -> {
            off.seen(
                    new ArchiveRecorder.Seen(fromBob("A1"), AT, "Bob", proto(new TextContent("x"))),
                    MessageStatus.NONE,
                    t);
            off.flags(BOB, ChatChange.Flags.NONE, t);
            off.starred(fromBob("A1"), true, AT, t);
            off.deletedForMe(fromBob("A1"), t);
            off.cleared(BOB, AT, true, true, t);
            off.addressBookName(BOB, "Bob", t);
            off.answered(BOB, "A1", MessageStatus.SENT, t);
            off.businesses().seen(BOB, "Bob's", t);
            quiet.addresses.learn(BOB_PHONE, BOB, t);
        });
        quiet.scripted.run(() -> {
            off.readHere(BOB);
            off.receipt(
                    new ReceiptReceived(ReceiptReceived.Type.READ, BOB, BOB, List.of("A1"), Instant.ofEpochMilli(AT)));
        });
        assertThat(off.isEnabled()).isFalse();
        assertThat(quiet.committed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ArchiveMode.class,
            names = {"FOLLOW", "KEEP"})
    void onlyFollowTidiesUpWithTheOtherDevices(ArchiveMode mode) {
        bench.same(BOB_PHONE, BOB);
        ArchiveRecorder follower = recorder(mode);
        bench.commit(t -> {
            follower.deletedForMe(new MessageKey(BOB_PHONE, "A1", false, null), t);
            follower.cleared(BOB_PHONE, AT, true, false, t);
        });
        if (mode == ArchiveMode.FOLLOW) {
            committed(new ArchiveWrite.RemoveMessage(fromBob("A1")), new ArchiveWrite.ClearChat(BOB, AT, true, false));
        } else {
            committed();
        }
    }

    @Test
    void settingsStarsNamesAndAnswersAreKeptUnderTheLid() {
        bench.same(BOB_PHONE, BOB);
        ChatChange.Flags muted = new ChatChange.Flags(null, null, null, -1L, null);
        bench.commit(t -> {
            recorder.flags(BOB_PHONE, muted, t);
            recorder.starred(new MessageKey(BOB_PHONE, "A1", false, null), true, AT, t);
            recorder.addressBookName(BOB_PHONE, "Bob", t);
            recorder.answered(BOB_PHONE, "M1", MessageStatus.SENT, t);
        });
        committed(
                new ArchiveWrite.TouchChat(ChatChange.set(BOB, muted)),
                new ArchiveWrite.StarMessage(fromBob("A1"), AT, true),
                new ArchiveWrite.PutName(BOB, NameSource.ADDRESS_BOOK, "Bob".getBytes(StandardCharsets.UTF_8)),
                new ArchiveWrite.RaiseStatus(mine(BOB, "M1"), MessageStatus.SENT));
    }

    private void receipt(ReceiptReceived.Type type, Jid by) {
        bench.scripted.run(() ->
                recorder.receipt(new ReceiptReceived(type, BOB, by, List.of("M1", "M2"), Instant.ofEpochMilli(AT))));
    }

    @ParameterizedTest
    @CsvSource({"DELIVERY, DELIVERED", "INACTIVE, DELIVERED", "READ, READ", "PLAYED, PLAYED"})
    void aReceiptRaisesEveryMessageThatItNames(ReceiptReceived.Type type, MessageStatus status) {
        receipt(type, BOB.withDevice(1));
        committed(
                new ArchiveWrite.RaiseStatus(mine(BOB, "M1"), status),
                new ArchiveWrite.RaiseStatus(mine(BOB, "M2"), status));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReceiptReceived.Type.class,
            names = {"READ_SELF", "PLAYED_SELF"})
    void whatWasReadOnAnotherDeviceIsReadUpToThen(ReceiptReceived.Type type) {
        receipt(type, SELF.withDevice(1));
        committed(new ArchiveWrite.TouchChat(ChatChange.read(BOB, AT)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReceiptReceived.Type.class,
            names = {"SENDER", "SERVER_ERROR"})
    void otherReceiptsSayNothingAboutMessages(ReceiptReceived.Type type) {
        receipt(type, BOB);
        committed();
    }

    @Test
    void onesOwnDevicesAreNoReaders() {
        receipt(ReceiptReceived.Type.DELIVERY, SELF_PHONE.withDevice(1));
        receipt(ReceiptReceived.Type.READ, SELF);
        committed();
    }

    @Test
    void readingHereCountsUntilNow() {
        bench.same(BOB_PHONE, BOB);
        bench.scripted.run(() -> recorder.readHere(BOB_PHONE));
        committed(new ArchiveWrite.TouchChat(
                ChatChange.read(BOB, bench.scripted.loop.now().toEpochMilli())));
    }
}
