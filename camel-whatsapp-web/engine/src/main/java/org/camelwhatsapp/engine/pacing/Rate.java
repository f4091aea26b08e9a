package org.camelwhatsapp.engine.pacing;

/**
 * How often something may happen: so many at once after a pause, and so many per minute from then on.
 *
 * @param perMinute 1 to 6,000
 * @param burst how many may follow each other without a pause, 1 to 1,000
 */
public record Rate(int perMinute, int burst) {
    private static final int MAX_PER_MINUTE = 6_000;
    private static final int MAX_BURST = 1_000;

    public Rate {
        Range.check("messages per minute", perMinute, 1, MAX_PER_MINUTE);
        Range.check("a burst", burst, 1, MAX_BURST);
    }
}
