package org.camelwhatsapp.simulator.fault;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A fault that was asked for: how often it has happened, and when it is over. Thread-safe. */
public final class Fault {
    private final FaultSpec spec;
    private final AtomicInteger hits = new AtomicInteger();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    Fault(FaultSpec spec) {
        this.spec = spec;
    }

    public FaultSpec spec() {
        return spec;
    }

    /** How often it has happened. */
    public int hits() {
        return hits.get();
    }

    /** Completes when it has happened as often as was asked for, or was taken back. */
    public CompletableFuture<Void> over() {
        return over;
    }

    boolean hit() {
        boolean last = hits.incrementAndGet() >= spec.times();
        if (last) {
            over.complete(null);
        }
        return last;
    }
}
