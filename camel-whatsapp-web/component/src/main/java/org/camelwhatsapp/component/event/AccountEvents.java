package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.AccountRestricted;
import org.camelwhatsapp.engine.event.BlocklistChanged;
import org.camelwhatsapp.engine.event.DisappearingModeChanged;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.event.IdentityChanged;
import org.camelwhatsapp.engine.event.PrivacyChanged;
import org.camelwhatsapp.engine.restriction.AccountRestriction;

/** Groups, and what other devices of the account changed. */
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
                        .describedAs("A user registered anew: the security code changed."),
                EventType.named("account.restricted", AccountRestricted.class)
                        .data(AccountRestriction.class, AccountRestricted::restriction)
                        .describedAs("The service keeps the account from writing to strangers, from new chats or from "
                                + "sending so fast, or does so no longer."),
                EventType.named("privacy", PrivacyChanged.class)
                        .describedAs("Another device of the account changed privacy settings."),
                EventType.named("privacy.blocklist", BlocklistChanged.class)
                        .describedAs("Another device of the account blocked or unblocked users."),
                EventType.named("privacy.disappearing", DisappearingModeChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .timestamp(DisappearingModeChanged::timestamp)
                        .describedAs("A user, perhaps oneself on another device, changed the timer of new chats."));
    }
}
