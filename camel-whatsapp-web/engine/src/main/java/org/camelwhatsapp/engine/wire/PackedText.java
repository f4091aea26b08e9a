package org.camelwhatsapp.engine.wire;

/** Texts of digits or upper-case hex digits, two characters to a byte. Source: docs/protocol.md, "Binary nodes". */
final class PackedText {
    private static final char[] NIBBLES = "0123456789-.".toCharArray();
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int PADDING = 15;

    private PackedText() {}

    static boolean isDigits(String text) {
        return isPackable(text, false);
    }

    static boolean isHex(String text) {
        return isPackable(text, true);
    }

    private static boolean isPackable(String text, boolean hex) {
        int length = text.length();
        if (length == 0 || length > WireFormat.MAX_PACKED) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean fits = c >= '0' && c <= '9' || (hex ? c >= 'A' && c <= 'F' : c == '-' || c == '.');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static void pack(String text, byte[] target, int offset) {
        for (int i = 0; i < text.length(); i += 2) {
            int low = i + 1 < text.length() ? nibble(text.charAt(i + 1)) : PADDING;
            target[offset + i / 2] = (byte) (nibble(text.charAt(i)) << 4 | low);
        }
    }

    private static int nibble(char c) {
        if (c <= '9' && c >= '0') {
            return c - '0';
        }
        return c == '-' ? 10 : c == '.' ? 11 : c - 'A' + 10;
    }

    /** @throws MalformedNodeException if a digit text holds one of the unused values */
    static String unpack(byte[] source, int offset, int bytes, boolean odd, boolean hex) {
        int count = odd ? bytes * 2 - 1 : bytes * 2;
        char[] alphabet = hex ? HEX : NIBBLES;
        char[] text = new char[Math.max(0, count)];
        for (int i = 0; i < text.length; i++) {
            int both = source[offset + i / 2] & 0xFF;
            int value = i % 2 == 0 ? both >>> 4 : both & 0xF;
            if (value >= alphabet.length) {
                throw new MalformedNodeException("packed text holds the unused value " + value);
            }
            text[i] = alphabet[value];
        }
        return new String(text);
    }
}
