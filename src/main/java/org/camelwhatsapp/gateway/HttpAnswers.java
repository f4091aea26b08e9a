package org.camelwhatsapp.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.apache.camel.Exchange;
import org.camelwhatsapp.gateway.alert.AlertFormatter;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.camelwhatsapp.gateway.notify.NotifyService;
import org.jspecify.annotations.Nullable;

/** What the HTTP routes call: request in, answer and status out. Thread-safe. */
public final class HttpAnswers {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final NotifyService notifyService;
    private final AlertFormatter formatter;
    private final ComponentSession session;
    private final QrCodes codes;
    private final ObjectMapper json = new ObjectMapper();

    public HttpAnswers(NotifyService notifyService, AlertFormatter formatter, ComponentSession session, QrCodes codes) {
        this.notifyService = notifyService;
        this.formatter = formatter;
        this.session = session;
        this.codes = codes;
    }

    /** The notify endpoint; a refusal becomes its status and text. */
    public Map<String, Object> sendNotification(Exchange exchange) {
        try {
            return notifyService.answer(object(exchange), key(exchange));
        } catch (NotifyException e) {
            return refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** An order event: formatted and sent to oneself, or dropped when its topic is silent or nobody is connected (OA-74). */
    public Map<String, Object> orderEvent(Exchange exchange) {
        try {
            Map<String, Object> event = object(exchange);
            notifyService.authorize(event.get("api_key"), key(exchange));
            String text = formatter.formatJson(event);
            if (text == null) {
                return Map.of("status", "success", "message", "This topic sends no alert", "alert", "");
            }
            if (!session.isReady()) {
                return Map.of("status", "success", "message", "Not connected, the alert was dropped", "alert", text);
            }
            session.send("self", text);
            return Map.of("status", "success", "message", "Alert queued", "alert", text);
        } catch (NotifyException e) {
            return refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return refuse(exchange, 400, String.valueOf(e.getMessage()));
        }
    }

    public Map<String, Object> status(Exchange exchange) {
        try {
            notifyService.authorize(null, key(exchange));
            return session.status();
        } catch (NotifyException e) {
            return refuse(exchange, e.status(), String.valueOf(e.getMessage()));
        }
    }

    /** The code to scan, or 404 when none is shown now. */
    public void qrImage(Exchange exchange) {
        try {
            notifyService.authorize(null, key(exchange));
        } catch (NotifyException e) {
            exchange.getIn()
                    .setBody(refuse(exchange, e.status(), String.valueOf(e.getMessage()))
                            .toString());
            return;
        }
        byte[] png = codes.png();
        if (png == null) {
            exchange.getIn().setHeader(Exchange.HTTP_RESPONSE_CODE, 404);
            exchange.getIn().setBody("No code is shown now");
            return;
        }
        exchange.getIn().setHeader(Exchange.CONTENT_TYPE, "image/png");
        exchange.getIn().setHeader("Cache-Control", "no-store");
        exchange.getIn().setBody(png);
    }

    private static @Nullable String key(Exchange exchange) {
        String header = exchange.getIn().getHeader("X-API-KEY", String.class);
        return header != null ? header : exchange.getIn().getHeader("apikey", String.class);
    }

    private Map<String, Object> object(Exchange exchange) {
        String body = exchange.getIn().getBody(String.class);
        // The request's headers must not travel back to the caller.
        try {
            Map<String, Object> parsed = body == null ? null : json.readValue(body, OBJECT);
            if (parsed == null) {
                throw NotifyException.badBody();
            }
            return parsed;
        } catch (JsonProcessingException e) {
            throw NotifyException.badBody();
        }
    }

    private static Map<String, Object> refuse(Exchange exchange, int status, String message) {
        exchange.getIn().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        return Map.of("status", "error", "message", message);
    }
}
