package org.camelwhatsapp.simulator.iq;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.group.RefusedException;
import org.camelwhatsapp.simulator.server.Connection;
import org.camelwhatsapp.simulator.state.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests the server knows, by namespace, type and first child. Every request gets an answer: unknown ones an error
 * 501, malformed ones an error 400, and what the simulator fails on an error 500.
 */
public final class RequestHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandlers.class);

    private final Map<Known, RequestHandler> handlers = new LinkedHashMap<>();

    /**
     * A kind of request.
     *
     * @param child the first child's tag, empty for none and {@code *} for any other
     */
    public record Known(String namespace, String type, String child) {}

    /** @param child the first child's tag, or the empty text for requests without one */
    public void on(String namespace, String type, String child, RequestHandler handler) {
        handlers.put(new Known(namespace, type, child), handler);
    }

    /** The kinds of requests that are answered. */
    public Set<Known> known() {
        return Collections.unmodifiableSet(handlers.keySet());
    }

    /** Answers with an empty result. */
    public void accept(String namespace, String type, String child) {
        on(namespace, type, child, (connection, device, request) -> connection.send(Stanzas.result(request)));
    }

    public void handle(Connection connection, Device device, Node request) {
        String child =
                request.children().isEmpty() ? "" : request.children().get(0).tag();
        Known kind = new Known(request.attr("xmlns", ""), request.attr("type", ""), child);
        RequestHandler handler = handlers.get(kind);
        if (handler == null) {
            handler = handlers.get(new Known(kind.namespace, kind.type, "*"));
        }
        if (handler == null) {
            LOG.info("no answer for request {}", kind);
            connection.send(Stanzas.error(request, 501, "feature-not-implemented"));
            return;
        }
        try {
            handler.handle(connection, device, request);
        } catch (RefusedException e) {
            connection.send(Stanzas.error(request, e.code(), String.valueOf(e.getMessage())));
        } catch (MalformedNodeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            connection.send(Stanzas.error(request, 400, "bad-request"));
        } catch (RuntimeException e) {
            LOG.warn("a request was too much for the simulator: {}", kind, e);
            connection.send(Stanzas.error(request, 500, "internal-server-error"));
        }
    }
}
