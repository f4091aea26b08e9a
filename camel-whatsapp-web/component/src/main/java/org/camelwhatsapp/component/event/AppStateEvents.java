package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.event.ChatChanged;
import org.camelwhatsapp.engine.event.ChatRemoved;
import org.camelwhatsapp.engine.event.ContactChanged;
import org.camelwhatsapp.engine.event.LabelAssigned;
import org.camelwhatsapp.engine.event.LabelChanged;
import org.camelwhatsapp.engine.event.MessageDeletedForMe;
import org.camelwhatsapp.engine.event.MessageStarred;
import org.camelwhatsapp.engine.event.QuickReplyChanged;
import org.camelwhatsapp.engine.event.SettingChanged;

/** What other devices of the account changed besides messages. What a device finds when it is linked is not told. */
final class AppStateEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("chat", ChatChanged.class)
                        .header(WhatsAppWebConstants.CHAT, event -> event.chat().toString())
                        .timestamp(ChatChanged::timestamp)
                        .describedAs("Another device of the account pinned, muted, archived, marked or locked a chat,"
                                + " or undid it."),
                EventType.named("chat.removed", ChatRemoved.class)
                        .header(WhatsAppWebConstants.CHAT, event -> event.chat().toString())
                        .timestamp(ChatRemoved::timestamp)
                        .describedAs("Another device of the account emptied or deleted a chat."),
                EventType.named("message.starred", MessageStarred.class)
                        .key(MessageStarred::key)
                        .timestamp(MessageStarred::timestamp)
                        .describedAs("Another device of the account put a star on a message, or took it away."),
                EventType.named("message.deletedForMe", MessageDeletedForMe.class)
                        .key(MessageDeletedForMe::key)
                        .timestamp(MessageDeletedForMe::timestamp)
                        .describedAs("Another device of the account deleted a message for its own account only."),
                EventType.named("contact.changed", ContactChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .timestamp(ContactChanged::timestamp)
                        .describedAs("Another device of the account changed the address book."),
                EventType.named("label", LabelChanged.class)
                        .timestamp(LabelChanged::timestamp)
                        .describedAs("Another device of the account made, changed or deleted a label."),
                EventType.named("label.assigned", LabelAssigned.class)
                        .header(WhatsAppWebConstants.CHAT, event -> event.chat().toString())
                        .header(WhatsAppWebConstants.MESSAGE_ID, LabelAssigned::messageId)
                        .timestamp(LabelAssigned::timestamp)
                        .describedAs("Another device of the account put a label on a chat or a message,"
                                + " or took it away."),
                EventType.named("label.quickReply", QuickReplyChanged.class)
                        .timestamp(QuickReplyChanged::timestamp)
                        .describedAs("Another device of the account made, changed or deleted a quick reply."),
                EventType.named("setting", SettingChanged.class)
                        .timestamp(SettingChanged::timestamp)
                        .describedAs("Another device of the account changed a setting, such as one's own name."),
                EventType.named("sync.action", AppStateChanged.class)
                        .timestamp(AppStateChanged::timestamp)
                        .describedAs("Another device of the account did something that has no event of its own."),
                EventType.named("sync.completed", AppStateSynced.class)
                        .describedAs("Chats' settings, contacts, labels and other shared things were brought up to"
                                + " date, after linking or after something was missing."),
                EventType.named("sync.failed", AppStateFailed.class)
                        .describedAs("Shared things cannot be read; the event says what is done about it."));
    }
}
