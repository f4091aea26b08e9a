package org.camelwhatsapp.engine.message.content;

/**
 * A contact card.
 *
 * @param displayName what is shown
 * @param vcard the card, version 3.0
 */
public record ContactContent(String displayName, String vcard) implements MessageContent {
    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ContactContent";
    }
}
