package org.camelwhatsapp.engine.media;

import java.time.Duration;
import org.camelwhatsapp.engine.env.Scheduling;
import org.jspecify.annotations.Nullable;

/**
 * Ends a transfer on which nothing moves any more. Progress costs one write; the timer looks at it once per limit, so a
 * stall ends after one to two limits. Thread-safe.
 */
final class StallGuard {
    private final Scheduling scheduling;
    private final Duration limit;
    private final Runnable onStall;
    private volatile boolean moved = true;
    private volatile boolean stopped;
    private volatile Scheduling.@Nullable Cancellable timer;

    StallGuard(Scheduling scheduling, Duration limit, Runnable onStall) {
        this.scheduling = scheduling;
        this.limit = limit;
        this.onStall = onStall;
    }

    void start() {
        timer = scheduling.schedule(limit, this::check);
    }

    void progress() {
        moved = true;
    }

    void stop() {
        stopped = true;
        Scheduling.Cancellable running = timer;
        if (running != null) {
            running.cancel();
        }
    }

    private void check() {
        if (stopped) {
            return;
        }
        if (moved) {
            moved = false;
            start();
        } else {
            stopped = true;
            onStall.run();
        }
    }
}
