package org.camelwhatsapp.engine.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.message.content.Button;
import org.camelwhatsapp.engine.message.content.ButtonsContent;
import org.camelwhatsapp.engine.message.content.CarouselContent;
import org.camelwhatsapp.engine.message.content.ContactContent;
import org.camelwhatsapp.engine.message.content.ContactsContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.LinkPreview;
import org.camelwhatsapp.engine.message.content.ListContent;
import org.camelwhatsapp.engine.message.content.LiveLocationContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.Panel;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.PixContent;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.wire.Node;
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
                Arguments.of(
                        SelectionContent.of(SelectionContent.Form.BUTTONS, "a", "A"),
                        "media",
                        "buttons_response",
                        null,
                        false),
                Arguments.of(
                        SelectionContent.of(SelectionContent.Form.LIST, "a", "A"),
                        "media",
                        "list_response",
                        null,
                        false),
                Arguments.of(
                        SelectionContent.of(SelectionContent.Form.NATIVE_FLOW, "a", "A"),
                        "media",
                        "native_flow_response",
                        null,
                        false),
                Arguments.of(SelectionContent.of(SelectionContent.Form.TEMPLATE, "a", "A"), "text", null, null, false),
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

    static List<Arguments> businessNodes() {
        Panel panel = Panel.of("Body");
        List<Button> one = List.of(Button.reply("a", "A"));
        List<ListContent.Section> sections =
                List.of(new ListContent.Section("", List.of(new ListContent.Row("r", "R", null))));
        String mixed = "interactive type=native_flow v=1 native_flow name=mixed v=9";
        return List.of(
                Arguments.of(ButtonsContent.of(panel, one), mixed),
                Arguments.of(new ButtonsContent(ButtonsContent.Form.BUTTONS, panel, one, null), mixed),
                Arguments.of(new ButtonsContent(ButtonsContent.Form.TEMPLATE, panel, one, null), ""),
                Arguments.of(new ListContent(ListContent.Form.NATIVE_FLOW, panel, "C", sections), mixed),
                Arguments.of(
                        new ListContent(ListContent.Form.LIST, panel, "C", sections), "list type=product_list v=2"),
                Arguments.of(new CarouselContent("", List.of(new CarouselContent.Card(panel, one))), mixed),
                Arguments.of(
                        ButtonsContent.of(panel, List.of(Button.other("review_and_pay", "", "{}"))),
                        "interactive type=native_flow v=1 native_flow name=order_details"),
                Arguments.of(
                        new PixContent(
                                panel,
                                new PixContent.Key(PixContent.KeyType.EVP, "k"),
                                "Shop",
                                new PixContent.Amount("BRL", 1, 100),
                                "",
                                List.of()),
                        "interactive type=native_flow v=1 native_flow name=payment_info"));
    }

    @ParameterizedTest
    @MethodSource("businessNodes")
    void tellsOfButtonsInsideAndLeavesTheMediaTypeOut(MessageContent content, String expected) {
        StanzaTraits traits = StanzaTraits.of(ContentCodec.toProto(content, 0));
        assertThat(traits.type()).isEqualTo("text");
        assertThat(traits.mediaType()).isNull();
        StringBuilder found = new StringBuilder();
        for (Node node = traits.business(); node != null; ) {
            if (!node.is("biz")) {
                found.append(' ').append(node.tag());
                for (String name : List.of("type", "name", "v")) {
                    String value = node.attr(name);
                    found.append(value == null ? "" : " " + name + "=" + value);
                }
            }
            node = node.children().isEmpty() ? null : node.children().get(0);
        }
        assertThat(found.toString().strip()).isEqualTo(expected);
    }
}
