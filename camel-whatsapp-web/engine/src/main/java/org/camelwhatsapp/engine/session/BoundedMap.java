package org.camelwhatsapp.engine.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry used longest ago when it is full. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    /**
     * A map whose fill can be read.
     *
     * @param name what it is called among the gauges
     * @param capacity at least 1
     */
    public BoundedMap(Gauges gauges, String name, int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
        gauges.add(name, capacity, this::size);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
