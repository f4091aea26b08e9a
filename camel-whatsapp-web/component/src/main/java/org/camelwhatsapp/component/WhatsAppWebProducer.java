package org.camelwhatsapp.component;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.camelwhatsapp.component.operation.Operation;
import org.camelwhatsapp.component.operation.Operations;
import org.camelwhatsapp.component.operation.Requests;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.jspecify.annotations.Nullable;

/** Performs one operation for each exchange. No thread waits for the server: the exchange continues with its answer. */
public class WhatsAppWebProducer extends DefaultAsyncProducer {
    private final WhatsAppWebEndpoint endpoint;
    private @Nullable WhatsAppClient client;

    public WhatsAppWebProducer(WhatsAppWebEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // An operation that does not exist is found when the route starts, not with the first message.
        Operations.require(endpoint.getConfiguration().getOperation());
        client = endpoint.getComponent().sessions().acquire(endpoint.getSession(), endpoint.getConfiguration());
        endpoint.getComponent().connectWhenStarted(client);
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client = null;
            endpoint.getComponent().sessions().release(endpoint.getSession());
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            WhatsAppClient present = client;
            if (present == null) {
                throw new IllegalStateException("the producer is not started");
            }
            String name = exchange.getIn()
                    .getHeader(
                            WhatsAppWebConstants.OPERATION,
                            endpoint.getConfiguration().getOperation(),
                            String.class);
            perform(Operations.require(name), present, exchange).whenComplete((result, failure) -> {
                if (failure == null) {
                    exchange.getMessage().setBody(result);
                } else {
                    exchange.setException(unwrap(failure));
                }
                callback.done(false);
            });
            return false;
        } catch (RuntimeException e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private <Q extends Record> CompletionStage<?> perform(
            Operation<Q> operation, WhatsAppClient session, Exchange exchange) {
        return operation.perform(session, Requests.read(operation, session, exchange, endpoint));
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
