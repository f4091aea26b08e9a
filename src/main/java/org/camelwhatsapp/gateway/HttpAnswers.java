package org.camelwhatsapp.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.gateway.alert.AlertFormatter;
import org.camelwhatsapp.gateway.notify.Caller;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.camelwhatsapp.gateway.notify.NotifyService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP routes call: request in, answer and status out, as JSON or PNG. Thread-safe. */
public final class HttpAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(HttpAnswers.class);

    private final NotifyService notifyService;
    private final AlertFormatter formatter;
    private final ComponentSession session;
    private final QrCodes codes;

    public HttpAnswers(NotifyService notifyService, AlertFormatter formatter, ComponentSession session, QrCodes codes) {
        this.notifyService = notifyService;
        this.formatter = formatter;
        this.session = session;
        this.codes = codes;
    }

    private interface Work {
        Object run(Caller caller);
    }

    /** The notify endpoint; a refusal becomes its status and text. */
    public void sendNotification(Exchange exchange) {
        answer(exchange, caller -> notifyService.answer(JsonBody.read(exchange), caller));
    }

    /** An order event: formatted and sent to oneself, or dropped when its topic is silent or nobody is connected (OA-74). */
    public void orderEvent(Exchange exchange) {
        answer(exchange, caller -> {
            Map<String, Object> event = JsonBody.read(exchange);
            notifyService.authorize(event.get("api_key"), caller);
            String text = formatter.formatJson(event);
            if (text == null) {
                return alertAnswer("This topic sends no alert", "");
            }
            boolean queued = notifyService.alert(text, caller);
            return alertAnswer(queued ? "Alert queued" : "Not connected, the alert was dropped", text);
        });
    }

    private static Map<String, Object> alertAnswer(String message, String alert) {
        return ordered("status", "success", "message", message, "alert", alert);
    }

    public void status(Exchange exchange) {
        answer(exchange, caller -> {
            notifyService.authorize(null, caller);
            return session.status();
        });
    }

    /** The code to scan, or 404 when none is shown now. */
    public void qrImage(Exchange exchange) {
        answer(exchange, caller -> {
            notifyService.authorize(null, caller);
            // A code that was used stays valid by its time.
            byte[] png = session.isPaired() ? null : codes.png();
            if (png == null) {
                throw NotifyException.noCode();
            }
            return png;
        });
    }

    private static void answer(Exchange exchange, Work work) {
        Message message = exchange.getMessage();
        int status = 200;
        Object body;
        try {
            body = work.run(caller(message));
        } catch (NotifyException e) {
            status = e.status();
            body = refusal(e.getMessage());
        } catch (IllegalArgumentException e) {
            status = 400;
            body = refusal(e.getMessage());
        } catch (WhatsAppException e) {
            status = e.isRetryable() ? 503 : 500;
            body = refusal(e.getMessage() + " (" + e.code() + ")");
        } catch (RuntimeException e) {
            LOG.warn("a request failed", e);
            status = 500;
            body = refusal("The request failed");
        }
        // What came with the request, the key among it, must not travel back.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("Cache-Control", "no-store");
        message.setHeader(Exchange.CONTENT_TYPE, body instanceof byte[] ? "image/png" : "application/json");
        message.setBody(body instanceof byte[] ? body : json(body));
    }

    private static byte[] json(Object answer) {
        try {
            return JSON.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written as JSON", e);
        }
    }

    private static Map<String, Object> refusal(@Nullable String text) {
        return ordered("status", "error", "message", String.valueOf(text));
    }

    private static Map<String, Object> ordered(String... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    private static Caller caller(Message message) {
        String header = message.getHeader("X-API-KEY", String.class);
        return new Caller(
                header != null ? header : message.getHeader("apikey", String.class),
                message.getHeader("Idempotency-Key", String.class));
    }
}
