package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;

/** What stands around messages, put there and found again. */
class MessageContextsTest {
    private static final Jid CHAT = Jid.phone("15550002222");
    private static final Message TEXT = Message.newBuilder()
            .setExtendedTextMessage(Message.ExtendedTextMessage.newBuilder().setText("x"))
            .build();

    @Test
    void findsWhatWasPut() {
        SendOptions options = new SendOptions(
                null,
                new MessageKey(CHAT, "Q1", false, CHAT),
                new TextContent("asked"),
                List.of(Jid.phone("15550003333")),
                true,
                false);
        Message sent = OutgoingContext.put(TEXT, options, new ChatTimers.Timer(86_400, 5));
        MessageContext found = MessageContexts.of(sent);
        assertThat(found.quotedId()).isEqualTo("Q1");
        assertThat(found.quotedSender()).isEqualTo(CHAT);
        assertThat(found.quoted()).isEqualTo(new TextContent("asked"));
        assertThat(found.mentions()).containsExactly(Jid.phone("15550003333"));
        assertThat(found.forwardingScore()).isEqualTo(1);
        assertThat(found.disappearing()).isEqualTo(Duration.ofDays(1));
        assertThat(found.viewOnce()).isFalse();
    }

    @Test
    void leavesAPlainMessageAsItIs() {
        assertThat(OutgoingContext.put(TEXT, SendOptions.NONE, ChatTimers.Timer.NONE))
                .isSameAs(TEXT);
        assertThat(MessageContexts.of(TEXT)).isEqualTo(MessageContext.NONE);
    }

    @Test
    void putsTheContextInsideOfViewOnce() {
        Message image = Message.newBuilder()
                .setImageMessage(Message.ImageMessage.newBuilder().setCaption("c"))
                .build();
        Message sent = OutgoingContext.put(
                ViewOnce.mark(image),
                SendOptions.replyTo(new MessageKey(CHAT, "Q2", true, null)),
                ChatTimers.Timer.NONE);
        MessageContext found = MessageContexts.of(sent);
        assertThat(found.viewOnce()).isTrue();
        assertThat(found.quotedId()).isEqualTo("Q2");
    }

    @Test
    void readsATimerThatItWrote() {
        ChatTimers.Timer timer = new ChatTimers.Timer(604_800, 1_700_000_000);
        assertThat(ChatTimers.Timer.decode(timer.encode())).isEqualTo(timer);
    }
}
