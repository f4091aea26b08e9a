package org.camelwhatsapp.simulator.server;

import org.camelwhatsapp.engine.wire.Node;

/** What the server does with its connections. Called on the simulator's event loop. */
public interface ConnectionHandler {
    /** The client said hello; the answer has not been sent. */
    default void beforeServerHello(Connection connection) {}

    /** The handshake is complete. */
    void onOpen(Connection connection, byte[] clientStatic, byte[] clientPayload);

    void onStanza(Connection connection, Node stanza);

    void onClosed(Connection connection);
}
