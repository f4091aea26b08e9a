package org.camelwhatsapp.gateway.notify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to each recipient (OA-28 to OA-32). An image shows the caption, or the message when there is none; a
 * document is followed by the caption as a text of its own. A message that is not shown yet comes last, as a text.
 *
 * @param message the text, or the empty text
 * @param image a file that may be sent, or null
 * @param document a file that may be sent, or null
 * @param caption the text that goes with the file, or the empty text
 * @param fileName the name to show for the document, or the empty text for its own
 */
record Notification(
        String message, @Nullable Path image, @Nullable Path document, String caption, String fileName) {
    private static final int MAX_LENGTH = 4_096;

    /** @throws NotifyException if there is nothing to send, or something that must not be */
    static Notification of(Map<String, ?> request, AttachmentPolicy policy) {
        Fields fields = new Fields(request);
        String message = limited("Message", fields.text("message"));
        String image = fields.text("image_path", "image");
        String document = fields.text("document_path", "document");
        if (message.isEmpty() && image.isEmpty() && document.isEmpty()) {
            throw new NotifyException(400, "Provide at least one of: message, image_path, document_path");
        }
        return new Notification(
                message,
                image.isEmpty() ? null : policy.require("image_path", image),
                document.isEmpty() ? null : policy.require("document_path", document),
                limited("Caption", fields.text("caption")),
                fields.text("filename"));
    }

    private static String limited(String what, String text) {
        // As people count: an emoji is one character, of which Java makes two.
        if (text.codePointCount(0, text.length()) > MAX_LENGTH) {
            throw new NotifyException(400, what + " must not exceed " + MAX_LENGTH + " characters");
        }
        return text;
    }

    /** The messages to one recipient, in the order to send them. */
    List<Part> parts(String target, PartIds ids) {
        List<Part> parts = new ArrayList<>();
        if (image != null) {
            String below = caption.isEmpty() ? message : caption;
            parts.add(new Part(ids.id(target, 0), target, Part.Kind.IMAGE, below, image, ""));
        }
        if (document != null) {
            parts.add(new Part(ids.id(target, 1), target, Part.Kind.DOCUMENT, "", document, fileName));
            if (image == null && !caption.isEmpty()) {
                parts.add(Part.text(ids.id(target, 2), target, caption));
            }
        }
        boolean shown = image != null && caption.isEmpty();
        if (!shown && !message.isEmpty()) {
            parts.add(Part.text(ids.id(target, 3), target, message));
        }
        return parts;
    }

    /** Prints neither texts nor paths. */
    @Override
    public String toString() {
        return "Notification";
    }
}
