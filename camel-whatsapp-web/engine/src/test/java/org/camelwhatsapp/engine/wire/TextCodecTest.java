package org.camelwhatsapp.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodecTest {
    private static byte[] written(String text) {
        WireBuffer out = new WireBuffer(1);
        TextEncoder.write(out, text);
        return out.toArray();
    }

    private static String read(Object... bytes) {
        WireCursor in = new WireCursor(Bytes.of(bytes), 0);
        String text = new TextDecoder().read(in, in.readByte());
        assertThat(in.remaining()).isZero();
        return text;
    }

    @Test
    void theEmptyTextIsZeroBytesLong() {
        assertThat(written("")).isEqualTo(Bytes.of(252, 0));
        assertThat(read(252, 0)).isEmpty();
        assertThat(read(0)).isEmpty();
        assertThat(read(255, 0)).isEmpty();
        assertThat(read(251, 0)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'--', 255, 1", // every character of packed digits
        "'.-', 255, 1",
        "'-.0123456789', 255, 6",
        "'ABCDEF0123456789', 251, 8", // every character of packed hex
        "'A', 251, 1",
        "'a', 252, 1", // lower case cannot be packed
        "'A.', 252, 2", // half digits, half hex
        "'A-1', 252, 3",
        "'1 ', 252, 2",
        "'1:2', 252, 3",
        "'/', 252, 1", // the neighbours of the ranges
        "'G', 252, 1",
        "'@', 252, 1"
    })
    void everyTextHasItsShortestForm(String text, int tag, int length) {
        byte[] bytes = written(text);
        assertThat(bytes[0] & 0xFF).isEqualTo(tag);
        assertThat(bytes[1] & 0x7F).isEqualTo(length);
        assertThat(read((Object) bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 126, 127, 128, 255, 256, 65_535, 65_536, (1 << 20) - 1, 1 << 20})
    void textsOfEveryLengthComeBack(int length) {
        for (String letter : new String[] {"8", "B", "z", "ß", "漢"}) {
            String text = letter.repeat(length);
            assertThat(read((Object) written(text))).isEqualTo(text);
        }
    }

    @Test
    void charactersBeyondTheFirstPlaneComeBack() {
        String text = "family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(read((Object) written(text))).isEqualTo(text);
    }

    @Test
    void theLengthOfATextIsThatOfItsBytes() {
        assertThat(written("é".repeat(128))).startsWith(Bytes.of(253, 0, 1, 0)).hasSize(4 + 256);
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() {
        assertThat(read(252, 2, 0xC3, 0x28)).isEqualTo("\uFFFD(");
    }

    @Test
    void thePaddingOfAnOddTextIsNotLookedAt() {
        assertThat(read(255, 0x81, 0x1F)).isEqualTo("1");
        assertThat(read(255, 0x81, 0x1C)).isEqualTo("1");
        assertThat(read(251, 0x81, 0xA0)).isEqualTo("A");
    }

    @Test
    void theLongestPackedTextHas254Characters() {
        assertThat(read(255, 127, new byte[127])).isEqualTo("0".repeat(254));
        assertThat(read(251, 255, new byte[127])).isEqualTo("0".repeat(253));
    }

    @Test
    void oneDecoderReadsLongAndShortTextsInTurn() {
        WireCursor in = new WireCursor(Bytes.of(255, 2, 0x12, 0x34, 255, 1, 0x56, 251, 0x81, 0xAF), 0);
        TextDecoder texts = new TextDecoder();
        assertThat(texts.read(in, in.readByte())).isEqualTo("1234");
        assertThat(texts.read(in, in.readByte())).isEqualTo("56");
        assertThat(texts.read(in, in.readByte())).isEqualTo("A");
    }

    @ParameterizedTest
    @ValueSource(ints = {240, 244, 245, 246, 247, 248, 249, 250})
    void otherTagsAreNoText(int tag) {
        WireCursor in = new WireCursor(new byte[9], 0);
        assertThatThrownBy(() -> new TextDecoder().read(in, tag)).isInstanceOf(MalformedNodeException.class);
        assertThat(in.remaining()).isEqualTo(9);
    }
}
