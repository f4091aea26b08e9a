package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.event.IdentityChanged;

/** Groups and the people one talks with. */
final class AccountEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("group", GroupChanged.class)
                        .header(
                                WhatsAppWebConstants.CHAT,
                                event -> event.group().toString())
                        .timestamp(GroupChanged::timestamp)
                        .describedAs("A group was made, or its members or settings changed."),
                EventType.named("identity", IdentityChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .describedAs("A user registered anew: the security code changed."));
    }
}
