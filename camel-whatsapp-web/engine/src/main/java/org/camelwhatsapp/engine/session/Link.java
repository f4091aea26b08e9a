package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.wire.Node;

/** One connection after its handshake: stanzas out, in the order of the calls. Thread-safe. */
public interface Link {
    /** Encrypts and writes. Does nothing once the link is closed; the listener learns of that. */
    void send(Node stanza);

    /** Stops reading from the socket until {@link #resume()}. */
    void pause();

    void resume();

    /** Closes without further stanzas; {@link LinkListener#onClosed} follows once. */
    void close();
}
