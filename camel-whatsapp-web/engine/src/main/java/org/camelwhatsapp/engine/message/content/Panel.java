package org.camelwhatsapp.engine.message.content;

import org.jspecify.annotations.Nullable;

/**
 * What stands above buttons and lists.
 *
 * @param header a picture, video, document, place or product on top, or null
 * @param title a line above the text, or null
 * @param subtitle a smaller line below it, or null
 * @param body the text; empty if there is none
 * @param footer a small line below the text, or null
 */
public record Panel(
        @Nullable MessageContent header,
        @Nullable String title,
        @Nullable String subtitle,
        String body,
        @Nullable String footer) {
    public Panel {
        boolean known = header == null
                || header instanceof ImageContent
                || header instanceof VideoContent
                || header instanceof DocumentContent
                || header instanceof LocationContent
                || header instanceof ProductContent;
        if (!known) {
            throw new InvalidContentException("header", "an image, a video, a document, a location or a product");
        }
    }

    /** A text and nothing else. */
    public static Panel of(String body) {
        return new Panel(null, null, null, body, null);
    }

    public Panel withTitle(@Nullable String other) {
        return new Panel(header, other, subtitle, body, footer);
    }

    public Panel withFooter(@Nullable String other) {
        return new Panel(header, title, subtitle, body, other);
    }

    public Panel withHeader(@Nullable MessageContent other) {
        return new Panel(other, title, subtitle, body, footer);
    }

    /** The lines, as those see them whose client shows no buttons. */
    void lines(PlainLines lines) {
        lines.add(title);
        lines.add(subtitle);
        lines.add(body);
        lines.add(footer);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "Panel[" + (header == null ? "" : header.getClass().getSimpleName()) + "]";
    }
}
