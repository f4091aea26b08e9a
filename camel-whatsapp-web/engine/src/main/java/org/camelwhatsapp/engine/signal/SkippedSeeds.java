package org.camelwhatsapp.engine.signal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The seeds of messages that were jumped over, oldest first, bounded. Not thread-safe. */
final class SkippedSeeds {
    static final int ENTRY_BYTES = 36;

    private record Entry(int index, byte[] seed) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    void add(int index, byte[] seed) {
        if (entries.size() >= SignalLimits.MAX_SKIPPED) {
            entries.removeFirst();
        }
        entries.addLast(new Entry(index, seed));
    }

    byte @Nullable [] find(int index) {
        for (Entry entry : entries) {
            if (entry.index == index) {
                return entry.seed;
            }
        }
        return null;
    }

    void remove(int index) {
        for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
            if (it.next().index == index) {
                it.remove();
                return;
            }
        }
    }

    void addAll(SkippedSeeds others) {
        others.entries.forEach(entry -> add(entry.index, entry.seed));
    }

    void clear() {
        entries.clear();
    }

    int size() {
        return entries.size();
    }

    int serializedSize() {
        return 4 + entries.size() * ENTRY_BYTES;
    }

    void write(ByteBuffer out) {
        out.putInt(entries.size());
        for (Entry entry : entries) {
            out.putInt(entry.index).put(entry.seed);
        }
    }

    static SkippedSeeds read(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || count > SignalLimits.MAX_SKIPPED) {
            throw new IllegalArgumentException("too many skipped keys");
        }
        SkippedSeeds seeds = new SkippedSeeds();
        for (int i = 0; i < count; i++) {
            int index = in.getInt();
            byte[] seed = new byte[32];
            in.get(seed);
            seeds.add(index, seed);
        }
        return seeds;
    }
}
