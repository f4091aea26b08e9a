package org.camelwhatsapp.component;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
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
    private @Nullable HealthCheck health;

    public WhatsAppWebProducer(WhatsAppWebEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // An operation that does not exist is found when the route starts, not with the first message.
        Operations.require(endpoint.getConfiguration().getOperation());
        WhatsAppClient acquired =
                endpoint.getComponent().sessions().acquire(endpoint.getSession(), endpoint.getConfiguration());
        client = acquired;
        endpoint.getComponent().connectWhenStarted(acquired);
        WritableHealthCheckRepository repository = repository();
        if (repository != null && endpoint.getComponent().isHealthCheckProducerEnabled()) {
            health = WhatsAppWebHealthCheck.ofProducer(acquired);
            repository.addHealthCheck(health);
        }
    }

    /** Camel asks consumers for their checks; producers bring them there. Null without camel-health. */
    private @Nullable WritableHealthCheckRepository repository() {
        return HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
    }

    @Override
    protected void doStop() throws Exception {
        WritableHealthCheckRepository repository = repository();
        if (repository != null && health != null) {
            repository.removeHealthCheck(health);
            health = null;
        }
        if (client != null) {
            client = null;
            endpoint.getComponent().release(endpoint.getSession());
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
