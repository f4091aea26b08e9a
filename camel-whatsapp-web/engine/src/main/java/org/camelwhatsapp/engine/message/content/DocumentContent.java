package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A file of any kind.
 *
 * @param media the file
 * @param fileName the name that is shown, at most 1,024 characters; a received one is a stranger's text, never a path to write to
 * @param caption the text below it, at most 65,536 characters, or null
 * @param thumbnail shown until the file is there, or null
 */
public record DocumentContent(
        Media media,
        String fileName,
        @Nullable String caption,
        @Nullable Thumbnail thumbnail) implements MediaContent {
    private static final int MAX_NAME = 1_024;

    public DocumentContent {
        if (fileName.length() > MAX_NAME) {
            throw new InvalidContentException("fileName", "at most " + MAX_NAME + " characters");
        }
        MediaContent.checkCaption(caption);
    }

    /** A file without thumbnail. */
    public DocumentContent(Media media, String fileName, @Nullable String caption) {
        this(media, fileName, caption, null);
    }

    @Override
    public MediaKind kind() {
        return MediaKind.DOCUMENT;
    }

    @Override
    public DocumentContent withMedia(Media other) {
        return new DocumentContent(other, fileName, caption, thumbnail);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "DocumentContent[" + kind() + "]";
    }
}
