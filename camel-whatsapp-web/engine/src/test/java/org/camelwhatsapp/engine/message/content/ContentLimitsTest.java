package org.camelwhatsapp.engine.message.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.ButtonsContent.Form;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of everything a message may have: the most that is taken, and one more, with the field that is named then. */
class ContentLimitsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final RemoteMedia FILE =
            new RemoteMedia(MediaKind.IMAGE, "u", "/p", new byte[32], new byte[1], new byte[1], 1, null, 1);
    private static final MessageKey KEY = new MessageKey(Jid.lid("1"), "A", false, null);
    private static final List<String> OPTIONS = List.of("a", "b");

    /** What may be of one size, and not of the next. */
    private static Arguments most(String field, int most, IntFunction<MessageContent> made) {
        return Arguments.of(field, most, made);
    }

    private static String chars(int count) {
        return "c".repeat(count);
    }

    private static byte[] jpeg(int size) {
        byte[] bytes = new byte[size];
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        return bytes;
    }

    private static List<ContactContent> cards(int count) {
        return Collections.nCopies(count, new ContactContent("A", "a"));
    }

    static Stream<Arguments> records() {
        return Stream.of(
                most("text", 65_536, n -> new TextContent(chars(n))),
                most("caption", 65_536, n -> new ImageContent(FILE, chars(n))),
                most("caption", 65_536, n -> new VideoContent(FILE, chars(n), false, false)),
                most("caption", 65_536, n -> new DocumentContent(FILE, "f", chars(n))),
                most("fileName", 1_024, n -> new DocumentContent(FILE, chars(n), null)),
                most("jpegThumbnail", 65_536, n -> new TextContent("u", new LinkPreview("u", null, null, new byte[n]))),
                most("thumbnail", 65_536, n -> new ImageContent(FILE, null, new Thumbnail(jpeg(n)))),
                most("waveform", 256, n -> new AudioContent(FILE, true, 1, new Waveform(new byte[n]))),
                most("waveform", 100, n -> new AudioContent(FILE, true, 1, new Waveform(new byte[] {(byte) n}))),
                most("label", 30, n -> new MemberLabelContent(chars(n))),
                most("headingDegrees", 360, n -> live(0, 0, n)),
                most("latitude", 90, n -> new LocationContent(n, 0, null, null)),
                most("longitude", 180, n -> new LocationContent(0, n, null, null)),
                most("contacts", 257, n -> new ContactsContent("all", cards(n))),
                most("options", 256, n -> new PollContent("Q", Collections.nCopies(n, "a"), 1)));
    }

    private static LiveLocationContent live(int accuracy, float speed, int heading) {
        return new LiveLocationContent(0, 0, accuracy, speed, heading, null, 0);
    }

    @ParameterizedTest
    @MethodSource("records")
    void isMadeUpToItsLimitAndNotBeyond(String field, int most, IntFunction<MessageContent> made) {
        assertThat(made.apply(most)).isNotNull();
        refuses(field, () -> made.apply(most + 1));
    }

    private static void refuses(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(InvalidContentException.class, e -> {
            assertThat(e.field()).isEqualTo(field);
            assertThat(e.code()).isEqualTo("invalid-content");
            assertThat(e).hasMessageStartingWith("'" + field + "' must be ");
        });
    }

    private static PollContent poll(String question, List<String> options) {
        return new PollContent(question, options, 1);
    }

    private static List<String> different(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> (char) ('a' + i) + chars(length - 1))
                .toList();
    }

    private static EventContent event(String name, String description) {
        return new EventContent(name, description, Instant.EPOCH, null, null, null, false, false);
    }

    private static List<Button> replies(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Button.reply("id" + i, "t"))
                .toList();
    }

    private static ButtonsContent flow(Panel panel) {
        return ButtonsContent.of(panel, replies(1));
    }

    private static ListContent.Row row(String id, String title, String description) {
        return new ListContent.Row(id, title, description);
    }

    private static ListContent list(ListContent.Section... sections) {
        return new ListContent(ListContent.Form.LIST, Panel.of("b"), "open", List.of(sections));
    }

    private static ListContent.Section section(int number, int rows) {
        return new ListContent.Section(
                "s",
                IntStream.range(0, rows)
                        .mapToObj(i -> row(number + "." + i, "t", null))
                        .toList());
    }

    private static CarouselContent carousel(String body, int cards, int buttons) {
        return new CarouselContent(
                body, Collections.nCopies(cards, new CarouselContent.Card(Panel.of("card"), replies(buttons))));
    }

    static Stream<Arguments> sent() {
        Panel panel = Panel.of("b");
        return Stream.of(
                most("question", 255, n -> poll(chars(n), OPTIONS)),
                most("options", 12, n -> poll("Q", different(n, 1))),
                most("options", 100, n -> poll("Q", different(2, n))),
                most("selectable", 2, n -> new PollContent("Q", OPTIONS, n)),
                most("name", 100, n -> event(chars(n), null)),
                most("description", 2_048, n -> event("E", chars(n))),
                most("body", 1_024, n -> flow(Panel.of(chars(n)))),
                most("title", 60, n -> flow(panel.withTitle(chars(n)))),
                most("subtitle", 60, n -> flow(new Panel(null, null, chars(n), "b", null))),
                most("footer", 60, n -> flow(panel.withFooter(chars(n)))),
                most("buttons", 10, n -> ButtonsContent.of(panel, replies(n))),
                most("buttons", 25, n -> ButtonsContent.of(panel, List.of(Button.reply("i", chars(n))))),
                // The old forms have room for three.
                most("buttons", 3, n -> new ButtonsContent(Form.BUTTONS, panel, replies(n), null)),
                most("buttons", 3, n -> new ButtonsContent(Form.TEMPLATE, panel, replies(n), null)),
                most(
                        "buttons",
                        1,
                        n -> new ButtonsContent(
                                Form.TEMPLATE, panel, Collections.nCopies(n, Button.url("https://x", "go")), null)),
                most(
                        "buttons",
                        1,
                        n -> new ButtonsContent(
                                Form.TEMPLATE, panel, Collections.nCopies(n, Button.call("+1555", "ring")), null)),
                most(
                        "buttonText",
                        20,
                        n -> new ListContent(ListContent.Form.LIST, panel, chars(n), List.of(section(0, 1)))),
                most(
                        "sections",
                        10,
                        n -> list(IntStream.range(0, n)
                                .mapToObj(i -> section(i, 1))
                                .toArray(ListContent.Section[]::new))),
                most("sections", 24, n -> list(new ListContent.Section(chars(n), List.of(row("r", "t", null))))),
                most("rows", 10, n -> list(section(0, n))),
                most("rows", 24, n -> list(new ListContent.Section("s", List.of(row("r", chars(n), null))))),
                most("rows", 72, n -> list(new ListContent.Section("s", List.of(row("r", "t", chars(n)))))),
                most("body", 1_024, n -> carousel(chars(n), 1, 1)),
                most("cards", 10, n -> carousel("b", n, 1)),
                most("buttons", 3, n -> carousel("b", 1, n)),
                most(
                        "params",
                        262_144,
                        n -> new SelectionContent(
                                SelectionContent.Form.NATIVE_FLOW,
                                "i",
                                "t",
                                null,
                                null,
                                null,
                                "{" + " ".repeat(n - 2) + "}")));
    }

    @ParameterizedTest
    @MethodSource("sent")
    void isSentUpToItsLimitAndNotBeyond(String field, int most, IntFunction<MessageContent> made) {
        assertThatCode(() -> ContentCodec.toProto(made.apply(most), NOW)).doesNotThrowAnyException();
        // Such a thing may come, so it can be made.
        MessageContent beyond = made.apply(most + 1);
        refuses(field, () -> ContentCodec.toProto(beyond, NOW));
    }

    static Stream<Arguments> nothingThere() {
        Panel panel = Panel.of("b");
        return Stream.of(
                Arguments.of("question", poll(" ", OPTIONS)),
                Arguments.of("options", poll("Q", List.of("a"))),
                Arguments.of("options", poll("Q", List.of("a", " "))),
                Arguments.of("options", poll("Q", List.of("a", "a"))),
                Arguments.of("selectable", new PollContent("Q", OPTIONS, -1)),
                Arguments.of("name", event("", null)),
                Arguments.of("body", flow(Panel.of(" "))),
                Arguments.of("buttons", ButtonsContent.of(panel, List.of())),
                Arguments.of("buttons", ButtonsContent.of(panel, List.of(Button.reply("i", " ")))),
                Arguments.of("buttons", ButtonsContent.of(panel, List.of(Button.url(" ", "go")))),
                Arguments.of(
                        "buttons", ButtonsContent.of(panel, List.of(Button.reply("i", "a"), Button.reply("i", "b")))),
                // Only replies fit in the old form.
                Arguments.of(
                        "buttons",
                        new ButtonsContent(Form.BUTTONS, panel, List.of(Button.url("https://x", "go")), null)),
                Arguments.of(
                        "buttons", new ButtonsContent(Form.TEMPLATE, panel, List.of(Button.copy("c", "copy")), null)),
                Arguments.of("params", new ButtonsContent(Form.NATIVE_FLOW, panel, replies(1), "[1]")),
                Arguments.of("params", ButtonsContent.of(panel, List.of(Button.other("send_location", "where", "no")))),
                Arguments.of("sections", list()),
                Arguments.of("rows", list(section(0, 0))),
                Arguments.of("rows", list(new ListContent.Section("s", List.of(row("r", " ", null))))),
                Arguments.of("rows", list(new ListContent.Section("s", List.of(row("", "t", null))))),
                // Ids differ over all sections.
                Arguments.of("rows", list(section(0, 1), section(0, 1))),
                Arguments.of("buttonText", new ListContent(ListContent.Form.LIST, panel, "", List.of(section(0, 1)))),
                Arguments.of("form", new ListContent(ListContent.Form.PRODUCTS, panel, "open", List.of(section(0, 1)))),
                Arguments.of(
                        "header",
                        new ListContent(
                                ListContent.Form.LIST,
                                panel.withHeader(new ImageContent(FILE, null)),
                                "open",
                                List.of(section(0, 1)))),
                Arguments.of("cards", carousel("b", 0, 1)),
                Arguments.of("buttons", carousel("b", 1, 0)),
                Arguments.of("key", pix(" ", "Shop")),
                Arguments.of("key", pix("k", "")),
                Arguments.of("content", new UnknownContent("x")),
                Arguments.of("content", new CallLogContent(true, "MISSED", Duration.ZERO)),
                Arguments.of("content", new CommentContent(KEY, "well")));
    }

    private static PixContent pix(String key, String merchant) {
        return new PixContent(
                Panel.of("b"),
                new PixContent.Key(PixContent.KeyType.EVP, key),
                merchant,
                new PixContent.Amount("BRL", 1, 1),
                "r",
                List.of());
    }

    @ParameterizedTest
    @MethodSource("nothingThere")
    void isNotSentWithoutWhatItNeeds(String field, MessageContent content) {
        refuses(field, () -> ContentCodec.toProto(content, NOW));
    }

    @Test
    void anEventMayEndWhenItBegins() {
        Instant start = Instant.ofEpochSecond(10);
        EventContent instant = new EventContent("E", null, start, start, null, null, false, false);
        assertThat(ContentCodec.toProto(instant, NOW).getEventMessage().getEndTime())
                .isEqualTo(10);
        refuses(
                "end",
                () -> ContentCodec.toProto(
                        new EventContent("E", null, start, start.minusMillis(1), null, null, false, false), NOW));
    }

    @Test
    void aPollEndsAfterNow() {
        PollContent later = new PollContent("Q", OPTIONS, 1, PollRules.until(Instant.ofEpochMilli(NOW + 1)));
        assertThat(ContentCodec.toProto(later, NOW).getPollCreationMessageV3().getEndTime())
                .isEqualTo(NOW + 1);
        refuses("endTime", () -> ContentCodec.toProto(later, NOW + 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-90.000001, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void aPlaceIsOnTheEarth(double latitude) {
        refuses("latitude", () -> new LocationContent(latitude, 0, null, null));
        refuses("longitude", () -> new LocationContent(0, 2 * latitude, null, null));
    }

    @Test
    void aPlaceDoesNotMoveBackwards() {
        assertThat(live(0, 0, 0).headingDegrees()).isZero();
        refuses("headingDegrees", () -> live(0, 0, -1));
        refuses("accuracyMeters", () -> live(-1, 0, 0));
        refuses("accuracyMeters", () -> live(0, -0.5f, 0));
        refuses("accuracyMeters", () -> live(0, Float.NaN, 0));
    }

    @Test
    void countsAndTimesAreNotNegative() {
        refuses("seconds", () -> new AudioContent(FILE, false, -1));
        refuses("after", () -> new DisappearingContent(Duration.ofSeconds(-1)));
        refuses("extraGuests", () -> new EventResponseContent(KEY, EventResponseContent.Response.GOING, -1));
        refuses("total", () -> new PixContent.Amount("BRL", -1, 1));
        refuses("total", () -> new PixContent.Amount("BRL", 1, 0));
        refuses("total", () -> new PixContent.Amount("R$", 1, 1));
    }

    @Test
    void listsHoldSomething() {
        refuses("contacts", () -> new ContactsContent("none", List.of()));
        refuses("waveform", () -> new Waveform(new byte[0]));
        refuses("waveform", () -> new Waveform(new byte[] {-1}));
        refuses("waveform", () -> Waveform.ofSamples(new short[0]));
    }

    @Test
    void aPictureThatIsSmallAndNoJpegIsNoThumbnail() {
        refuses("thumbnail", () -> new Thumbnail(Arrays.copyOf(jpeg(4), 3)));
        refuses("thumbnail", () -> new Thumbnail(new byte[] {(byte) 0x89, 'P', 'N', 'G'}));
    }

    @Test
    void aVideoIsNotOfTwoKinds() {
        refuses("gif", () -> new VideoContent(FILE, null, true, true));
    }

    @Test
    void aPanelHasAPictureOrAPlaceOnTop() {
        refuses("header", () -> Panel.of("b").withHeader(new TextContent("x")));
        refuses("header", () -> Panel.of("b").withHeader(new StickerContent(FILE)));
    }

    @Test
    void aButtonHasAValueOrItsParams() {
        refuses("button", () -> new Button(Button.Type.URL, "go", null, null, null));
        refuses("button", () -> new Button(Button.Type.OTHER, "go", "v", "name", null));
        refuses("button", () -> new Button(Button.Type.OTHER, "go", "v", null, "{}"));
    }

    @Test
    void whatIsTooLongIsNotRepeatedInTheError() {
        assertThatThrownBy(() -> new MemberLabelContent("secret".repeat(6)))
                .message()
                .doesNotContain("secret");
    }
}
