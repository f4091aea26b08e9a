package org.camelwhatsapp.engine.message.content;

import java.util.Arrays;

/**
 * A small picture that is shown before the file itself is there. It travels inside the message.
 *
 * @param jpeg a JPEG of at most 64 KiB, at best some 100 pixels wide; not copied
 */
public record Thumbnail(byte[] jpeg) {
    static final int MAX_BYTES = 64 * 1024;

    /** @throws InvalidContentException if it is no JPEG or too large */
    public Thumbnail {
        boolean marked = jpeg.length >= 4 && (jpeg[0] & 0xFF) == 0xFF && (jpeg[1] & 0xFF) == 0xD8;
        if (!marked || jpeg.length > MAX_BYTES) {
            throw new InvalidContentException("thumbnail", "a JPEG of at most 64 KiB");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thumbnail that && Arrays.equals(jpeg, that.jpeg);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(jpeg);
    }

    /** Prints nothing of the picture. */
    @Override
    public String toString() {
        return "Thumbnail[" + jpeg.length + " bytes]";
    }
}
