package org.camelwhatsapp.component.operation;

import java.util.List;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.WhatsAppWebConfiguration;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * What an operation works with.
 *
 * @param client the session
 * @param exchange the request; its body and headers are the arguments
 * @param configuration the endpoint's options
 */
public record OperationContext(WhatsAppClient client, Exchange exchange, WhatsAppWebConfiguration configuration) {
    private static final int MIN_DIGITS = 7;
    private static final int MAX_DIGITS = 15;

    public @Nullable String header(String name) {
        return exchange.getIn().getHeader(name, String.class);
    }

    public String requireHeader(String name) {
        String value = header(name);
        if (value == null || value.isEmpty()) {
            throw new InvalidRequestException("the header " + name + " is missing");
        }
        return value;
    }

    /** The conversation: a JID, a phone number in any common form, or {@code self}. */
    public Jid chat() {
        String chat = header(WhatsAppWebConstants.CHAT);
        if (chat == null || chat.isEmpty()) {
            chat = configuration.getChat();
        }
        if (chat == null || chat.isEmpty()) {
            throw new InvalidRequestException(
                    "no conversation: set the option chat or the header " + WhatsAppWebConstants.CHAT);
        }
        return parseChat(chat);
    }

    /** Reads one conversation, as {@link #chat()} does. */
    public Jid parseChat(String chat) {
        if (chat.equalsIgnoreCase("self")) {
            var account = client.account();
            if (account == null) {
                throw new InvalidRequestException("'self' needs a session that is linked");
            }
            return account.jid().toUser();
        }
        if (chat.contains("@")) {
            try {
                return Jid.parse(chat);
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("'chat' must be a JID, a phone number or self");
            }
        }
        String digits = chat.replaceAll("[^0-9]", "");
        if (digits.length() < MIN_DIGITS || digits.length() > MAX_DIGITS || chat.matches(".*[A-Za-z].*")) {
            throw new InvalidRequestException("'chat' must be a JID, a phone number of 7 to 15 digits or self");
        }
        return Jid.phone(digits);
    }

    /** The body as text. */
    public String text() {
        String text = exchange.getIn().getBody(String.class);
        if (text == null || text.isEmpty()) {
            throw new InvalidRequestException("the body must be a text that is not empty");
        }
        return text;
    }

    /** The message that {@code CamelWhatsAppWebQuotedId} names, in this conversation. */
    public MessageKey target() {
        return key(requireHeader(WhatsAppWebConstants.QUOTED_ID));
    }

    private MessageKey key(String id) {
        String sender = header(WhatsAppWebConstants.QUOTED_SENDER);
        boolean fromMe = exchange.getIn().getHeader(WhatsAppWebConstants.QUOTED_FROM_ME, Boolean.FALSE, Boolean.class);
        return new MessageKey(chat(), id, fromMe, sender == null ? null : parseChat(sender));
    }

    /** Own message id and quoted message, as far as headers say so. */
    public SendOptions sendOptions() {
        String quoted = header(WhatsAppWebConstants.QUOTED_ID);
        return new SendOptions(header(WhatsAppWebConstants.MESSAGE_ID), quoted == null ? null : key(quoted), List.of());
    }
}
