package org.camelwhatsapp.engine.message;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelwhatsapp.engine.session.Gauges;

/**
 * Keeps durable messages in their order across connections: what became durable since the last connection went leaves
 * behind what that one left over, and not before the login. Mailbox only.
 */
final class Departures {
    /** By id, in the order in which they became durable. */
    private final Map<String, Runnable> late = new LinkedHashMap<>();

    private boolean open;
    private long connection;

    /** @param most how many messages are under way at most; each is here once */
    Departures(Gauges gauges, int most) {
        gauges.add("message.late", most, late::size);
    }

    /** Runs the task now, or when the next connection has taken what was left over. */
    void leave(String id, Runnable task) {
        if (open) {
            task.run();
        } else {
            late.put(id, task);
        }
    }

    /** The connection is gone. What waits is durable, and found on disk with the next one. */
    void close() {
        open = false;
        connection++;
        late.clear();
    }

    /** The number of the connection, to be given to {@link #open}. */
    long connection() {
        return connection;
    }

    /**
     * Runs first what the disk holds, then what became durable since it was asked, each once.
     *
     * @param number the connection for which the disk was asked; if it is gone, nothing happens
     * @param leftOver by id, in order
     */
    void open(long number, Map<String, Runnable> leftOver) {
        if (number != connection) {
            return;
        }
        open = true;
        Map<String, Runnable> all = new LinkedHashMap<>(leftOver);
        late.forEach(all::putIfAbsent);
        late.clear();
        all.values().forEach(Runnable::run);
    }
}
