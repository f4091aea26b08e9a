package org.camelwhatsapp.component.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.camelwhatsapp.component.WhatsAppWebConstants;

/** The exchanges that a consumer of all events made, in order. Thread-safe. */
public final class EventLog {
    private final List<Exchange> exchanges = new ArrayList<>();

    synchronized void add(Exchange exchange) {
        exchanges.add(exchange.copy());
        notifyAll();
    }

    /** The names of all events so far. */
    public synchronized Set<String> names() {
        return exchanges.stream().map(EventLog::name).collect(Collectors.toSet());
    }

    /**
     * Waits until there was at least one event of each name.
     *
     * @return the names of all events so far, without what did not come in time
     */
    synchronized Set<String> awaitNames(Collection<String> wanted, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!names().containsAll(wanted) && waitUntil(end)) {
            // Each event wakes the loop.
        }
        return names();
    }

    synchronized void clear() {
        exchanges.clear();
    }

    private static String name(Exchange exchange) {
        return exchange.getIn().getHeader(WhatsAppWebConstants.EVENT, String.class);
    }

    /**
     * Waits for an event, or finds one that is there already.
     *
     * @return its exchange; the body is the event object
     * @throws AssertionError if none came in time
     */
    public synchronized <E> Exchange await(Class<E> type, Predicate<E> wanted, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            for (Exchange exchange : exchanges) {
                Object body = exchange.getIn().getBody();
                if (type.isInstance(body) && wanted.test(type.cast(body))) {
                    return exchange;
                }
            }
            if (!waitUntil(end)) {
                throw new AssertionError(
                        "no such " + type.getSimpleName() + " within " + atMost + "; there were " + names());
            }
        }
    }

    /** False when the time is over. */
    private boolean waitUntil(long end) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        try {
            wait(left);
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
