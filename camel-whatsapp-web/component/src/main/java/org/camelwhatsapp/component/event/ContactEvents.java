package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.AboutChanged;
import org.camelwhatsapp.engine.event.CallChanged;
import org.camelwhatsapp.engine.event.ChatStateChanged;
import org.camelwhatsapp.engine.event.PictureChanged;
import org.camelwhatsapp.engine.event.PresenceChanged;

/** What other people do besides writing. */
final class ContactEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("presence", PresenceChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .describedAs("A user who is watched came or went."),
                EventType.named("presence.chatState", ChatStateChanged.class)
                        .header(WhatsAppWebConstants.CHAT, event -> event.chat().toString())
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .describedAs("Somebody began or stopped to type or to record."),
                EventType.named("call", CallChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.caller().toString())
                        .timestamp(CallChanged::timestamp)
                        .describedAs("A call rings, was answered or ended."),
                EventType.named("contact.about", AboutChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .describedAs("A user changed the text about himself."),
                EventType.named("contact.picture", PictureChanged.class)
                        .header(
                                WhatsAppWebConstants.CHAT,
                                event -> event.subject().toString())
                        .timestamp(PictureChanged::timestamp)
                        .describedAs("The picture of a user or a group changed."));
    }
}
