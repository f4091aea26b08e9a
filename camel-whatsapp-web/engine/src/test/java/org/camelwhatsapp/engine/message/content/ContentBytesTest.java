package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.message.content.WireBytes.all;
import static org.camelwhatsapp.engine.message.content.WireBytes.bytes;
import static org.camelwhatsapp.engine.message.content.WireBytes.fixed;
import static org.camelwhatsapp.engine.message.content.WireBytes.number;
import static org.camelwhatsapp.engine.message.content.WireBytes.part;
import static org.camelwhatsapp.engine.message.content.WireBytes.real;
import static org.camelwhatsapp.engine.message.content.WireBytes.single;
import static org.camelwhatsapp.engine.message.content.WireBytes.text;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of message that can be sent, byte by byte, by the field numbers that the service knows. */
class ContentBytesTest {
    private static final long NOW = 1_700_000_000_123L;
    private static final Jid GROUP = Jid.group("120363000000000001");
    private static final MessageKey KEY = new MessageKey(GROUP, "3EB0AA", false, Jid.lid("100000000000001"));
    private static final byte[] KEY_BYTES =
            all(text(1, "120363000000000001@g.us"), number(2, 0), text(3, "3EB0AA"), text(4, "100000000000001@lid"));
    private static final List<String> OPTIONS = List.of("a", "b");

    private static Arguments is(MessageContent content, byte[]... fields) {
        return Arguments.of(content, all(fields));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                is(new TextContent("héllo"), part(6, text(1, "héllo"))),
                is(
                        new TextContent(
                                "see https://x.org", new LinkPreview("https://x.org", "T", "D", new byte[] {7})),
                        part(
                                6,
                                text(1, "see https://x.org"),
                                text(2, "https://x.org"),
                                text(5, "D"),
                                text(6, "T"),
                                number(10, 0),
                                bytes(16, (byte) 7))),
                is(
                        new TextContent("hi", null, new TextStyle(0xFFFFFFFF, 0xFF1F5F55, TextStyle.Font.SYSTEM_BOLD)),
                        part(6, text(1, "hi"), fixed(7, 0xFFFFFFFF), fixed(8, 0xFF1F5F55), number(9, 6))));
    }

    static Stream<Arguments> placesAndPeople() {
        return Stream.of(
                is(
                        new LocationContent(1.5, -2.5, "Mill", "Old Road"),
                        part(5, real(1, 1.5), real(2, -2.5), text(3, "Mill"), text(4, "Old Road"))),
                is(new LocationContent(-90, 180, null, null), part(5, real(1, -90), real(2, 180))),
                is(
                        new LiveLocationContent(1.5, -2.5, 10, 1.5f, 360 - 1, "on my way", 3),
                        part(
                                18,
                                real(1, 1.5),
                                real(2, -2.5),
                                number(3, 10),
                                single(4, 1.5f),
                                number(5, 359),
                                text(6, "on my way"),
                                number(7, 3))),
                is(new ContactContent("Ann", "BEGIN:VCARD"), part(4, text(1, "Ann"), text(16, "BEGIN:VCARD"))),
                is(
                        new ContactsContent("2", List.of(new ContactContent("A", "a"), new ContactContent("B", "b"))),
                        part(
                                13,
                                text(1, "2"),
                                part(2, text(1, "A"), text(16, "a")),
                                part(2, text(1, "B"), text(16, "b")))));
    }

    static Stream<Arguments> remarks() {
        return Stream.of(
                is(new ReactionContent(KEY, "👍"), part(46, part(1, KEY_BYTES), text(2, "👍"), number(4, NOW))),
                is(
                        new EditContent(KEY, "new"),
                        part(
                                58,
                                part(
                                        1,
                                        part(
                                                12,
                                                part(1, KEY_BYTES),
                                                number(2, 14),
                                                part(14, text(1, "new")),
                                                number(15, NOW))))),
                is(new RevokeContent(KEY), part(12, part(1, KEY_BYTES), number(2, 0))),
                is(
                        new PinContent(KEY, true, Duration.ofDays(7)),
                        part(35, number(5, 604_800)),
                        part(63, part(1, KEY_BYTES), number(2, 1), number(3, NOW))),
                is(
                        new PinContent(KEY, false, Duration.ZERO),
                        part(63, part(1, KEY_BYTES), number(2, 2), number(3, NOW))),
                is(new KeepContent(KEY, true), part(51, part(1, KEY_BYTES), number(2, 1), number(3, NOW))),
                is(new KeepContent(KEY, false), part(51, part(1, KEY_BYTES), number(2, 2), number(3, NOW))),
                is(
                        new DisappearingContent(Duration.ofDays(90)),
                        part(12, number(2, 3), number(4, 7_776_000), number(5, 1_700_000_000))),
                is(
                        new MemberLabelContent("Baker"),
                        part(12, number(2, 30), part(27, text(1, "Baker"), number(2, 1_700_000_000)))),
                is(new AlbumContent(3, 1), part(83, number(2, 3), number(3, 1))),
                is(new PhoneNumberRequestContent(), part(54)));
    }

    static Stream<Arguments> invitations() {
        return Stream.of(
                is(
                        new GroupInviteContent(GROUP, "c0de", Instant.ofEpochSecond(99), "Choir", "come"),
                        part(
                                28,
                                text(1, "120363000000000001@g.us"),
                                text(2, "c0de"),
                                number(3, 99),
                                text(4, "Choir"),
                                text(6, "come"))),
                is(
                        new NewsletterInviteContent(
                                Jid.of("120363000000000002", Jid.NEWSLETTER_SERVER),
                                "News",
                                Instant.ofEpochSecond(99),
                                "help",
                                new byte[] {7}),
                        part(
                                78,
                                text(1, "120363000000000002@newsletter"),
                                text(2, "News"),
                                bytes(3, (byte) 7),
                                text(4, "help"),
                                number(5, 99))),
                is(
                        new EventContent(
                                "Fair",
                                "All day",
                                Instant.ofEpochSecond(10),
                                Instant.ofEpochSecond(20),
                                new LocationContent(1, 2, null, "Street"),
                                "https://call",
                                true,
                                false),
                        part(
                                75,
                                number(2, 0),
                                text(3, "Fair"),
                                text(4, "All day"),
                                part(5, real(1, 1), real(2, 2), text(4, "Street")),
                                text(6, "https://call"),
                                number(7, 10),
                                number(8, 20),
                                number(9, 1))),
                is(
                        new EventInviteContent(
                                "3EB0",
                                "Fair",
                                Instant.ofEpochSecond(10),
                                Instant.ofEpochSecond(20),
                                "come",
                                "https://call",
                                true),
                        part(
                                122,
                                text(2, "3EB0"),
                                text(3, "Fair"),
                                number(5, 10),
                                text(6, "come"),
                                number(7, 1),
                                number(8, 20),
                                text(9, "https://call"))));
    }

    private static byte[] poll(int selectable) {
        return all(text(2, "Q"), part(3, text(1, "a")), part(3, text(1, "b")), number(4, selectable));
    }

    static Stream<Arguments> polls() {
        Instant end = Instant.ofEpochSecond(1_900_000_000);
        return Stream.of(
                is(new PollContent("Q", OPTIONS, 1), part(64, poll(1))),
                is(new PollContent("Q", OPTIONS, 0), part(49, poll(0))),
                is(
                        new PollContent("Q", OPTIONS, 1, PollRules.quiz("b")),
                        part(111, poll(1), number(7, 1), part(8, text(1, "b")))),
                is(
                        new PollContent("Q", OPTIONS, 1, PollRules.until(end)),
                        part(64, poll(1), number(9, 1_900_000_000_000L))),
                is(
                        new PollContent("Q", OPTIONS, 2, new PollRules(null, null, true, false)),
                        part(119, poll(2), number(10, 1))),
                is(
                        new PollContent("Q", OPTIONS, 2, new PollRules(null, null, false, true)),
                        part(119, poll(2), number(11, 1))));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                is(
                        SelectionContent.of(SelectionContent.Form.BUTTONS, "a", "Yes"),
                        part(43, text(1, "a"), text(2, "Yes"), number(4, 1))),
                is(
                        new SelectionContent(SelectionContent.Form.LIST, "r1", "One", "first", null, null, null),
                        part(39, text(1, "One"), number(2, 1), part(3, text(1, "r1")), text(5, "first"))),
                is(
                        new SelectionContent(SelectionContent.Form.TEMPLATE, "t", "Go", null, 2, 4, null),
                        part(29, text(1, "t"), text(2, "Go"), number(4, 2), number(5, 4))),
                is(
                        new SelectionContent(
                                SelectionContent.Form.NATIVE_FLOW, "a", "Yes", null, null, null, "{\"id\":\"a\"}"),
                        part(
                                48,
                                part(1, text(1, "Yes"), number(2, 0)),
                                part(2, text(1, "quick_reply"), text(2, "{\"id\":\"a\"}"), number(3, 3)))));
    }

    static Stream<Arguments> commerce() {
        Jid shop = Jid.phone("15550002222");
        return Stream.of(
                is(
                        new OrderContent(
                                "o1",
                                "tok",
                                shop,
                                "Shoes",
                                2,
                                new ProductContent.Price("EUR", 21_000),
                                "please",
                                OrderContent.Status.DECLINED),
                        part(
                                38,
                                text(1, "o1"),
                                number(3, 2),
                                number(4, 3),
                                number(5, 1),
                                text(6, "please"),
                                text(7, "Shoes"),
                                text(8, "15550002222@s.whatsapp.net"),
                                text(9, "tok"),
                                number(10, 21_000),
                                text(11, "EUR"),
                                number(12, 1))),
                is(
                        new ProductContent(
                                shop,
                                "p1",
                                "Shoe",
                                "red",
                                new ProductContent.Price("EUR", 10_500),
                                "https://x",
                                null,
                                "body",
                                "footer"),
                        part(
                                30,
                                part(
                                        1,
                                        text(2, "p1"),
                                        text(3, "Shoe"),
                                        text(4, "red"),
                                        text(5, "EUR"),
                                        number(6, 10_500),
                                        text(8, "https://x")),
                                text(2, "15550002222@s.whatsapp.net"),
                                text(5, "body"),
                                text(6, "footer"))));
    }

    private static RemoteMedia file(MediaKind kind, String path, int first, long length) {
        return new RemoteMedia(
                kind,
                null,
                path,
                new byte[] {9},
                new byte[] {(byte) first},
                new byte[] {(byte) (first + 1)},
                length,
                null,
                44);
    }

    private static StickerPackContent pack(RemoteMedia cover) {
        return new StickerPackContent(
                "id",
                "Cats",
                "Shop",
                "All cats",
                "look",
                List.of(
                        new StickerPackContent.Sticker("s1.webp", true, List.of("😺", "😸"), "a cat"),
                        new StickerPackContent.Sticker("s2.webp", false, List.of(), null)),
                "id.png",
                file(MediaKind.STICKER_PACK, "/pack", 1, 1_000),
                cover);
    }

    static Stream<Arguments> packs() {
        return Stream.of(is(
                pack(file(MediaKind.STICKER_PACK_THUMBNAIL, "/cover", 3, 0)),
                part(
                        86,
                        text(1, "id"),
                        text(2, "Cats"),
                        text(3, "Shop"),
                        part(
                                4,
                                text(1, "s1.webp"),
                                number(2, 1),
                                text(3, "😺"),
                                text(3, "😸"),
                                text(4, "a cat"),
                                number(5, 0),
                                text(6, "image/webp")),
                        part(4, text(1, "s2.webp"), number(2, 0), number(5, 0), text(6, "image/webp")),
                        number(5, 1_000),
                        bytes(6, (byte) 1),
                        bytes(7, (byte) 2),
                        bytes(8, (byte) 9),
                        text(9, "/pack"),
                        text(10, "look"),
                        text(12, "All cats"),
                        number(13, 44),
                        text(14, "id.png"),
                        text(15, "/cover"),
                        bytes(16, (byte) 3),
                        bytes(17, (byte) 4),
                        number(18, 252),
                        number(19, 252),
                        // The hash of the cover, as text.
                        text(20, "Aw=="),
                        number(21, 1_000),
                        number(22, 2))));
    }

    @ParameterizedTest
    @MethodSource({"texts", "placesAndPeople", "remarks", "invitations", "polls", "answers", "commerce", "packs"})
    void isWrittenAsTheServiceKnowsIt(MessageContent content, byte[] known) {
        assertThat(ContentCodec.toProto(content, NOW).toByteArray()).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource({"texts", "placesAndPeople", "remarks", "invitations", "polls", "answers", "commerce", "packs"})
    void isReadFromWhatTheServiceSends(MessageContent content, byte[] known) throws InvalidProtocolBufferException {
        Message message = Message.parseFrom(known);
        Message inner = message.hasEditedMessage() ? message.getEditedMessage().getMessage() : message;
        assertThat(ContentCodec.fromProto(inner)).usingRecursiveComparison().isEqualTo(content);
    }

    @Test
    void readsATextWithoutAnythingElse() throws InvalidProtocolBufferException {
        assertThat(ContentCodec.fromProto(Message.parseFrom(text(1, "hello")))).isEqualTo(new TextContent("hello"));
    }

    @Test
    void aPreviewOfALinkThatIsNotInTheTextIsNone() throws InvalidProtocolBufferException {
        Message message = Message.parseFrom(part(6, text(1, "no link"), text(2, "https://x.org"), text(6, "T")));
        assertThat(ContentCodec.fromProto(message)).isEqualTo(new TextContent("no link"));
    }

    @Test
    void oneColourIsAStyleWithTheUsualOther() throws InvalidProtocolBufferException {
        Message message = Message.parseFrom(part(6, text(1, "hi"), fixed(8, 0xFF000000)));
        assertThat(ContentCodec.fromProto(message))
                .isEqualTo(new TextContent("hi", null, new TextStyle(0xFFFFFFFF, 0xFF000000, TextStyle.Font.SYSTEM)));
    }

    @Test
    void aPollForACommunityIsOfTheSecondVersion() {
        byte[] single = part(60, poll(1));
        assertThat(ContentCodec.forAnnouncementGroup(ContentCodec.toProto(new PollContent("Q", OPTIONS, 1), NOW))
                        .toByteArray())
                .isEqualTo(single);
        assertThat(ContentCodec.forAnnouncementGroup(ContentCodec.toProto(new PollContent("Q", OPTIONS, 2), NOW))
                        .toByteArray())
                .isEqualTo(part(60, poll(2)));
        Message text = ContentCodec.toProto(new TextContent("hi"), NOW);
        assertThat(ContentCodec.forAnnouncementGroup(text)).isEqualTo(text);
    }

    @Test
    void anAuthorIsNamedOnlyWhereThereAreSeveral() {
        byte[] own = all(text(1, "120363000000000001@g.us"), number(2, 1), text(3, "A"));
        assertThat(MessageKeys.write(new MessageKey(GROUP, "A", true, Jid.lid("777")))
                        .toByteArray())
                .isEqualTo(own);
        Jid bob = Jid.phone("15550002002");
        byte[] chatOfTwo = all(text(1, "15550002002@s.whatsapp.net"), number(2, 0), text(3, "A"));
        assertThat(MessageKeys.write(new MessageKey(bob, "A", false, bob)).toByteArray())
                .isEqualTo(chatOfTwo);
    }

    @Test
    void aPackIsSentOnlyWithACoverThatWasUploaded() {
        assertThatThrownBy(() -> ContentCodec.toProto(pack(file(MediaKind.STICKER_PACK_THUMBNAIL, null, 3, 0)), NOW))
                .isInstanceOfSatisfying(
                        InvalidContentException.class,
                        e -> assertThat(e.field()).isEqualTo("cover"));
        assertThat(ContentCodec.toProto(pack(null), NOW).getStickerPackMessage().hasThumbnailDirectPath())
                .isFalse();
    }
}
