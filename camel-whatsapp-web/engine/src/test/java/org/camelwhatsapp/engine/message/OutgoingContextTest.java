package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageAssociation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is put around a message that leaves: the answered one, mentions, timers, albums, and "once". */
class OutgoingContextTest {
    private static final Jid BOB = Jid.phone("15550001002");
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final Message TEXT = Message.newBuilder()
            .setExtendedTextMessage(Message.ExtendedTextMessage.newBuilder().setText("hi"))
            .build();
    private static final Message PICTURE = Message.newBuilder()
            .setImageMessage(Message.ImageMessage.newBuilder().setCaption("look"))
            .build();

    private static ContextInfo around(SendOptions options, ChatTimers.Timer timer) {
        return OutgoingContext.put(TEXT, options, timer)
                .getExtendedTextMessage()
                .getContextInfo();
    }

    private static ContextInfo around(SendOptions options) {
        return around(options, ChatTimers.Timer.NONE);
    }

    @Test
    void aMessageThatStandsByItselfStaysAsItIs() {
        assertThat(OutgoingContext.put(TEXT, SendOptions.NONE, ChatTimers.Timer.NONE))
                .isSameAs(TEXT);
    }

    @Test
    void anAnswerInAGroupNamesTheAuthorWithoutTheDevice() {
        MessageKey quoted = new MessageKey(GROUP, "Q1", false, BOB.withDevice(7));
        ContextInfo info = around(SendOptions.replyTo(quoted, new TextContent("what?")));
        assertThat(info.getStanzaId()).isEqualTo("Q1");
        assertThat(info.getParticipant()).isEqualTo("15550001002@s.whatsapp.net");
        assertThat(info.getQuotedMessage().getConversation()
                        + info.getQuotedMessage().getExtendedTextMessage().getText())
                .isEqualTo("what?");
        assertThat(info.hasRemoteJid()).isFalse();
    }

    @Test
    void anAnswerWithoutAnAuthorNamesTheChat() {
        ContextInfo info = around(SendOptions.replyTo(new MessageKey(BOB, "Q1", false, null)));
        assertThat(info.getParticipant()).isEqualTo(BOB.toString());
    }

    @Test
    void anAnswerToAStatusSaysWhereItStands() {
        ContextInfo info = around(SendOptions.replyTo(new MessageKey(Jid.STATUS, "Q1", false, BOB)));
        assertThat(info.getRemoteJid()).isEqualTo("status@broadcast");
    }

    @Test
    void whatWasAnsweredMayBeLeftOut() {
        ContextInfo info = around(SendOptions.replyTo(new MessageKey(BOB, "Q1", false, null)));
        assertThat(info.getQuotedMessage().hasConversation()).isTrue();
        assertThat(info.getQuotedMessage().getConversation()).isEmpty();
    }

    @Test
    void whatCannotBeSentCanBeAnsweredAllTheSame() {
        ContextInfo info =
                around(SendOptions.replyTo(new MessageKey(BOB, "Q1", false, null), new UnknownContent("future")));
        assertThat(info.getStanzaId()).isEqualTo("Q1");
        assertThat(info.getQuotedMessage().getConversation()).isEmpty();
    }

    @Test
    void usersAreMentionedInOrderWithoutTheirDevices() {
        SendOptions options =
                new SendOptions(null, null, null, List.of(BOB.withDevice(2), Jid.lid("100000000000003")), false, false);
        assertThat(around(options).getMentionedJidList())
                .containsExactly("15550001002@s.whatsapp.net", "100000000000003@lid");
    }

    @Test
    void whatIsForwardedSaysSo() {
        ContextInfo info = around(new SendOptions(null, null, null, List.of(), true, false));
        assertThat(info.getIsForwarded()).isTrue();
        assertThat(info.getForwardingScore()).isEqualTo(1);
    }

    /** The chat's timer in seconds, when it was set, and what the message says of that. */
    @ParameterizedTest
    @CsvSource({
        // No timer: nothing is said, whenever that was set.
        "0, 1700000000, false, false",
        // A group's timer has no time of its own.
        "86400, 0, true, false",
        "86400, 1700000000, true, true"
    })
    void theTimerOfTheChatIsThatOfTheMessage(long seconds, long setAt, boolean expires, boolean since) {
        ContextInfo info = around(SendOptions.NONE, new ChatTimers.Timer(seconds, setAt));
        assertThat(info.hasExpiration()).isEqualTo(expires);
        assertThat(info.getExpiration()).isEqualTo((int) seconds);
        assertThat(info.hasEphemeralSettingTimestamp()).isEqualTo(since);
        assertThat(info.getEphemeralSettingTimestamp()).isEqualTo(since ? setAt : 0);
    }

    @Test
    void theContextGoesInsideWhatMayBeSeenOnce() {
        Message once = ViewOnce.mark(PICTURE);
        Message put = OutgoingContext.put(once, SendOptions.NONE, new ChatTimers.Timer(60, 0));
        Message.ImageMessage inner = put.getViewOnceMessageV2().getMessage().getImageMessage();
        assertThat(inner.getContextInfo().getExpiration()).isEqualTo(60);
        assertThat(inner.getViewOnce()).isTrue();
        assertThat(inner.getCaption()).isEqualTo("look");
    }

    @Test
    void aPartOfAnAlbumNamesItAndItsPlace() {
        AlbumPart part = new AlbumPart(new MessageKey(BOB, "A1", true, null), 2);
        MessageAssociation association = OutgoingContext.put(
                        PICTURE, SendOptions.NONE.ofPart("A1P2", part), ChatTimers.Timer.NONE)
                .getMessageContextInfo()
                .getMessageAssociation();
        assertThat(association.getAssociationType()).isEqualTo(MessageAssociation.AssociationType.MEDIA_ALBUM);
        assertThat(association.getParentMessageKey().getId()).isEqualTo("A1");
        assertThat(association.getParentMessageKey().getFromMe()).isTrue();
        assertThat(association.getMessageIndex()).isEqualTo(2);
    }

    @Test
    void aPartOfAnAlbumAnswersNothingAndIsForwardedAsTheAlbumIs() {
        SendOptions album = new SendOptions(
                "A1", new MessageKey(BOB, "Q1", false, null), new TextContent("x"), List.of(BOB), true, false);
        SendOptions part = album.ofPart("A1P0", new AlbumPart(new MessageKey(BOB, "A1", true, null), 0));
        ContextInfo info = OutgoingContext.put(PICTURE, part, ChatTimers.Timer.NONE)
                .getImageMessage()
                .getContextInfo();
        assertThat(info.hasStanzaId()).isFalse();
        assertThat(info.getMentionedJidList()).isEmpty();
        assertThat(info.getIsForwarded()).isTrue();
    }

    @Test
    void aTextIsNotForASingleLook() {
        assertThatThrownBy(() -> ViewOnce.mark(TEXT))
                .isInstanceOfSatisfying(
                        InvalidContentException.class,
                        e -> assertThat(e.field()).isEqualTo("viewOnce"))
                .hasMessage("'viewOnce' must be false for what is no picture, video or voice note");
    }

    /** What was put around a message is what its reader finds there. */
    @Test
    void readersFindWhatWasPut() {
        MessageKey quoted = new MessageKey(GROUP, "Q1", false, BOB);
        SendOptions options = new SendOptions(null, quoted, new TextContent("what?"), List.of(BOB), true, false);
        MessageContext read = MessageContexts.of(OutgoingContext.put(TEXT, options, new ChatTimers.Timer(3_600, 5)));
        assertThat(read.quotedId()).isEqualTo("Q1");
        assertThat(read.quotedSender()).isEqualTo(BOB);
        assertThat(read.quoted()).isEqualTo(new TextContent("what?"));
        assertThat(read.mentions()).containsExactly(BOB);
        assertThat(read.forwardingScore()).isEqualTo(1);
        assertThat(read.disappearing()).isEqualTo(java.time.Duration.ofHours(1));
    }
}
