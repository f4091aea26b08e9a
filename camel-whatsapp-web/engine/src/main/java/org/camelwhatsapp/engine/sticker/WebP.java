package org.camelwhatsapp.engine.sticker;

import java.nio.charset.StandardCharsets;

/** What the first bytes of a WebP picture say. */
final class WebP {
    private static final int FORMAT = 8;
    private static final int CHUNK = 12;
    private static final int FLAGS = 20;
    private static final int ANIMATION = 0x02;

    private WebP() {}

    static boolean is(byte[] bytes) {
        return says(bytes, 0, "RIFF") && says(bytes, FORMAT, "WEBP");
    }

    static boolean isAnimated(byte[] bytes) {
        return bytes.length > FLAGS && says(bytes, CHUNK, "VP8X") && (bytes[FLAGS] & ANIMATION) != 0;
    }

    private static boolean says(byte[] bytes, int at, String word) {
        return bytes.length >= at + word.length()
                && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }
}
