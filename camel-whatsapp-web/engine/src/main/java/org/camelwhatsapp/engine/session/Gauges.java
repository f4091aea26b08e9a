package org.camelwhatsapp.engine.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * The bounded queues, caches and maps of a session, by name. Whoever makes one adds it here, so that its fill can be read.
 * Mailbox only.
 */
public final class Gauges {
    private record Source(IntSupplier size, int capacity) {}

    private final Map<String, Source> sources = new TreeMap<>();

    /**
     * Adds one.
     *
     * @throws IllegalArgumentException if the name is taken, or nothing would go in
     */
    public void add(String name, int capacity, IntSupplier size) {
        if (capacity < 1) {
            throw new IllegalArgumentException(name + " would hold nothing");
        }
        if (sources.putIfAbsent(name, new Source(size, capacity)) != null) {
            throw new IllegalArgumentException("there is a " + name + " already");
        }
    }

    /** All of them as they are now, by name. */
    public List<Gauge> read() {
        List<Gauge> gauges = new ArrayList<>(sources.size());
        sources.forEach(
                (name, source) -> gauges.add(new Gauge(name, source.size().getAsInt(), source.capacity())));
        return gauges;
    }
}
