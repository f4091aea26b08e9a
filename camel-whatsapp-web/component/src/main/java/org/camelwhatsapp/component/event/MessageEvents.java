package org.camelwhatsapp.component.event;

import java.util.List;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.event.ReceiptReceived;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Messages, and what became of them. */
final class MessageEvents implements EventGroup {
    @Override
    public List<EventType<?>> events() {
        return List.of(
                EventType.named("message", MessageReceived.class)
                        .data(IncomingMessage.class, MessageReceived::message)
                        .content(event -> event.message().content() instanceof TextContent text
                                ? text.text()
                                : event.message().content())
                        .key(event -> event.message().key())
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.message().sender().toString())
                        .header(WhatsAppWebConstants.SENDER_PHONE, event -> phone(event.message()))
                        .header(
                                WhatsAppWebConstants.PUSH_NAME,
                                event -> event.message().pushName())
                        .timestamp(event -> event.message().timestamp())
                        .header(
                                WhatsAppWebConstants.REDELIVERED,
                                event -> event.message().redelivered())
                        .header(
                                WhatsAppWebConstants.OFFLINE,
                                event -> event.message().offline())
                        .describedAs("A message was received and decrypted, or sent by another device of the account. "
                                + "Journalled: delivered until a route completed it."),
                EventType.named("message.unavailable", MessageUnavailable.class)
                        .key(MessageUnavailable::key)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.sender().toString())
                        .timestamp(MessageUnavailable::timestamp)
                        .describedAs("A message came that cannot be read yet. A copy was asked for; if it comes it "
                                + "follows as message with the same key."),
                EventType.named("message.retryRequested", RetryRequested.class)
                        .header(WhatsAppWebConstants.MESSAGE_ID, RetryRequested::messageId)
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.requester().toString())
                        .describedAs("A device could not read a message of ours and asked for it again."),
                EventType.named("receipt", ReceiptReceived.class)
                        .header(WhatsAppWebConstants.CHAT, event -> event.chat().toString())
                        .header(WhatsAppWebConstants.MESSAGE_ID, event -> String.join(",", event.messageIds()))
                        .header(
                                WhatsAppWebConstants.SENDER,
                                event -> event.participant().toString())
                        .timestamp(ReceiptReceived::timestamp)
                        .describedAs("Messages were delivered, read or played."),
                EventType.named("media.reuploaded", MediaReuploaded.class)
                        .key(MediaReuploaded::key)
                        .describedAs("The phone answered a request to upload media again."));
    }

    private static @Nullable String phone(IncomingMessage message) {
        Jid alternate = message.senderAlternate();
        Jid phone = message.sender().isPhone() ? message.sender() : alternate;
        return phone != null && phone.isPhone() ? phone.user() : null;
    }
}
