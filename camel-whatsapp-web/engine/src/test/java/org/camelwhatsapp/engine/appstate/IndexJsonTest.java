package org.camelwhatsapp.engine.appstate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of places: the bytes that are written, and what is read from those of others. */
class IndexJsonTest {
    private static String written(String... parts) {
        return new String(IndexJson.write(List.of(parts)), UTF_8);
    }

    private static List<String> read(String json) {
        return IndexJson.read(json.getBytes(UTF_8));
    }

    /** The bytes are hashed, so every blank and every escape counts. */
    @Test
    void writesWhatOtherClientsWrite() {
        assertThat(written("pin_v1", "15550000001@s.whatsapp.net"))
                .isEqualTo("[\"pin_v1\",\"15550000001@s.whatsapp.net\"]");
        assertThat(written("a\"b\\c", "\n\u0001", "é/😀")).isEqualTo("[\"a\\\"b\\\\c\",\"\\u000a\\u0001\",\"é/😀\"]");
        assertThat(written()).isEqualTo("[]");
    }

    @Test
    void readsEveryEscapeOfJson() {
        assertThat(read("[\"\\b\\f\\n\\r\\t\\\"\\\\\\/\\u00e9\\ud83d\\ude00\"]"))
                .containsExactly("\b\f\n\r\t\"\\/é😀");
    }

    @Test
    void blanksBetweenPartsDoNotCount() {
        assertThat(read(" [ \"a\" ,\t\"b\"\r\n] \n")).containsExactly("a", "b");
        assertThat(read("[ ]")).isEmpty();
    }

    @Property(tries = 200)
    void readsBackWhatItWrote(@ForAll @Size(max = 16) List<@StringLength(max = 20) String> parts) {
        // Halves of characters cannot be written as bytes.
        List<String> whole = parts.stream()
                .map(part -> new String(part.getBytes(UTF_8), UTF_8))
                .toList();
        assertThat(IndexJson.read(IndexJson.write(whole))).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "[", // cut off
                "[\"a\"",
                "[\"a", // in a text
                "[\"a\\", // in an escape
                "[\"\\u12\"]", // too few digits
                "[\"\\uzzzz\"]",
                "[\"\\x\"]", // an escape that there is not
                "[1]", // no text
                "[null]",
                "[[\"a\"]]",
                "{\"a\":\"b\"}",
                "\"a\"",
                "[\"a\"]x", // something behind it
                "[\"a\"][\"b\"]",
                "[\"a\",]", // a comma too many
                "[,\"a\"]",
                "[\"a\" \"b\"]"
            })
    void whatIsNoListOfTextsIsMalformed(String json) {
        malformed(json.getBytes(UTF_8));
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        malformed(new byte[] {'[', '"', (byte) 0xFF, '"', ']'});
    }

    private static void malformed(byte[] bytes) {
        assertThatThrownBy(() -> IndexJson.read(bytes)).isInstanceOfSatisfying(AppStateException.class, failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
            assertThat(failure.code()).isEqualTo("app-state-malformed");
            assertThat(failure.isRetryable()).isFalse();
        });
    }

    @Test
    void sixteenPartsAreTheMost() {
        byte[] most = IndexJson.write(Collections.nCopies(16, "x"));
        assertThat(IndexJson.read(most)).hasSize(16);
        malformed(IndexJson.write(Collections.nCopies(17, "x")));
    }

    @Test
    void fourThousandAndNinetySixBytesAreTheMost() {
        // Two brackets and two quotes stand round the text.
        assertThat(read("[\"" + "x".repeat(4_092) + "\"]")).hasSize(1);
        malformed(("[\"" + "x".repeat(4_093) + "\"]").getBytes(UTF_8));
    }
}
