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
 * @param reporting whether the sender vouched for it
 */
public record ReceivedMessage(String id, Jid chat, Jid sender, boolean fromSelf, Message message, Reporting reporting) {
    /** What a phone finds when it checks a message's reporting token. */
    public enum Reporting {
        /** The message has none. */
        ABSENT,
        /** A report of the message would be believed. */
        GENUINE,
        /** It belongs to another message. */
        WRONG
    }

    /** The text of a text message, or the empty text. */
    public String text() {
        return message.hasConversation()
                ? message.getConversation()
                : message.getExtendedTextMessage().getText();
    }
}
