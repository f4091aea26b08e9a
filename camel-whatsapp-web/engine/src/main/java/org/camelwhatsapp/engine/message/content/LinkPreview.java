package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * What is shown of a link in a text. The sender makes it; nobody looks the page up.
 *
 * @param url the part of the text that is the link
 * @param title the page's title, or null
 * @param description what it is about, or null
 * @param jpegThumbnail a small picture, at most 64 KiB, or null; not copied
 */
public record LinkPreview(
        String url, @Nullable String title, @Nullable String description, byte @Nullable [] jpegThumbnail) {
    private static final int MAX_THUMBNAIL = 64 * 1024;

    /** @throws InvalidContentException if it does not fit the text */
    void check(String text) {
        if (url.isBlank() || !text.contains(url)) {
            throw new InvalidContentException("preview", "about a link that is in the text");
        }
        if (jpegThumbnail != null && jpegThumbnail.length > MAX_THUMBNAIL) {
            throw new InvalidContentException("jpegThumbnail", "at most 64 KiB");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "LinkPreview";
    }
}
