package org.camelwhatsapp.engine.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One vertical slice of the protocol. A feature is made once per session, says which stanzas are its own, and is told
 * of the connection's life. All methods run on the session's mailbox.
 */
public interface Feature {
    /** Whether callers of it get nowhere before the session is linked to an account. */
    default boolean needsAccount() {
        return true;
    }

    /** Says which stanzas are its own; none for features that only ask. */
    default void register(StanzaRouter router) {}

    /**
     * The server accepted the login. The connection counts as ready for sends when the stages of all features have
     * completed; a failed stage closes the connection.
     */
    default CompletionStage<Void> onLogin() {
        return CompletableFuture.completedFuture(null);
    }

    /** The connection is gone; per-connection state must be forgotten. */
    default void onDisconnect() {}

    /** The session has ended: nothing is tried again until somebody starts it. Callers must not be left to wait. */
    default void onEnd(ConnectionState state) {}
}
