package org.camelwhatsapp.benchmarks.load.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts what comes, and tells when as many came as were expected. Thread-safe. */
final class Counter {
    private final List<Target> targets = new ArrayList<>();
    private long count;

    private record Target(long at, CompletableFuture<Void> reached) {}

    void hit() {
        List<Target> reached = new ArrayList<>();
        synchronized (this) {
            count++;
            for (Target target : targets) {
                if (count >= target.at) {
                    reached.add(target);
                }
            }
            targets.removeAll(reached);
        }
        reached.forEach(target -> target.reached.complete(null));
    }

    /** Completes when so many have come since the start, those before the call included. */
    CompletableFuture<Void> reach(long total) {
        Target target = new Target(total, new CompletableFuture<>());
        synchronized (this) {
            if (count < total) {
                targets.add(target);
                return target.reached;
            }
        }
        target.reached.complete(null);
        return target.reached;
    }
}
