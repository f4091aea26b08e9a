package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.message.content.ContactContent;
import org.camelwhatsapp.engine.message.content.ContactsContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.LinkPreview;
import org.camelwhatsapp.engine.message.content.LiveLocationContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The outside of stanzas, as the protocol notes say. */
class StanzaTraitsTest {
    private static final MessageKey OWN = new MessageKey(Jid.phone("15550002222"), "A", true, null);
    private static final MessageKey THEIRS = new MessageKey(Jid.phone("15550002222"), "A", false, null);

    static List<Arguments> contents() {
        return List.of(
                Arguments.of(new TextContent("x"), "text", null, null, false),
                Arguments.of(
                        new TextContent("https://x", new LinkPreview("https://x", null, null, null)),
                        "media",
                        "url",
                        null,
                        false),
                Arguments.of(new LocationContent(1, 2, null, null), "media", "location", null, false),
                Arguments.of(new LiveLocationContent(1, 2, 0, 0, 0, null, 0), "media", "livelocation", null, false),
                Arguments.of(new ContactContent("A", "v"), "media", "vcard", null, false),
                Arguments.of(
                        new ContactsContent("2", List.of(new ContactContent("A", "v"))),
                        "media",
                        "contact_array",
                        null,
                        false),
                Arguments.of(new PollContent("Q", List.of("a", "b"), 1), "poll", null, null, false),
                Arguments.of(new ReactionContent(THEIRS, "x"), "reaction", null, null, true),
                Arguments.of(new ReactionContent(THEIRS, ""), "reaction", null, "7", true),
                Arguments.of(new EditContent(OWN, "x"), "text", null, "1", true),
                Arguments.of(new RevokeContent(OWN), "text", null, "7", true),
                Arguments.of(new RevokeContent(THEIRS), "text", null, "8", true),
                Arguments.of(new PinContent(THEIRS, true, Duration.ofDays(1)), "text", null, "2", true),
                Arguments.of(new KeepContent(THEIRS, true), "text", null, null, true),
                Arguments.of(new KeepContent(OWN, false), "text", null, "7", true));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void saysWhatIsInside(MessageContent content, String type, String mediaType, String edit, boolean hide) {
        Message message = ContentCodec.toProto(content, 0);
        StanzaTraits traits = StanzaTraits.of(message);
        assertThat(traits.type()).isEqualTo(type);
        assertThat(traits.mediaType()).isEqualTo(mediaType);
        assertThat(traits.edit()).isEqualTo(edit);
        assertThat(traits.hideFailure()).isEqualTo(hide);
    }
}
