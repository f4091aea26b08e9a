package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.StatusMuted;
import org.camelwhatsapp.engine.event.StatusPrivacyChanged;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.camelwhatsapp.engine.event.StatusViewed;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.TextContent;

/** Status posts of others, and who looked at one's own. */
final class StatusEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("status.received", StatusReceived.class)
                        .data(IncomingMessage.class, StatusReceived::message)
                        .content(event -> event.message().content() instanceof TextContent text
                                ? text.text()
                                : event.message().content())
                        .key(event -> event.message().key())
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.message().sender().toString())
                        .header(
                                WhatsAppWebConstants.PUSH_NAME,
                                event -> event.message().pushName())
                        .timestamp(event -> event.message().timestamp())
                        .header(
                                WhatsAppWebConstants.REDELIVERED,
                                event -> event.message().redelivered())
                        .describedAs("Somebody posted a status, or took one back (the content is then of kind revoke). "
                                + "Journalled: delivered until a route completed it."),
                EventType.named("status.privacy", StatusPrivacyChanged.class)
                        .timestamp(StatusPrivacyChanged::timestamp)
                        .describedAs("Another device of the account changed who sees status posts."),
                EventType.named("status.muted", StatusMuted.class)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.user().toString())
                        .timestamp(StatusMuted::timestamp)
                        .describedAs("Another device of the account muted somebody's posts, or shows them again."),
                EventType.named("status.viewed", StatusViewed.class)
                        .header(WhatsAppWebConstants.MESSAGE_ID, event -> String.join(",", event.messageIds()))
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.viewer().toString())
                        .timestamp(StatusViewed::timestamp)
                        .describedAs("Somebody looked at status posts of ours."));
    }
}
