package org.camelwhatsapp.simulator.phone;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;

/**
 * A message as a phone shows it.
 *
 * @param id its id
 * @param chat the conversation: the other user or the group
 * @param sender the device that sent it
 * @param fromSelf whether one of the account's own devices sent it
 * @param message what it says, without wrappers
 */
public record ReceivedMessage(String id, Jid chat, Jid sender, boolean fromSelf, Message message) {
    /** The text of a text message, or the empty text. */
    public String text() {
        return message.hasConversation()
                ? message.getConversation()
                : message.getExtendedTextMessage().getText();
    }
}
