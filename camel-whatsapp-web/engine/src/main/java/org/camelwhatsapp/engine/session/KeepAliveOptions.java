package org.camelwhatsapp.engine.session;

import java.time.Duration;

/**
 * When a silent connection counts as dead.
 *
 * @param interval silence after which a ping is sent, 1 s to 5 min; up to a fifth shorter each time, so that many
 *     sessions do not ping at once
 * @param deadline how long after the ping something must arrive, 1 s to 5 min
 */
public record KeepAliveOptions(Duration interval, Duration deadline) {
    /** 25 s and 15 s: a dead connection is noticed within 40 s. */
    public static final KeepAliveOptions DEFAULT = new KeepAliveOptions(Duration.ofSeconds(25), Duration.ofSeconds(15));

    public KeepAliveOptions {
        check("interval", interval);
        check("deadline", deadline);
    }

    private static void check(String name, Duration duration) {
        if (duration.toMillis() < 1_000 || duration.toMillis() > 300_000) {
            throw new IllegalArgumentException("keep-alive " + name + " is from 1 s to 5 min");
        }
    }
}
