package org.camelwhatsapp.gateway;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.camelwhatsapp.component.WhatsAppWebComponent;
import org.camelwhatsapp.component.WhatsAppWebConstants;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.event.ConnectionChanged;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.gateway.notify.Part;
import org.camelwhatsapp.gateway.notify.Session;
import org.jspecify.annotations.Nullable;

/** The session of the component, as the endpoints of the gateway use it: through the route {@code direct:whatsapp-send}. */
public final class ComponentSession implements Session {
    private final CamelContext context;
    private final ProducerTemplate template;
    private final String name;
    private volatile @Nullable ConnectionChanged newest;

    /** @param name the session's name in the component */
    public ComponentSession(CamelContext context, String name) {
        this.context = context;
        this.template = context.createProducerTemplate();
        this.name = name;
    }

    @Nullable
    WhatsAppClient client() {
        WhatsAppWebComponent component = context.getComponent("whatsapp-web", WhatsAppWebComponent.class);
        return component.sessions().clients().get(name);
    }

    @Override
    public boolean isReady() {
        WhatsAppClient client = client();
        return client != null && client.state() == ConnectionState.READY;
    }

    /** Whether the device is linked to an account. */
    public boolean isPaired() {
        WhatsAppClient client = client();
        return client != null && client.account() != null;
    }

    /**
     * Waits until sends are possible.
     *
     * @throws IllegalStateException if that takes longer
     */
    public void awaitReady(Duration atMost) throws InterruptedException {
        WhatsAppClient client = client();
        if (client == null) {
            throw new IllegalStateException("the session is not started");
        }
        CountDownLatch ready = new CountDownLatch(1);
        EventListener listener = event -> {
            if (event instanceof ConnectionChanged changed && changed.state() == ConnectionState.READY) {
                ready.countDown();
            }
            return CompletableFuture.completedFuture(null);
        };
        client.addListener(listener);
        try {
            if (client.state() != ConnectionState.READY && !ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the session is " + client.state() + " after " + atMost);
            }
        } finally {
            client.removeListener(listener);
        }
    }

    /** Takes the newest change of the connection, whose reason the status tells. */
    void accept(ConnectionChanged change) {
        newest = change;
    }

    /** Where the session stands and, if it does not run, why not, for the status endpoint. */
    public Map<String, Object> status() {
        WhatsAppClient client = client();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("session", name);
        status.put("state", client == null ? "STOPPED" : client.state().name());
        status.put("paired", isPaired());
        status.put("ready", isReady());
        ConnectionChanged change = newest;
        if (change != null && change.reason() != null) {
            status.put("reason", change.reason());
        }
        return status;
    }

    @Override
    public CompletableFuture<Void> send(Part part) {
        return template.asyncSend("direct:whatsapp-send", exchange -> {
                    exchange.getIn().setBody(part.file() == null ? part.text() : part.file());
                    exchange.getIn().setHeaders(new HashMap<>(headers(part)));
                    exchange.getIn().setHeader(WhatsAppWebConstants.CHAT, part.target());
                    exchange.getIn().setHeader(WhatsAppWebConstants.MESSAGE_ID, part.messageId());
                })
                .thenCompose(ComponentSession::outcome);
    }

    private static Map<String, Object> headers(Part part) {
        return switch (part.kind()) {
            case TEXT -> Map.of();
            case IMAGE ->
                Map.of(WhatsAppWebConstants.OPERATION, "message.image", WhatsAppWebConstants.CAPTION, part.text());
            case DOCUMENT ->
                Map.of(
                        WhatsAppWebConstants.OPERATION,
                        "message.document",
                        WhatsAppWebConstants.FILE_NAME,
                        part.fileName());
        };
    }

    private static CompletableFuture<Void> outcome(Exchange exchange) {
        Exception failure = exchange.getException();
        return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
    }
}
