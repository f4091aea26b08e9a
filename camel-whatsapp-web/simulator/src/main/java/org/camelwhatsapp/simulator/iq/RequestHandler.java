package org.camelwhatsapp.simulator.iq;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.simulator.server.Connection;
import org.camelwhatsapp.simulator.state.Device;

/** Answers one kind of request. */
@FunctionalInterface
public interface RequestHandler {
    void handle(Connection connection, Device device, Node request);
}
