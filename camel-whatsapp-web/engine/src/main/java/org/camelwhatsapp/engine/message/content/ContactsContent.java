package org.camelwhatsapp.engine.message.content;

import java.util.List;

/**
 * Several contact cards.
 *
 * @param displayName a name for all, such as "3 contacts"
 * @param contacts 1 to 257 cards
 */
public record ContactsContent(String displayName, List<ContactContent> contacts) implements MessageContent {
    private static final int MAX_CONTACTS = 257;

    public ContactsContent {
        contacts = List.copyOf(contacts);
        if (contacts.isEmpty() || contacts.size() > MAX_CONTACTS) {
            throw new InvalidContentException("contacts", "1 to " + MAX_CONTACTS + " cards");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "ContactsContent[" + contacts.size() + "]";
    }
}
