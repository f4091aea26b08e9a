package org.camelwhatsapp.engine.message.content;

import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** Contact cards, one or several. */
final class ContactFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasContactMessage()) {
            return card(message.getContactMessage());
        }
        if (!message.hasContactsArrayMessage()) {
            return null;
        }
        List<ContactContent> cards = new ArrayList<>();
        message.getContactsArrayMessage().getContactsList().forEach(card -> cards.add(card(card)));
        return new ContactsContent(message.getContactsArrayMessage().getDisplayName(), cards);
    }

    private static ContactContent card(Message.ContactMessage card) {
        return new ContactContent(card.getDisplayName(), card.getVcard());
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof ContactContent contact) {
            message.setContactMessage(card(contact));
            return true;
        }
        if (!(content instanceof ContactsContent contacts)) {
            return false;
        }
        Message.ContactsArrayMessage.Builder builder =
                message.getContactsArrayMessageBuilder().setDisplayName(contacts.displayName());
        contacts.contacts().forEach(contact -> builder.addContacts(card(contact)));
        return true;
    }

    private static Message.ContactMessage card(ContactContent contact) {
        return Message.ContactMessage.newBuilder()
                .setDisplayName(contact.displayName())
                .setVcard(contact.vcard())
                .build();
    }
}
