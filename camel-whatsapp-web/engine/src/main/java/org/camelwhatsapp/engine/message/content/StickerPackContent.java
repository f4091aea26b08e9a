package org.camelwhatsapp.engine.message.content;

import java.util.List;
import org.camelwhatsapp.engine.media.RemoteMedia;
import org.jspecify.annotations.Nullable;

/**
 * A pack of stickers. A new one is made by {@link org.camelwhatsapp.engine.sticker.StickerPackFeature}; a received one can
 * be sent on.
 *
 * @param packId its id
 * @param name what it is called
 * @param publisher who made it
 * @param description what it is about, or null
 * @param caption a text of the message, or null
 * @param stickers what is in the file
 * @param trayIcon the name of the cover in the file
 * @param media the file: a ZIP with the pictures under their names
 * @param cover a picture of the pack, or null
 */
public record StickerPackContent(
        String packId,
        String name,
        String publisher,
        @Nullable String description,
        @Nullable String caption,
        List<Sticker> stickers,
        String trayIcon,
        RemoteMedia media,
        @Nullable RemoteMedia cover)
        implements MessageContent {
    /**
     * One sticker of a pack.
     *
     * @param fileName its name in the pack's file
     * @param animated whether it moves
     * @param emojis what it stands for
     * @param label what it shows, for those who cannot see it, or null
     */
    public record Sticker(
            String fileName,
            boolean animated,
            List<String> emojis,
            @Nullable String label) {
        public Sticker {
            emojis = List.copyOf(emojis);
        }
    }

    public StickerPackContent {
        stickers = List.copyOf(stickers);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "StickerPackContent[" + stickers.size() + " stickers]";
    }
}
