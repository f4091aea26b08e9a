package org.camelwhatsapp.engine.history;

/**
 * How much of the history to ask for.
 *
 * @param days how far back, 1 to 3,650
 * @param megabytes how much at most, 1 to 100,000
 */
public record HistorySpan(int days, int megabytes) {
    private static final int MAX_DAYS = 3_650;
    private static final int MAX_MEGABYTES = 100_000;

    public HistorySpan {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("days: expected a number from 1 to " + MAX_DAYS);
        }
        if (megabytes < 1 || megabytes > MAX_MEGABYTES) {
            throw new IllegalArgumentException("megabytes: expected a number from 1 to " + MAX_MEGABYTES);
        }
    }
}
