package org.camelwhatsapp.engine.session;

import org.camelwhatsapp.engine.env.Scheduling;

/** Opens links. Thread-safe. */
@FunctionalInterface
public interface LinkFactory {
    /**
     * Starts to connect and returns at once; everything else comes through the listener.
     *
     * @return gives the try up: from then on nothing is sent any more, and a link that opens nevertheless is closed
     */
    Scheduling.Cancellable open(LinkRequest request, LinkListener listener);
}
