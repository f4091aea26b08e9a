package org.camelwhatsapp.gateway.notify;

import java.util.List;

/** Messages that were promised to a caller who does not wait for them. */
public interface PartQueue {
    /**
     * Takes messages to send. They are on disk when this returns: a crash does not lose them.
     *
     * @throws NotifyException with 503 if too many wait
     */
    void add(List<Part> parts);
}
