package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * A text.
 *
 * @param text at most 65,536 characters
 * @param preview what is shown of a link in it, or null
 * @param style how it is shown as a status, or null
 */
public record TextContent(
        String text,
        @Nullable LinkPreview preview,
        @Nullable TextStyle style) implements MessageContent {
    /** The longest text. */
    public static final int MAX_LENGTH = 65_536;

    public TextContent {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidContentException("text", "at most " + MAX_LENGTH + " characters");
        }
        if (preview != null) {
            preview.check(text);
        }
    }

    /** A text with the preview of a link. */
    public TextContent(String text, @Nullable LinkPreview preview) {
        this(text, preview, null);
    }

    /** A text without a preview. */
    public TextContent(String text) {
        this(text, null, null);
    }

    /** Never prints the text. */
    @Override
    public String toString() {
        return "TextContent[" + text.length() + " characters]";
    }
}
