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

    /** Stores the new credentials, then uses them. Completes on the mailbox. */
    CompletionStage<Void> updateCredentials(Credentials credentials);

    /** Tells the listeners, without a journal: for events that need not survive a crash. */
    void publish(Event event);

    /** Closes the connection; it is opened again by the reconnect policy, at once if {@code immediately}. */
    void reconnect(String why, boolean immediately);
}
