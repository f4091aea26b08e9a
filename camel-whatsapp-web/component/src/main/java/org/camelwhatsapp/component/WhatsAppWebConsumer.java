package org.camelwhatsapp.component;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.camelwhatsapp.component.event.EventBody;
import org.camelwhatsapp.component.event.EventEnvelope;
import org.camelwhatsapp.component.event.EventFilter;
import org.camelwhatsapp.component.event.EventType;
import org.camelwhatsapp.component.event.EventTypes;
import org.camelwhatsapp.component.operation.OperationJson;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.NewsletterMessageReceived;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of a session to a route, one at a time and in order, on threads on which the route may wait. The exchange's end decides: completed, the
 * message is done for good; failed, it is delivered again later, marked as redelivered. While suspended, messages stay in
 * the journal and the connection stays up.
 */
public class WhatsAppWebConsumer extends DefaultConsumer implements Suspendable {
    private final WhatsAppWebEndpoint endpoint;
    private final EventListener listener = this::onEvent;
    private EventFilter filter = EventFilter.parse("all");
    private @Nullable WhatsAppClient client;

    public WhatsAppWebConsumer(WhatsAppWebEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        filter = EventFilter.parse(endpoint.getConfiguration().getEvents());
        WhatsAppClient acquired =
                endpoint.getComponent().sessions().acquire(endpoint.getSession(), endpoint.getConfiguration());
        client = acquired;
        acquired.addListener(listener);
        endpoint.getComponent().connectWhenStarted(acquired);
        if (endpoint.getComponent().isHealthCheckConsumerEnabled()) {
            setHealthCheck(WhatsAppWebHealthCheck.ofConsumer(getRouteId(), acquired));
        }
    }

    @Override
    protected void doStop() throws Exception {
        WhatsAppClient acquired = client;
        client = null;
        if (acquired != null) {
            // While the context stops, messages that still come must not be done for the routes that have stopped
            // already:
            // the listener stays and refuses them, and they wait in the journal for the next start.
            if (!endpoint.getCamelContext().isStopping()) {
                acquired.removeListener(listener);
            }
            endpoint.getComponent().release(endpoint.getSession());
        }
        super.doStop();
    }

    private CompletionStage<Void> onEvent(Event event) {
        EventType<?> type = EventTypes.of(event);
        if (!filter.wants(type)) {
            return CompletableFuture.completedFuture(null);
        }
        if (isSuspendingOrSuspended() || !isRunAllowed()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the route is suspended"));
        }
        if (isOwn(event) && !endpoint.getConfiguration().isFromMe()) {
            return CompletableFuture.completedFuture(null);
        }
        Exchange exchange = createExchange(false);
        try {
            fill(exchange.getIn(), type, event);
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("Error making an exchange of a WhatsApp event", exchange, e);
            releaseExchange(exchange, false);
            return CompletableFuture.failedFuture(e);
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            endpoint.getComponent().routes().execute(() -> process(exchange, done));
        } catch (RejectedExecutionException e) {
            // The component stops: a message waits in the journal for the next start.
            done.completeExceptionally(e);
        }
        return done;
    }

    /** Whether another device of the account wrote it. */
    private static boolean isOwn(Event event) {
        return event instanceof MessageReceived message
                        && message.message().key().fromMe()
                || event instanceof StatusReceived status
                        && status.message().key().fromMe()
                || event instanceof NewsletterMessageReceived post
                        && post.message().mine();
    }

    private void process(Exchange exchange, CompletableFuture<Void> done) {
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            releaseExchange(exchange, false);
            if (failure == null) {
                done.complete(null);
            } else {
                getExceptionHandler().handleException("Error processing a WhatsApp event", failure);
                done.completeExceptionally(failure);
            }
        });
    }

    private void fill(Message in, EventType<?> type, Event event) {
        in.setHeader(WhatsAppWebConstants.EVENT, type.name());
        in.setHeader(WhatsAppWebConstants.SESSION, endpoint.getSession());
        HeaderFilterStrategy filter = endpoint.getHeaderFilterStrategy();
        type.headers(event).forEach((name, value) -> {
            if (!filter.applyFilterToExternalHeaders(name, value, in.getExchange())) {
                in.setHeader(name, value);
            }
        });
        in.setBody(body(type, event));
        if (endpoint.getConfiguration().getEventBody() == EventBody.JSON) {
            in.setHeader(Exchange.CONTENT_TYPE, "application/json");
        }
    }

    private Object body(EventType<?> type, Event event) {
        return switch (endpoint.getConfiguration().getEventBody()) {
            case CONTENT -> type.content(event);
            case EVENT -> event;
            case JSON -> OperationJson.text(EventEnvelope.of(endpoint.getSession(), event));
        };
    }
}
