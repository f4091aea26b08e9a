package org.camelwhatsapp.simulator.fault;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/** The faults that wait to happen, at most 1,000; each stanza meets the oldest one that fits. Thread-safe. */
public final class Faults {
    private static final int MAX_FAULTS = 1_000;

    private final Vertx vertx;
    private final List<Fault> waiting = new ArrayList<>();

    public Faults(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @throws IllegalStateException if 1,000 wait already */
    public synchronized Fault add(FaultSpec spec) {
        if (waiting.size() >= MAX_FAULTS) {
            throw new IllegalStateException(MAX_FAULTS + " faults wait already");
        }
        Fault fault = new Fault(spec);
        waiting.add(fault);
        return fault;
    }

    /** Takes all back. */
    public synchronized void clear() {
        waiting.forEach(fault -> fault.over().complete(null));
        waiting.clear();
    }

    /** Those that wait. */
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /** The fault that happens now, or null. For the server. */
    public synchronized @Nullable FaultSpec meet(FaultStep step, @Nullable Node stanza) {
        for (Iterator<Fault> each = waiting.iterator(); each.hasNext(); ) {
            Fault fault = each.next();
            if (fault.spec().fits(step, stanza)) {
                if (fault.hit()) {
                    each.remove();
                }
                return fault.spec();
            }
        }
        return null;
    }

    /** Does something later, on the simulator's event loop. For the server. */
    public void later(long millis, Runnable task) {
        vertx.setTimer(millis, id -> task.run());
    }
}
