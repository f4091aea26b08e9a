package org.camelwhatsapp.gateway.notify;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
        String message = text(request, "message");
        if (message.length() > MAX_LENGTH) {
            throw new NotifyException(400, "Message must not exceed " + MAX_LENGTH + " characters");
        }
        String image = text(request, "image_path");
        String document = text(request, "document_path");
        if (message.isEmpty() && image.isEmpty() && document.isEmpty()) {
            throw new NotifyException(400, "Provide at least one of: message, image_path, document_path");
        }
        return new Notification(
                message,
                image.isEmpty() ? null : policy.require("image_path", image),
                document.isEmpty() ? null : policy.require("document_path", document),
                text(request, "caption"),
                text(request, "filename"));
    }

    private static String text(Map<String, ?> request, String field) {
        Object value = request.get(field);
        return value == null ? "" : value.toString();
    }

    /** Sends the parts one after the other; the first that fails ends it. */
    CompletableFuture<Void> send(Session session, String target) {
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        if (image != null) {
            String below = caption.isEmpty() ? message : caption;
            sent = sent.thenCompose(v -> session.sendImage(target, image, below));
        }
        if (document != null) {
            sent = sent.thenCompose(v -> session.sendDocument(target, document, fileName));
            sent = image == null ? thenText(sent, session, target, caption) : sent;
        }
        boolean shown = image != null && caption.isEmpty();
        return shown ? sent : thenText(sent, session, target, message);
    }

    private static CompletableFuture<Void> thenText(
            CompletableFuture<Void> before, Session session, String target, String text) {
        return text.isEmpty() ? before : before.thenCompose(v -> session.send(target, text));
    }

    /** Prints neither texts nor paths. */
    @Override
    public String toString() {
        return "Notification";
    }
}
