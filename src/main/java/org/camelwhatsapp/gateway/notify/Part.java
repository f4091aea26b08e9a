package org.camelwhatsapp.gateway.notify;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One message to one recipient.
 *
 * @param messageId its id; sent twice, it arrives once
 * @param target {@code self} or the digits of a phone number
 * @param kind what it is
 * @param text the text, or the caption of a picture; empty for none
 * @param file the picture or document, null for a text
 * @param fileName the name to show for a document; empty for its own
 */
public record Part(
        String messageId,
        String target,
        Kind kind,
        String text,
        @Nullable Path file,
        String fileName) {
    /** What a part is. */
    public enum Kind {
        TEXT,
        IMAGE,
        DOCUMENT
    }

    /** A text. */
    public static Part text(String messageId, String target, String text) {
        return new Part(messageId, target, Kind.TEXT, text, null, "");
    }

    /** Prints neither number nor text nor path. */
    @Override
    public String toString() {
        return "Part[" + messageId + ", " + kind + "]";
    }
}
