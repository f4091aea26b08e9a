package org.camelwhatsapp.engine.sticker;

import java.util.List;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.jspecify.annotations.Nullable;

/**
 * A pack of stickers before it is uploaded. The arrays are not copied and must not be changed.
 *
 * @param name what it is called
 * @param publisher who made it
 * @param description what it is about, or null
 * @param caption a text of the message, or null
 * @param stickers 1 to 30
 * @param cover a picture of the pack, PNG or JPEG of 252 by 252 pixels, at most 1 MiB
 */
public record StickerPackDraft(
        String name,
        String publisher,
        @Nullable String description,
        @Nullable String caption,
        List<Sticker> stickers,
        byte[] cover) {
    static final int MAX_FILE = 1 << 20;
    private static final int MAX_STICKERS = 30;

    /**
     * One sticker.
     *
     * @param webp the picture, WebP of 512 by 512 pixels, at most 1 MiB
     * @param emojis what it stands for
     * @param label what it shows, for those who cannot see it, or null
     */
    public record Sticker(
            byte[] webp, List<String> emojis, @Nullable String label) {
        /** @throws InvalidContentException if it is no WebP, or too large */
        public Sticker {
            emojis = List.copyOf(emojis);
            if (webp.length > MAX_FILE || !WebP.is(webp)) {
                throw new InvalidContentException("stickers", "WebP pictures of at most 1 MiB");
            }
        }
    }

    /** @throws InvalidContentException if there are too few or too many stickers, or a name is missing */
    public StickerPackDraft {
        stickers = List.copyOf(stickers);
        if (stickers.isEmpty() || stickers.size() > MAX_STICKERS) {
            throw new InvalidContentException("stickers", "1 to " + MAX_STICKERS + " pictures");
        }
        if (name.isBlank() || publisher.isBlank()) {
            throw new InvalidContentException("name", "there, and publisher too");
        }
        if (cover.length == 0 || cover.length > MAX_FILE) {
            throw new InvalidContentException("cover", "a picture of at most 1 MiB");
        }
    }
}
