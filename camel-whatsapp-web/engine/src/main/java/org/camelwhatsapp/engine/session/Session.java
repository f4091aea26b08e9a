package org.camelwhatsapp.engine.session;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.store.DeviceStore;

/**
 * What a feature may use of the session it belongs to. All methods are for the session's mailbox, except where a type
 * says that it is thread-safe.
 */
public interface Session {
    String name();

    Environment environment();

    Curve25519 curve();

    Mailbox mailbox();

    StanzaChannel wire();

    DeviceStore store();

    Credentials credentials();

    SessionOptions options();

    /** Where features add what they keep, so that its size can be read. */
    Gauges gauges();

    /**
     * Uses the new credentials from now on and stores them. Whatever tells somebody about them waits for the stage, which
     * completes on the mailbox.
     */
    CompletionStage<Void> updateCredentials(Credentials credentials);

    /** Tells the listeners, without a journal: for events that need not survive a crash. */
    void publish(Event event);

    /** Hands an event to the listeners; the stage completes on the mailbox when all are done with it. */
    CompletionStage<Void> deliver(Event event);

    /**
     * Ends the connection for good: it stays in this state until the session is started again.
     *
     * @param state an ended state, such as {@code PAIRING_EXPIRED}
     * @param reason a sentence for people
     */
    void end(ConnectionState state, String reason);

    /** Ends the session as logged out on request: the link is forgotten, the inbox stays. */
    void logOut(String reason);

    /** Closes the connection; it is opened again by the reconnect policy, at once if {@code immediately}. */
    void reconnect(String why, boolean immediately);
}
