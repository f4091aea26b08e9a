package org.camelwhatsapp.engine.newsletter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What followers did with a post.
 *
 * @param views how often it was seen
 * @param forwards how often it was forwarded
 * @param responses how many answered a question
 * @param reactions how often each emoji was put on it
 * @param ownReaction the emoji of this account, or null
 * @param votes of a poll: by answer, or by the answer's SHA-256 in hex where the poll itself was not sent along
 */
public record NewsletterCounts(
        long views,
        long forwards,
        long responses,
        Map<String, Long> reactions,
        @Nullable String ownReaction,
        Map<String, Long> votes) {
    /** Nobody did anything. */
    public static final NewsletterCounts NONE = new NewsletterCounts(0, 0, 0, Map.of(), null, Map.of());
}
