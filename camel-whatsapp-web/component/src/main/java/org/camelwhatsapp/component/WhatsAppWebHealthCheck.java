package org.camelwhatsapp.component;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.camelwhatsapp.engine.WhatsAppClient;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Gauge;
import org.jspecify.annotations.Nullable;

/** Whether the session of a consumer or producer is connected. DOWN says what is being done about it, and what went wrong. */
final class WhatsAppWebHealthCheck extends AbstractHealthCheck {
    private static final Set<ConnectionState> RECOVERING =
            Set.of(ConnectionState.CONNECTING, ConnectionState.LOGGING_IN, ConnectionState.BACKING_OFF);
    private static final Map<ConnectionState, String> ADVICE = Map.of(
            ConnectionState.PAIRING, "waiting for a phone to scan the code",
            ConnectionState.PAIRING_EXPIRED, "no phone scanned a code in time: start the route again",
            ConnectionState.REPLACED, "the same device connected elsewhere: stop the other one, then start the route",
            ConnectionState.LOGGED_OUT, "the device is no longer linked: start the route and scan a new code",
            ConnectionState.TEMPORARILY_BANNED, "the account is banned for a time",
            ConnectionState.VERSION_REFUSED, "the server refuses this client version: raise clientVersion",
            ConnectionState.FAILED,
                    "the session ended: see the log; only a full disk or a database that does not answer is tried again by itself");

    private final WhatsAppClient client;

    private WhatsAppWebHealthCheck(String id, WhatsAppClient client) {
        super("camel", id);
        this.client = client;
    }

    static WhatsAppWebHealthCheck ofConsumer(String routeId, WhatsAppClient client) {
        return new WhatsAppWebHealthCheck("consumer:whatsapp-web-" + routeId, client);
    }

    /** Producers of one session share its connection, so they have one name. */
    static WhatsAppWebHealthCheck ofProducer(WhatsAppClient client) {
        return new WhatsAppWebHealthCheck("producer:whatsapp-web-" + client.name(), client);
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        ConnectionState state = client.state();
        builder.detail("session", client.name());
        builder.detail("state", state.name());
        List<Gauge> full = SessionMetrics.of(client).stream()
                .filter(SessionMetrics::isNearlyFull)
                .toList();
        full.forEach(gauge -> builder.detail("full." + gauge.name(), gauge.size() + " of " + gauge.capacity()));
        if (state == ConnectionState.READY) {
            builder.up();
            return;
        }
        String trouble = client.trouble();
        if (trouble != null) {
            builder.detail("trouble", trouble);
        }
        builder.down().message("session " + client.name() + " is " + state + ": " + explain(state));
    }

    private static @Nullable String explain(ConnectionState state) {
        return RECOVERING.contains(state)
                ? "recovery in progress, the connection is tried again by itself"
                : ADVICE.getOrDefault(state, "stopped");
    }
}
