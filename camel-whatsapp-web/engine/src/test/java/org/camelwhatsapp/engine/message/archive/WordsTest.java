package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.camelwhatsapp.engine.message.content.AlbumContent;
import org.camelwhatsapp.engine.message.content.Button;
import org.camelwhatsapp.engine.message.content.ButtonsContent;
import org.camelwhatsapp.engine.message.content.ContactContent;
import org.camelwhatsapp.engine.message.content.ContactsContent;
import org.camelwhatsapp.engine.message.content.DocumentContent;
import org.camelwhatsapp.engine.message.content.EventContent;
import org.camelwhatsapp.engine.message.content.ImageContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.OrderContent;
import org.camelwhatsapp.engine.message.content.Panel;
import org.camelwhatsapp.engine.message.content.PollContent;
import org.camelwhatsapp.engine.message.content.ProductContent;
import org.camelwhatsapp.engine.message.content.SelectionContent;
import org.camelwhatsapp.engine.message.content.StickerContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.message.content.VideoContent;
import org.camelwhatsapp.engine.model.Jid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a message is found by: the texts of each kind, and the words of a text. */
class WordsTest {
    private static final Jid SHOP = Jid.phone("15550002222");
    private static final RemoteMedia FILE =
            new RemoteMedia(MediaKind.IMAGE, "url", "/path", new byte[32], new byte[1], new byte[1], 1, "image/png", 1);

    @ParameterizedTest
    @CsvSource({
        "'Hello, World', hello world",
        // Accents count no more than in the question.
        "CAFÉ Ångström, cafe angstrom",
        // The same letters, however they are coded: an e with a mark after it, letters of full width, a ligature.
        "'cafe\u0301 ＡＢＣ ﬁn', cafe abc fin",
        "'2024-05-17', 2024 05 17",
        "'don''t', don t",
        // Scripts without spaces: each sign is a word.
        "東京タワー, 東 京 タワー",
        "'a a A', a",
        "'!?… 👍', ''",
        "'', ''"
    })
    void aTextIsItsWords(String text, String words) {
        assertThat(Words.of(text)).isEqualTo(words.isEmpty() ? Set.of() : Set.of(words.split(" ")));
    }

    @Test
    void aWordHasAtMost64Letters() {
        assertThat(Words.of("x".repeat(64))).containsExactly("x".repeat(64));
        assertThat(Words.of("x".repeat(65))).containsExactly("x".repeat(64));
    }

    @Test
    void aTextHasAtMost500Words() {
        String many = IntStream.rangeClosed(1, 501).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        assertThat(Words.of(many)).hasSize(500).contains("w500").doesNotContain("w501");
    }

    @Test
    void aTextIsReadUpTo65536Characters() {
        String text = " ".repeat(65_530) + "abcdef" + "ghi later";
        assertThat(Words.of(text)).containsExactly("abcdef");
    }

    @Property
    void noTextGivesTooManyOrTooLongWords(@ForAll String text) {
        Set<String> words = Words.of(text);
        words.forEach(word -> assertThat(word.length()).isBetween(1, 64));
        assertThat(words).hasSizeLessThanOrEqualTo(Words.MAX);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("text", "one", new TextContent("one")),
                Arguments.of("image", "sunset", new ImageContent(FILE, "sunset")),
                Arguments.of("image", "", new ImageContent(FILE, null)),
                Arguments.of("video", "waves", new VideoContent(FILE, "waves", false, false)),
                Arguments.of("document", "bill.pdf please pay", new DocumentContent(FILE, "bill.pdf", "please pay")),
                Arguments.of("sticker", "", new StickerContent(FILE)),
                Arguments.of("location", "Mill Old Road", new LocationContent(1, 2, "Mill", "Old Road")),
                // The card itself, with its numbers, is not searched.
                Arguments.of("contact", "Ann", new ContactContent("Ann", "BEGIN:VCARD")),
                Arguments.of(
                        "contacts",
                        "Ann Ben",
                        new ContactsContent(
                                "2 contacts", List.of(new ContactContent("Ann", "v"), new ContactContent("Ben", "v")))),
                Arguments.of("poll", "When? now later", new PollContent("When?", List.of("now", "later"), 1)),
                Arguments.of(
                        "event",
                        "Fair All day",
                        new EventContent("Fair", "All day", Instant.EPOCH, null, null, null, false, false)),
                Arguments.of(
                        "buttons",
                        "Hungry?\n\n• Yes",
                        ButtonsContent.of(Panel.of("Hungry?"), List.of(Button.reply("y", "Yes")))),
                Arguments.of(
                        "selection",
                        "One first",
                        new SelectionContent(SelectionContent.Form.LIST, "r1", "One", "first", null, null, null)),
                Arguments.of(
                        "product",
                        "Shoe red look",
                        new ProductContent(SHOP, "p1", "Shoe", "red", null, "https://x", null, "look", "small print")),
                Arguments.of(
                        "order",
                        "Shoes please",
                        new OrderContent("o1", "tok", SHOP, "Shoes", 2, null, "please", OrderContent.Status.INQUIRY)),
                Arguments.of("album", "", new AlbumContent(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aKindHasItsNameAndItsText(String kind, String text, MessageContent content) {
        assertThat(Contents.kind(content)).isEqualTo(kind);
        assertThat(Contents.text(content)).isEqualTo(text);
    }
}
