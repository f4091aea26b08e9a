package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.store.StoreTransaction;

/** What a feature does with one type of protocol message. Called on the mailbox. */
@FunctionalInterface
public interface ProtocolHandler {
    /** For handlers with nothing left to do once the message is durable. */
    Runnable NOTHING = () -> {};

    /**
     * Takes a message of an own device. Nothing is read from the store here and nothing waited for: what the message
     * must leave behind is written into the transaction, which also makes the ratchet's step durable; whatever takes
     * longer is begun by the answer.
     *
     * @return run on the mailbox when the transaction is durable and the server was told
     */
    Runnable handle(ProtocolNotice notice, StoreTransaction transaction);
}
