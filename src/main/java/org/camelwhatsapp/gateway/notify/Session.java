package org.camelwhatsapp.gateway.notify;

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

    /** How a recipient is named in answers: its JID, or {@code <self>}. */
    default String nameOf(String target) {
        return target.equals(Recipients.SELF) ? "<self>" : target + "@s.whatsapp.net";
    }
}
