package org.camelwhatsapp.component;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.message.IncomingMessage;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Hands the events of a session to a route, one at a time and in order. The exchange's end decides: completed, the
 * message is done for good; failed, it is delivered again later, marked as redelivered. While suspended, messages stay in
 * the journal and the connection stays up.
 */
public class WhatsAppWebConsumer extends DefaultConsumer {
    private final WhatsAppWebEndpoint endpoint;
    private final EventListener listener = this::onEvent;
    private Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
    private @Nullable WhatsAppClient client;

    public WhatsAppWebConsumer(WhatsAppWebEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        kinds = EventKind.parse(endpoint.getConfiguration().getEvents());
        WhatsAppClient acquired =
                endpoint.getComponent().sessions().acquire(endpoint.getSession(), endpoint.getConfiguration());
        client = acquired;
        acquired.addListener(listener);
        acquired.connect();
        if (endpoint.getComponent().isHealthCheckConsumerEnabled()) {
            setHealthCheck(new WhatsAppWebHealthCheck(getRouteId(), acquired));
        }
    }

    @Override
    protected void doStop() throws Exception {
        WhatsAppClient acquired = client;
        client = null;
        if (acquired != null) {
            acquired.removeListener(listener);
            endpoint.getComponent().sessions().release(endpoint.getSession());
        }
        super.doStop();
    }

    private CompletionStage<Void> onEvent(Event event) {
        EventKind kind = EventKind.of(event);
        if (!kinds.contains(kind)) {
            return CompletableFuture.completedFuture(null);
        }
        if (isSuspendingOrSuspended() || !isRunAllowed()) {
            return CompletableFuture.failedFuture(new IllegalStateException("the route is suspended"));
        }
        if (event instanceof MessageReceived received
                && received.message().key().fromMe()
                && !endpoint.getConfiguration().isFromMe()) {
            return CompletableFuture.completedFuture(null);
        }
        Exchange exchange = createExchange(false);
        fill(exchange.getIn(), kind, event);
        CompletableFuture<Void> done = new CompletableFuture<>();
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
        return done;
    }

    private static void fill(Message in, EventKind kind, Event event) {
        in.setHeader(WhatsAppWebConstants.EVENT, kind.word());
        if (!(event instanceof MessageReceived received)) {
            in.setBody(event);
            return;
        }
        IncomingMessage message = received.message();
        in.setBody(message.content() instanceof TextContent text ? text.text() : message.content());
        in.setHeader(WhatsAppWebConstants.CHAT, message.key().chat().toString());
        in.setHeader(WhatsAppWebConstants.MESSAGE_ID, message.key().id());
        in.setHeader(WhatsAppWebConstants.SENDER, message.sender().toString());
        in.setHeader(WhatsAppWebConstants.FROM_ME, message.key().fromMe());
        in.setHeader(WhatsAppWebConstants.REDELIVERED, message.redelivered());
        in.setHeader(WhatsAppWebConstants.OFFLINE, message.offline());
        in.setHeader(WhatsAppWebConstants.TIMESTAMP, message.timestamp().toEpochMilli());
        Jid alternate = message.senderAlternate();
        Jid phone = message.sender().isPhone() ? message.sender() : alternate;
        if (phone != null && phone.isPhone()) {
            in.setHeader(WhatsAppWebConstants.SENDER_PHONE, phone.user());
        }
        String name = message.pushName();
        if (name != null) {
            in.setHeader(WhatsAppWebConstants.PUSH_NAME, name);
        }
    }
}
