package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A picture.
 *
 * @param media the file, JPEG or PNG
 * @param caption the text below it, at most 65,536 characters, or null
 * @param thumbnail shown until the file is there, or null
 */
public record ImageContent(
        Media media, @Nullable String caption, @Nullable Thumbnail thumbnail) implements MediaContent {
    public ImageContent {
        MediaContent.checkCaption(caption);
    }

    /** A picture without thumbnail. */
    public ImageContent(Media media, @Nullable String caption) {
        this(media, caption, null);
    }

    @Override
    public MediaKind kind() {
        return MediaKind.IMAGE;
    }

    @Override
    public ImageContent withMedia(Media other) {
        return new ImageContent(other, caption, thumbnail);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ImageContent[" + kind() + "]";
    }
}
