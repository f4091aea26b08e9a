package org.camelwhatsapp.simulator.iq;

import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.server.Connection;
import org.camelwhatsapp.simulator.state.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests the server knows, by namespace, type and first child. Every request gets an answer: unknown ones an error
 * 501, malformed ones an error 400.
 */
public final class RequestHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(RequestHandlers.class);

    private final Map<String, RequestHandler> handlers = new HashMap<>();

    /** @param child the first child's tag, or the empty text for requests without one */
    public void on(String namespace, String type, String child, RequestHandler handler) {
        handlers.put(namespace + " " + type + " " + child, handler);
    }

    /** Answers with an empty result. */
    public void accept(String namespace, String type, String child) {
        on(namespace, type, child, (connection, device, request) -> connection.send(Stanzas.result(request)));
    }

    public void handle(Connection connection, Device device, Node request) {
        String child =
                request.children().isEmpty() ? "" : request.children().get(0).tag();
        String prefix = request.attr("xmlns", "") + " " + request.attr("type", "") + " ";
        RequestHandler handler = handlers.get(prefix + child);
        if (handler == null) {
            handler = handlers.get(prefix + "*");
        }
        if (handler == null) {
            LOG.info("no answer for request {}{}", prefix, child);
            connection.send(Stanzas.error(request, 501, "feature-not-implemented"));
            return;
        }
        try {
            handler.handle(connection, device, request);
        } catch (MalformedNodeException e) {
            connection.send(Stanzas.error(request, 400, "bad-request"));
        }
    }
}
