package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes texts in their shortest form: word of the dictionary, packed digits, packed upper-case hex, UTF-8.
 *
 * <p>Source: docs/protocol.md, "Binary nodes".
 */
final class TextEncoder {
    private static final int NIBBLE = 1;
    private static final int HEX = 2;
    private static final int ASCII = 4;
    /** What each of the first 128 characters may be part of. */
    private static final byte[] CLASSES = new byte[128];
    /** The four bits of each packable character; no character has two values. */
    private static final byte[] VALUES = new byte[128];

    static {
        Arrays.fill(CLASSES, (byte) ASCII);
        for (char c = '0'; c <= '9'; c++) {
            CLASSES[c] = NIBBLE | HEX | ASCII;
            VALUES[c] = (byte) (c - '0');
        }
        for (char c = 'A'; c <= 'F'; c++) {
            CLASSES[c] = HEX | ASCII;
            VALUES[c] = (byte) (c - 'A' + 10);
        }
        CLASSES['-'] = NIBBLE | ASCII;
        VALUES['-'] = 10;
        CLASSES['.'] = NIBBLE | ASCII;
        VALUES['.'] = 11;
    }

    private TextEncoder() {}

    static void write(WireBuffer out, String text) {
        int code = TokenDictionary.codeOf(text);
        if (code >= TokenDictionary.FIRST_TWO_BYTE_CODE) {
            out.put(code >> 8, code);
        } else if (code != TokenDictionary.NONE) {
            out.put(code);
        } else {
            writeSpelled(out, text);
        }
    }

    private static void writeSpelled(WireBuffer out, String text) {
        int classes = classify(text);
        boolean packable = !text.isEmpty() && text.length() <= WireTags.MAX_PACKED_LENGTH;
        if (packable && (classes & NIBBLE) != 0) {
            writePacked(out, WireTags.NIBBLE_8, text);
        } else if (packable && (classes & HEX) != 0) {
            writePacked(out, WireTags.HEX_8, text);
        } else if ((classes & ASCII) != 0) {
            out.putLength(text.length());
            out.putAscii(text);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            out.putLength(utf8.length);
            out.put(utf8);
        }
    }

    private static int classify(String text) {
        int classes = NIBBLE | HEX | ASCII;
        for (int i = 0; i < text.length() && classes != 0; i++) {
            char c = text.charAt(i);
            classes &= c < 128 ? CLASSES[c] : 0;
        }
        return classes;
    }

    private static void writePacked(WireBuffer out, int tag, String text) {
        int length = text.length();
        int pairs = length / 2;
        boolean odd = length % 2 != 0;
        out.put(tag, odd ? WireTags.PACKED_ODD | pairs + 1 : pairs);
        for (int i = 0; i < pairs; i++) {
            out.put(VALUES[text.charAt(2 * i)] << 4 | VALUES[text.charAt(2 * i + 1)]);
        }
        if (odd) {
            out.put(VALUES[text.charAt(length - 1)] << 4 | 0x0F);
        }
    }
}
