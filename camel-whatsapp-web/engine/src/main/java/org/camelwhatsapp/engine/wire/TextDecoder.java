package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that stands for a text. One per frame; not thread-safe.
 *
 * <p>Bytes that are not UTF-8 become the replacement character: a text is never refused for its characters.
 */
final class TextDecoder {
    private static final int MAX_UNPACKED = 2 * WireTags.MAX_PACKED_LENGTH;
    private static final byte[] NIBBLES = alphabet("0123456789-.");
    private static final byte[] HEX = alphabet("0123456789ABCDEF");

    private byte @Nullable [] unpacked;

    private static byte[] alphabet(String characters) {
        return Arrays.copyOf(characters.getBytes(StandardCharsets.US_ASCII), 16);
    }

    /** The text announced by this tag; a missing value is the empty text. */
    String read(WireCursor in, int tag) {
        String text = readOrNull(in, tag);
        if (text == null) {
            throw new MalformedNodeException("byte " + tag + " does not begin a text");
        }
        return text;
    }

    /** As {@link #read}, but null when the tag does not begin a text. */
    @Nullable
    String readOrNull(WireCursor in, int tag) {
        String word = TokenDictionary.oneByte(tag);
        if (word != null) {
            return word;
        }
        return switch (tag) {
            case WireTags.LIST_EMPTY -> "";
            case WireTags.BINARY_8, WireTags.BINARY_20, WireTags.BINARY_32 -> in.readUtf8(in.readLength(tag));
            case WireTags.NIBBLE_8 -> readPacked(in, NIBBLES);
            case WireTags.HEX_8 -> readPacked(in, HEX);
            default ->
                tag >= WireTags.DICTIONARY_0 && tag <= WireTags.DICTIONARY_3
                        ? TokenDictionary.twoByte(tag - WireTags.DICTIONARY_0, in.readByte())
                        : null;
        };
    }

    @SuppressWarnings("deprecation") // The one constructor that takes single-byte characters without a decoder.
    private String readPacked(WireCursor in, byte[] alphabet) {
        int header = in.readByte();
        int pairs = in.require(header & ~WireTags.PACKED_ODD);
        int length = 2 * pairs - (header >> 7);
        if (length < 0) {
            throw new MalformedNodeException("a packed text of odd length has no characters");
        }
        byte[] target = unpacked;
        if (target == null) {
            target = new byte[MAX_UNPACKED];
            unpacked = target;
        }
        for (int i = 0; i < pairs; i++) {
            int pair = in.readByte();
            target[2 * i] = alphabet[pair >> 4];
            target[2 * i + 1] = alphabet[pair & 0x0F];
        }
        for (int i = 0; i < length; i++) {
            if (target[i] == 0) {
                throw new MalformedNodeException("a packed text has an unknown character");
            }
        }
        return new String(target, 0, 0, length);
    }
}
