package org.camelwhatsapp.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that holds at most so many entries; the oldest goes when there are more. Not thread-safe. */
public final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    public Bounded(int most) {
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
