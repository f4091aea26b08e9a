package org.camelwhatsapp.engine.newsletter;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Which posts are wanted.
 *
 * @param newsletter the newsletter
 * @param count at most how many, 1 to 100
 * @param before only those before this server id, or null
 * @param after only those after this server id, or null
 * @param since for counts: only those that changed since, or null
 */
public record NewsletterPage(
        Jid newsletter,
        int count,
        @Nullable Long before,
        @Nullable Long after,
        @Nullable Instant since) {
    private static final int MAX_COUNT = 100;

    /** @throws IllegalArgumentException if the count is out of range, or both ends are given */
    public NewsletterPage {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count: expected 1 to " + MAX_COUNT);
        }
        if (before != null && after != null) {
            throw new IllegalArgumentException("before: expected one of before and after");
        }
    }

    /** The latest ones. */
    public static NewsletterPage latest(Jid newsletter, int count) {
        return new NewsletterPage(newsletter, count, null, null, null);
    }
}
