package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.media.Media;
import org.camelwhatsapp.engine.media.MediaKind;
import org.jspecify.annotations.Nullable;

/**
 * A message with a file. One that is to be sent holds a {@link org.camelwhatsapp.engine.media.MediaSource}, which is
 * uploaded first, or the {@link org.camelwhatsapp.engine.media.RemoteMedia} of another message; a received one holds the
 * latter.
 */
public sealed interface MediaContent extends MessageContent
        permits ImageContent, VideoContent, AudioContent, DocumentContent, StickerContent {
    Media media();

    /** What the file is uploaded and downloaded as. */
    MediaKind kind();

    /** The same message with another file. */
    MediaContent withMedia(Media other);

    /** @throws InvalidContentException if the caption is too long */
    static void checkCaption(@Nullable String caption) {
        if (caption != null && caption.length() > TextContent.MAX_LENGTH) {
            throw new InvalidContentException("caption", "at most " + TextContent.MAX_LENGTH + " characters");
        }
    }
}
