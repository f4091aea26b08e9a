package org.camelwhatsapp.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.component.operation.ContentJson;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.jspecify.annotations.Nullable;

/** Posts messages to a URL. A receiver that does not answer 2xx fails the exchange, so the journal delivers again. Blocks. */
public final class Webhook {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
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

    private final WebhookSettings settings;
    private final InstantSource time;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    public Webhook(WebhookSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    /**
     * Posts one message; does nothing when there is no receiver.
     *
     * @throws WebhookException if it is not answered with 2xx within 15 seconds
     */
    public void post(Exchange exchange) {
        String url = settings.url();
        if (url == null) {
            return;
        }
        byte[] body = body(exchange);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        sign(request, body);
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw new WebhookException("the receiver answered " + status, null);
            }
        } catch (IOException e) {
            throw new WebhookException("the receiver did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WebhookException("stopped while the receiver was asked", e);
        }
    }

    private byte[] body(Exchange exchange) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("event", "message");
        FIELDS.forEach((field, header) -> message.put(field, exchange.getIn().getHeader(header)));
        putContent(message, exchange.getIn().getBody());
        try {
            return json.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written as JSON", e);
        }
    }

    /** Other messages than texts come whole, so that the receiver knows what they are and can ask for their files. */
    private static void putContent(Map<String, Object> message, @Nullable Object body) {
        if (body instanceof MessageContent content) {
            JsonNode whole = OperationJson.mapper().valueToTree(content);
            message.put("kind", ContentJson.kind(content.getClass()));
            message.put("text", whole.path("caption").textValue());
            message.put("content", whole);
        } else {
            message.put("kind", "text");
            message.put("text", body instanceof String text ? text : null);
        }
    }

    /** The time is signed too, so that a receiver can refuse what someone recorded. */
    private void sign(HttpRequest.Builder request, byte[] body) {
        String secret = settings.secret();
        if (secret == null) {
            return;
        }
        String seconds = Long.toString(time.instant().getEpochSecond());
        byte[] code = Hmac.sha256(
                secret.getBytes(StandardCharsets.UTF_8), (seconds + ".").getBytes(StandardCharsets.UTF_8), body);
        request.header("X-Webhook-Timestamp", seconds);
        request.header("X-Webhook-Signature", "sha256=" + HexFormat.of().formatHex(code));
    }
}
