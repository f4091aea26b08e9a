package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.wire.Node;

/**
 * Handles one kind of incoming stanza on the session's mailbox. Whoever handles a stanza also acknowledges it. A
 * {@link org.camelwhatsapp.engine.wire.MalformedNodeException} thrown here is logged and the stanza is acknowledged
 * with an error; the session goes on.
 */
@FunctionalInterface
public interface StanzaHandler {
    void handle(Node stanza);
}
