package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;

/**
 * A sticker.
 *
 * @param media the file, WebP of 512 by 512 pixels
 */
public record StickerContent(Media media) implements MediaContent {
    @Override
    public MediaKind kind() {
        return MediaKind.STICKER;
    }

    @Override
    public StickerContent withMedia(Media other) {
        return new StickerContent(other);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "StickerContent[" + kind() + "]";
    }
}
