package org.camelwhatsapp.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.operation.InvalidRequestException;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.component.operation.RequestReader;
import org.camelwhatsapp.component.operation.UnknownOperationException;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.gateway.notify.Caller;
import org.camelwhatsapp.gateway.notify.NotifyException;
import org.camelwhatsapp.gateway.notify.NotifyService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every operation of the catalogue over HTTP. Answers are the operation's own in JSON, 204 for nothing; failures are {@code
 * {code, message, retryable}} with the codes of {@code docs/errors.md}.
 */
public final class OperationEndpoint {
    private static final String DOCUMENT = "/org/camelwhatsapp/component/operations.openapi.json";

    private static final Logger LOG = LoggerFactory.getLogger(OperationEndpoint.class);

    private final CamelContext context;
    private final NotifyService keys;

    OperationEndpoint(CamelContext context, NotifyService keys) {
        this.context = context;
        this.keys = keys;
    }

    /** Performs the operation that the path names, on the session that it names. */
    public void perform(Exchange exchange) {
        Message message = exchange.getMessage();
        String session = message.getHeader("session", "", String.class);
        String name = message.getHeader("operation", "", String.class);
        int status = 200;
        Object body;
        try {
            keys.authorize(null, new Caller(message.getHeader("X-API-KEY", String.class), null));
            if (!JsonBody.isJson(message.getHeader(Exchange.CONTENT_TYPE, String.class))) {
                throw NotifyException.badContentType();
            }
            body = answer(client(session), Operations.require(name), message);
            status = body == null ? 204 : 200;
        } catch (NotifyException e) {
            status = e.status();
            body = error(status == 415 ? "body-not-json" : "unauthorized", e.getMessage(), false);
        } catch (WhatsAppException e) {
            status = status(e);
            body = error(e.code(), e.getMessage(), e.isRetryable());
        } catch (RuntimeException e) {
            LOG.warn("an operation failed", e);
            status = 500;
            body = error("internal", "The request failed", false);
        }
        respond(message, status, body == null ? null : OperationJson.text(body));
    }

    /** Describes all operations. */
    public void describe(Exchange exchange) {
        try (InputStream in = OperationEndpoint.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the component has no " + DOCUMENT);
            }
            respond(exchange.getMessage(), 200, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WhatsAppClient client(String session) {
        WhatsAppWebComponent component = context.getComponent("whatsapp-web", WhatsAppWebComponent.class);
        WhatsAppClient client = component.sessions().clients().get(session);
        if (client == null) {
            throw new UnknownSessionException();
        }
        return client;
    }

    private static <Q extends Record> @Nullable Object answer(
            WhatsAppClient client, Operation<Q> operation, Message message) {
        byte[] json = message.getBody(byte[].class);
        var fields =
                RequestReader.parse(json == null || json.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : json);
        Q request = new RequestReader(client).read(operation, fields);
        try {
            return operation.perform(client, request).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WhatsAppException typed) {
                throw typed;
            }
            throw e;
        }
    }

    private static int status(WhatsAppException failure) {
        if (failure instanceof InvalidRequestException || failure instanceof InvalidContentException) {
            return 400;
        }
        if (failure instanceof UnknownOperationException || failure instanceof UnknownSessionException) {
            return 404;
        }
        if (failure instanceof NotConnectedException) {
            return 409;
        }
        return failure.isRetryable() ? 503 : 422;
    }

    private static Map<String, Object> error(String code, @Nullable String message, boolean retryable) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", code);
        error.put("message", String.valueOf(message));
        error.put("retryable", retryable);
        return error;
    }

    private static void respond(Message message, int status, @Nullable String json) {
        // What came with the request, the key among it, must not travel back.
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("Cache-Control", "no-store");
        if (json != null) {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
        message.setBody(json);
    }
}
