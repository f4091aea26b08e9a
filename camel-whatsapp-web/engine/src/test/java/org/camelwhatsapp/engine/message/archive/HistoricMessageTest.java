package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB_PHONE;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.CAROL;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.GROUP;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.SELF;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camelwhatsapp.engine.message.KeptSecrets;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.camelwhatsapp.proto.Reaction;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages of a history as the archive takes them. */
class HistoricMessageTest {
    private static final long SECONDS = 1_700_000_000;
    private static final Message TEXT =
            Message.newBuilder().setConversation("hello").build();

    private final ArchiveBench bench = new ArchiveBench();
    private final ArchiveRecorder recorder = new ArchiveRecorder(bench.session, bench.addresses, ArchiveMode.KEEP);

    private static WebMessageInfo.Builder info(String id, boolean fromMe) {
        WebMessageInfo.Builder info =
                WebMessageInfo.newBuilder().setMessage(TEXT).setMessageTimestamp(SECONDS);
        info.getKeyBuilder().setId(id).setFromMe(fromMe);
        return info;
    }

    private static HistoricMessage of(Jid chat, WebMessageInfo.Builder info) {
        return Objects.requireNonNull(HistoricMessage.of(chat.toString(), info.build(), SELF));
    }

    private void write(HistoricMessage message) {
        bench.commit(transaction -> message.write(recorder, transaction));
    }

    private void committed(ArchiveWrite... expected) {
        assertThat(bench.committed)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(expected);
    }

    @Test
    void aMessageBecomesARowAndMovesItsChatUp() {
        bench.same(BOB_PHONE, BOB);
        write(of(BOB_PHONE, info("A1", false)));
        committed(
                new ArchiveWrite.PutMessage(
                        new MessageKey(BOB, "A1", false, BOB),
                        SECONDS * 1000,
                        "text",
                        MessageStatus.NONE,
                        TEXT.toByteArray(),
                        Set.of("hello")),
                new ArchiveWrite.TouchChat(ChatChange.active(BOB, SECONDS * 1000)));
    }

    @Test
    void theKeysOwnChatGoesBeforeTheConversations() {
        WebMessageInfo.Builder info = info("A1", false);
        info.getKeyBuilder().setRemoteJid(CAROL.withDevice(2).toString());
        assertThat(of(BOB, info).key()).isEqualTo(new MessageKey(CAROL, "A1", false, CAROL));
    }

    @Test
    void theAuthorInAGroupStandsInTheKeyOrBesideIt() {
        WebMessageInfo.Builder inKey = info("A1", false).setParticipant(BOB.toString());
        inKey.getKeyBuilder().setParticipant(CAROL.withDevice(5).toString());
        assertThat(of(GROUP, inKey).key().sender()).isEqualTo(CAROL);
        assertThat(of(GROUP, info("A1", false).setParticipant(BOB.toString()))
                        .key()
                        .sender())
                .isEqualTo(BOB);
    }

    @ParameterizedTest
    @CsvSource({
        // Without an author in a group it is nobody's message.
        "120363000000000001@g.us, A1",
        "a@b@c, A1",
        "100000000000002@lid, ''"
    })
    void whatHasNoNameIsLeftOut(String chat, String id) {
        assertThat(HistoricMessage.of(chat, info(id, false).build(), SELF)).isNull();
    }

    @Test
    void anIdHasAtMost256Characters() {
        assertThat(HistoricMessage.of(
                        BOB.toString(), info("i".repeat(256), false).build(), SELF))
                .isNotNull();
        assertThat(HistoricMessage.of(
                        BOB.toString(), info("i".repeat(257), false).build(), SELF))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        // The field has no sign; what looks like one is no time.
        "-1, 0",
        "1700000000, 1700000000000",
        // The last second of the year 9999, and one more.
        "253402300799, 253402300799000",
        "253402300800, 253402300799000"
    })
    void timesStayWithinTheCalendar(long seconds, long millis) {
        assertThat(of(BOB, info("A1", false).setMessageTimestamp(seconds)).at()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, FAILED",
        "PENDING, PENDING",
        "SERVER_ACK, SENT",
        "DELIVERY_ACK, DELIVERED",
        "READ, READ",
        "PLAYED, PLAYED"
    })
    void onesOwnMessageKeepsHowFarItCame(WebMessageInfo.Status said, MessageStatus kept) {
        write(of(BOB, info("A1", true).setStatus(said)));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class).get(0).status())
                .isEqualTo(kept);
    }

    @Test
    void onesOwnMessageWithoutAStatusWasSent() {
        write(of(BOB, info("A1", true)));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class).get(0).status())
                .isEqualTo(MessageStatus.SENT);
    }

    @Test
    void anothersMessageHasNoStatus() {
        write(of(BOB, info("A1", false).setStatus(WebMessageInfo.Status.READ)));
        assertThat(bench.committed(ArchiveWrite.PutMessage.class).get(0).status())
                .isEqualTo(MessageStatus.NONE);
    }

    private static Reaction.Builder reaction(String emoji) {
        return Reaction.newBuilder().setText(emoji).setSenderTimestampMs(SECONDS);
    }

    @Test
    void reactionsComeWithWhoReacted() {
        Reaction.Builder mine = reaction("👍");
        mine.getKeyBuilder().setFromMe(true).setRemoteJid(BOB.toString());
        Reaction.Builder carols = reaction("🎉");
        carols.getKeyBuilder()
                .setRemoteJid(GROUP.toString())
                .setParticipant(CAROL.withDevice(1).toString());
        Reaction.Builder bobs = reaction("❤");
        bobs.getKeyBuilder().setRemoteJid(BOB.toString());
        // One that was taken back.
        Reaction.Builder gone = reaction("");
        gone.getKeyBuilder().setRemoteJid(BOB.toString());
        write(of(
                BOB,
                info("A1", false)
                        .addReactions(mine)
                        .addReactions(carols)
                        .addReactions(bobs)
                        .addReactions(gone)));
        assertThat(bench.committed(ArchiveWrite.PutReaction.class))
                .extracting(
                        put -> put.reactor() + " " + new String(put.body(), StandardCharsets.UTF_8) + " " + put.at())
                .containsExactly(SELF + " 👍 " + SECONDS, CAROL + " 🎉 " + SECONDS, BOB + " ❤ " + SECONDS);
        assertThat(bench.committed(ArchiveWrite.PutReaction.class))
                .extracting(ArchiveWrite.PutReaction::key)
                .containsOnly(new MessageKey(BOB, "A1", false, BOB));
    }

    @Test
    void aMessageHasAtMost2000Reactions() {
        Reaction.Builder one = reaction("👍");
        one.getKeyBuilder().setRemoteJid(CAROL.toString());
        WebMessageInfo.Builder info = info("A1", false);
        for (int i = 0; i < 2_001; i++) {
            info.addReactions(one);
        }
        write(of(BOB, info));
        assertThat(bench.committed(ArchiveWrite.PutReaction.class)).hasSize(2_000);
    }

    @Test
    void aReactionOfNobodyMakesTheMessageUnreadable() {
        Reaction.Builder one = reaction("👍");
        one.getKeyBuilder().setRemoteJid("a@b@c");
        assertThat(HistoricMessage.of(
                        BOB.toString(), info("A1", false).addReactions(one).build(), SELF))
                .isNull();
    }

    @Test
    void aRevokedMessageIsOnlyATrace() {
        write(of(BOB, info("A1", false).setMessageStubType(WebMessageInfo.StubType.REVOKE)));
        committed(new ArchiveWrite.RevokeMessage(new MessageKey(BOB, "A1", false, BOB), SECONDS * 1000, BOB));
    }

    @Test
    void theSecretStandsBesideTheMessageOrInIt() {
        ByteString own = ByteString.copyFrom(new byte[32]);
        byte[] inner = new byte[32];
        inner[0] = 1;
        MessageContextInfo context = MessageContextInfo.newBuilder()
                .setMessageSecret(ByteString.copyFrom(inner))
                .build();
        WebMessageInfo.Builder inside =
                info("A1", false).setMessage(TEXT.toBuilder().setMessageContextInfo(context));
        TextContent text = new TextContent("hello");
        assertThat(of(BOB, inside).secret()).isEqualTo(KeptSecrets.encode(BOB, ByteString.copyFrom(inner), text));
        assertThat(of(BOB, inside.setMessageSecret(own)).secret()).isEqualTo(KeptSecrets.encode(BOB, own, text));
        assertThat(of(BOB, info("A1", false)).secret()).isNull();
    }

    @Test
    void namesEveryUserWhoseAddressIsNeeded() {
        Reaction.Builder one = reaction("👍");
        one.getKeyBuilder().setRemoteJid(GROUP.toString()).setParticipant(CAROL.toString());
        WebMessageInfo.Builder info =
                info("A1", false).setParticipant(BOB_PHONE.toString()).addReactions(one);
        assertThat(of(GROUP, info).users()).containsExactlyInAnyOrder(GROUP, BOB_PHONE, CAROL);
    }

    @Test
    void aLongerTextWeighsMore() {
        String words = "word ".repeat(1_000);
        HistoricMessage large =
                of(BOB, info("A1", false).setMessage(Message.newBuilder().setConversation(words)));
        HistoricMessage small = of(BOB, info("A1", false));
        assertThat(large.size() - small.size()).isBetween(words.length() - 10, words.length() + 10);
    }

    @Test
    void theNameOfTheAuthorIsKept() {
        write(of(BOB, info("A1", false).setPushName("Bob")));
        assertThat(bench.committed(ArchiveWrite.PutName.class))
                .singleElement()
                .satisfies(name -> assertThat(name.body()).isEqualTo("Bob".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void nothingIsWrittenIntoAnArchiveThatIsOff() {
        ArchiveRecorder off = new ArchiveRecorder(bench.session, bench.addresses, ArchiveMode.OFF);
        bench.commit(transaction -> of(BOB, info("A1", false)).write(off, transaction));
        assertThat(bench.committed).isEqualTo(List.of());
    }
}
