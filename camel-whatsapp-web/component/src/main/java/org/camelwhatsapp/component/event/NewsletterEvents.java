package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.NewsletterChanged;
import org.camelwhatsapp.engine.event.NewsletterCountsChanged;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.newsletter.NewsletterMessage;

/** Newsletters: posts, what followers do with them, and changes. */
final class NewsletterEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("newsletter.message", NewsletterMessageReceived.class)
                        .content(NewsletterEvents::content)
                        .header(
                                WhatsAppWebConstants.CHAT,
                                event -> event.message().newsletter().toString())
                        .header(
                                WhatsAppWebConstants.MESSAGE_ID,
                                event -> event.message().id())
                        .header(
                                WhatsAppWebConstants.FROM_ME,
                                event -> event.message().mine())
                        .header(WhatsAppWebConstants.REDELIVERED, NewsletterMessageReceived::redelivered)
                        .header(WhatsAppWebConstants.OFFLINE, NewsletterMessageReceived::offline)
                        .timestamp(event -> event.message().timestamp())
                        .describedAs("A newsletter has a new post, or changed one or took it back. "
                                + "The server keeps it until a route completed it."),
                EventType.named("newsletter.counts", NewsletterCountsChanged.class)
                        .header(
                                WhatsAppWebConstants.CHAT,
                                event -> event.newsletter().toString())
                        .timestamp(NewsletterCountsChanged::timestamp)
                        .describedAs("Followers saw posts or reacted. Comes after newsletter.subscribe, for a while."),
                EventType.named("newsletter.changed", NewsletterChanged.class)
                        .header(
                                WhatsAppWebConstants.CHAT,
                                event -> event.newsletter().toString())
                        .timestamp(NewsletterChanged::timestamp)
                        .describedAs("A newsletter was followed, left, muted or changed, or who runs it."));
    }

    private static Object content(NewsletterMessageReceived event) {
        NewsletterMessage message = event.message();
        if (message.content() instanceof TextContent text) {
            return text.text();
        }
        return message.content() == null ? message : message.content();
    }
}
