package org.camelwhatsapp.engine.pacing;

/**
 * How many strangers may be written to per day (UTC): few on the first day of use, more day by day, and the full number
 * at the end of the warm-up. In between each day allows the same share more than the day before.
 *
 * @param perDay after the warm-up, 0 to 100,000; 0 forbids writing to strangers
 * @param firstDay on the first day, 0 to {@code perDay}
 * @param warmUpDays after how many days the full number is reached, 0 to 365; 0 for at once
 */
public record StrangerLimit(int perDay, int firstDay, int warmUpDays) {
    private static final int MAX_PER_DAY = 100_000;
    private static final int MAX_DAYS = 365;

    public StrangerLimit {
        Range.check("strangers per day", perDay, 0, MAX_PER_DAY);
        Range.check("strangers on the first day", firstDay, 0, perDay);
        Range.check("days of warm-up", warmUpDays, 0, MAX_DAYS);
    }

    /**
     * How many on one day.
     *
     * @param day 0 for the first day of use
     */
    public int on(long day) {
        if (day >= warmUpDays) {
            return perDay;
        }
        double first = Math.max(firstDay, 1);
        double grown = first * Math.pow(perDay / first, Math.max(day, 0) / (double) warmUpDays);
        return Math.max(firstDay, Math.min(perDay, day <= 0 ? firstDay : (int) Math.floor(grown)));
    }
}
