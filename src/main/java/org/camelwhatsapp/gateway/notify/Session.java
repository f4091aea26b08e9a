package org.camelwhatsapp.gateway.notify;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What the endpoint needs of the WhatsApp session. */
public interface Session {
    /** Whether the device is linked and connected. */
    boolean isReady();

    /**
     * Sends a text.
     *
     * @param target {@code self} or the digits of a phone number
     * @return completes when the server accepted it
     */
    CompletableFuture<Void> send(String target, String text);

    /**
     * Sends a picture.
     *
     * @param caption the text below it; empty for none
     */
    CompletableFuture<Void> sendImage(String target, Path image, String caption);

    /**
     * Sends a document.
     *
     * @param fileName the name to show; empty for its own
     */
    CompletableFuture<Void> sendDocument(String target, Path document, String fileName);

    /** How a recipient is named in answers: its JID, or {@code <self>}. */
    default String nameOf(String target) {
        return target.equals(Recipients.SELF) ? "<self>" : target + "@s.whatsapp.net";
    }
}
