package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.BusinessCatalogChanged;
import org.camelwhatsapp.engine.event.BusinessFeaturesChanged;
import org.camelwhatsapp.engine.event.BusinessNameChanged;
import org.camelwhatsapp.engine.event.BusinessProfileChanged;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** What changes about businesses. */
final class BusinessEvents implements EventGroup {
    private static @Nullable String text(@Nullable Jid user) {
        return user == null ? null : user.toString();
    }

    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("business.name", BusinessNameChanged.class)
                        .header(WhatsAppWebConstants.SENDER, event -> text(event.user()))
                        .timestamp(BusinessNameChanged::timestamp)
                        .describedAs("The verified name of a business changed, or somebody is a business no longer."),
                EventType.named("business.profile", BusinessProfileChanged.class)
                        .header(WhatsAppWebConstants.SENDER, event -> text(event.user()))
                        .timestamp(BusinessProfileChanged::timestamp)
                        .describedAs("A business edited its profile."),
                EventType.named("business.catalog", BusinessCatalogChanged.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.business().toString())
                        .timestamp(BusinessCatalogChanged::timestamp)
                        .describedAs("Products or collections of a business changed or were reviewed."),
                EventType.named("business.features", BusinessFeaturesChanged.class)
                        .timestamp(BusinessFeaturesChanged::timestamp)
                        .describedAs("What the own business account pays for changed."));
    }
}
