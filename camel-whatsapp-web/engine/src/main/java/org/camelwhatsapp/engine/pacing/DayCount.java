package org.camelwhatsapp.engine.pacing;

import java.nio.charset.StandardCharsets;

/**
 * How many strangers were written to, as it is kept in the store.
 *
 * @param firstDay when a stranger was first written to, in days since 1970
 * @param day the day that is counted
 * @param count how many on that day
 */
record DayCount(long firstDay, long day, int count) {
    static DayCount begin(long today) {
        return new DayCount(today, today, 0);
    }

    /** The same for today. A clock that was set back does not bring a new day. */
    DayCount on(long today) {
        return today <= day ? this : new DayCount(count == 0 && day == firstDay ? today : firstDay, today, 0);
    }

    DayCount plus(int more) {
        return new DayCount(firstDay, day, Math.max(0, count + more));
    }

    /** 0 for the first day. */
    long age() {
        return day - firstDay;
    }

    byte[] encode() {
        return (firstDay + " " + day + " " + count).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IllegalArgumentException if it was not written by {@link #encode} */
    static DayCount decode(byte[] bytes) {
        String[] words = new String(bytes, StandardCharsets.US_ASCII).split(" ", -1);
        if (words.length != 3) {
            throw new IllegalArgumentException("a count of strangers has three numbers");
        }
        return new DayCount(Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]));
    }
}
