package org.camelwhatsapp.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.jspecify.annotations.Nullable;

/** Posts messages to a URL. A receiver that does not answer 2xx fails the exchange, so the journal delivers again. */
public final class Webhook {
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("id", WhatsAppWebConstants.MESSAGE_ID);
        FIELDS.put("chat", WhatsAppWebConstants.CHAT);
        FIELDS.put("sender", WhatsAppWebConstants.SENDER);
        FIELDS.put("phone", WhatsAppWebConstants.SENDER_PHONE);
        FIELDS.put("pushName", WhatsAppWebConstants.PUSH_NAME);
        FIELDS.put("timestamp", WhatsAppWebConstants.TIMESTAMP);
        FIELDS.put("offline", WhatsAppWebConstants.OFFLINE);
        FIELDS.put("redelivered", WhatsAppWebConstants.REDELIVERED);
    }

    private final @Nullable String url;
    private final ObjectMapper json = new ObjectMapper();

    /** @param url where to post, or null to post nothing */
    public Webhook(@Nullable String url) {
        this.url = url;
    }

    /** Posts one message. */
    public void post(Exchange exchange) {
        String target = url;
        if (target == null || target.isEmpty()) {
            return;
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", "message");
        FIELDS.forEach((field, header) -> message.put(field, exchange.getIn().getHeader(header)));
        message.put("text", exchange.getIn().getBody() instanceof String text ? text : null);
        String body;
        try {
            body = json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            template.requestBodyAndHeaders(
                    target,
                    body,
                    Map.of(Exchange.HTTP_METHOD, "POST", Exchange.CONTENT_TYPE, "application/json"),
                    String.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
