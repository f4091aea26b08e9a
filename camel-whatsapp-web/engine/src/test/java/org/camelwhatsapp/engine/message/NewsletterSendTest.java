package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stanzas of posts, as the protocol notes say. */
class NewsletterSendTest {
    private static final Jid NEWS = new Jid("120363000000000001", 0, Jid.NEWSLETTER_SERVER);
    private static final MessageKey TARGET = new MessageKey(NEWS, "OLD", true, null);

    private static Node stanza(MessageContent content) {
        Message message = NewsletterSend.message(content, 1_700_000_000_000L);
        return NewsletterSend.stanza(new OutgoingMessage("NEW", NEWS, message), NewsletterSend.mediaHandle(content));
    }

    private static MessageContent said(Node stanza) {
        try {
            return ContentCodec.fromProto(
                    Message.parseFrom(stanza.requireChild("plaintext").requireBytes()));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static RemoteMedia file(byte[] mediaKey, String handle) {
        return new RemoteMedia(
                MediaKind.IMAGE, "https://h/p", "/p", mediaKey, new byte[32], null, 5, "image/png", 0, null, handle);
    }

    @Test
    void postsInTheOpen() {
        Node stanza = stanza(new TextContent("hello"));
        assertThat(stanza.jid("to")).isEqualTo(NEWS);
        assertThat(stanza.attr("id")).isEqualTo("NEW");
        assertThat(stanza.attr("type")).isEqualTo("text");
        assertThat(stanza.has("edit")).isFalse();
        assertThat(stanza.has("media_id")).isFalse();
        assertThat(stanza.requireChild("plaintext").has("mediatype")).isFalse();
        assertThat(said(stanza)).isEqualTo(new TextContent("hello"));
        assertThat(stanza.child("participants")).isNull();
    }

    @Test
    void namesTheFileOfAPost() {
        Node stanza = stanza(new ImageContent(file(null, "H1"), "look"));
        assertThat(stanza.attr("type")).isEqualTo("media");
        assertThat(stanza.attr("media_id")).isEqualTo("H1");
        assertThat(stanza.requireChild("plaintext").attr("mediatype")).isEqualTo("image");
    }

    @Test
    void refusesFilesThatAreEncrypted() {
        assertThatThrownBy(() -> stanza(new ImageContent(file(new byte[32], null), null)))
                .isInstanceOfSatisfying(
                        InvalidContentException.class,
                        e -> assertThat(e.field()).isEqualTo("media"));
    }

    @Test
    void postsPolls() {
        Node stanza = stanza(new PollContent("When?", List.of("now", "later"), 1));
        assertThat(stanza.attr("type")).isEqualTo("poll");
        assertThat(stanza.requireChild("meta").attr("polltype")).isEqualTo("creation");
    }

    @Test
    void putsANewVersionInThePlaceOfThePost() {
        Node stanza = stanza(new EditContent(TARGET, "better"));
        assertThat(stanza.attr("id")).isEqualTo("OLD");
        assertThat(stanza.attr("edit")).isEqualTo("3");
        assertThat(said(stanza)).as("not wrapped").isEqualTo(new TextContent("better"));
    }

    @Test
    void putsNothingInThePlaceOfThePost() {
        Node stanza = stanza(new RevokeContent(TARGET));
        assertThat(stanza.attr("id")).isEqualTo("OLD");
        assertThat(stanza.attr("edit")).isEqualTo("8");
        assertThat(stanza.attr("type")).isEqualTo("text");
        assertThat(stanza.requireChild("plaintext").requireBytes()).isEmpty();
    }

    static List<MessageContent> contentsOfConversations() {
        return List.of(
                new ReactionContent(TARGET, "👍"),
                new PollVoteContent(TARGET, List.of("now")),
                new PinContent(TARGET, true, Duration.ofDays(1)));
    }

    @ParameterizedTest
    @MethodSource("contentsOfConversations")
    void refusesWhatNewslettersDoNotHave(MessageContent content) {
        assertThatThrownBy(() -> NewsletterSend.message(content, 0))
                .isInstanceOfSatisfying(
                        InvalidContentException.class,
                        e -> assertThat(e.field()).isEqualTo("chat"));
    }
}
