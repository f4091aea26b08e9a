package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A video.
 *
 * @param media the file, MP4
 * @param caption the text below it, at most 65,536 characters, or null; a round video has none
 * @param gif whether it has no sound and plays by itself
 * @param round whether it is a round video note; excludes {@code gif}
 * @param thumbnail shown until the file is there, or null
 */
public record VideoContent(
        Media media,
        @Nullable String caption,
        boolean gif,
        boolean round,
        @Nullable Thumbnail thumbnail) implements MediaContent {
    public VideoContent {
        MediaContent.checkCaption(caption);
        if (gif && round) {
            throw new InvalidContentException("gif", "false for a round video");
        }
    }

    /** A video without thumbnail. */
    public VideoContent(Media media, @Nullable String caption, boolean gif, boolean round) {
        this(media, caption, gif, round, null);
    }

    @Override
    public MediaKind kind() {
        return round ? MediaKind.VIDEO_NOTE : gif ? MediaKind.GIF : MediaKind.VIDEO;
    }

    @Override
    public VideoContent withMedia(Media other) {
        return new VideoContent(other, caption, gif, round, thumbnail);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "VideoContent[" + kind() + "]";
    }
}
