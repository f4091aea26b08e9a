package org.camelwhatsapp.gateway.notify;

import java.util.concurrent.CompletableFuture;

/** What the endpoint needs of the WhatsApp session. */
public interface Session {
    /** Whether the device is linked and connected. */
    boolean isReady();

    /** Sends one message; completes when the server accepted it. */
    CompletableFuture<Void> send(Part part);

    /** How a recipient is named in answers: its JID, or {@code <self>}. */
    default String nameOf(String target) {
        return target.equals(Recipients.SELF) ? "<self>" : target + "@s.whatsapp.net";
    }
}
