package org.camelwhatsapp.gateway.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Map;

/** At most so many calls in a sliding window, given as {@code 30 per minute}. Thread-safe. */
public final class RateLimit {
    private static final Map<String, Duration> WINDOWS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));
    private static final int MAX = 100_000;

    /** What a limit looks like, for people. */
    public static final String FORM = "1 to " + MAX + " calls per second, minute, hour or day, such as '30 per minute'";

    private final String text;
    private final int limit;
    private final Duration window;
    private final InstantSource time;
    private final ArrayDeque<Instant> calls = new ArrayDeque<>();

    /** @throws IllegalArgumentException unless the text has the form {@code 30 per minute} */
    public RateLimit(String text, InstantSource time) {
        String[] words = text.trim().split("\\s+", -1);
        Duration parsed = words.length == 3 && words[1].equals("per") ? WINDOWS.get(words[2]) : null;
        if (parsed == null || !words[0].matches("[0-9]{1,6}")) {
            throw new IllegalArgumentException("a rate limit is " + FORM);
        }
        limit = Integer.parseInt(words[0]);
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("a rate limit is " + FORM);
        }
        this.text = text;
        window = parsed;
        this.time = time;
    }

    /** The limit as it was given. */
    public String text() {
        return text;
    }

    /** Takes one call, or refuses it. */
    public synchronized boolean tryAcquire() {
        Instant now = time.instant();
        while (!calls.isEmpty() && !calls.peekFirst().plus(window).isAfter(now)) {
            calls.removeFirst();
        }
        if (calls.size() >= limit) {
            return false;
        }
        calls.addLast(now);
        return true;
    }
}
