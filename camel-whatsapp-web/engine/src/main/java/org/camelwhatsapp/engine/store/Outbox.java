package org.camelwhatsapp.engine.store;

import java.util.List;

/** Messages accepted for sending that the server has not answered yet. Reads block. */
public interface Outbox {
    /** In the order of acceptance. */
    List<OutboxEntry> pending(int limit);

    long depth();
}
