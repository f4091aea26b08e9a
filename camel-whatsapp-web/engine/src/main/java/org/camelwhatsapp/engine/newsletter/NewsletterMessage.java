package org.camelwhatsapp.engine.newsletter;

import java.time.Instant;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * A post of a newsletter.
 *
 * @param newsletter where it was posted
 * @param id the id its author's client gave it, or null if only counts were told
 * @param serverId its place in the newsletter, by which reactions and pages name it; grows
 * @param type the wire's word: {@code text}, {@code media}, {@code poll}; the empty text if it was not told
 * @param timestamp when it was posted
 * @param edited when it was changed last, or null
 * @param mine whether this account posted it
 * @param deleted whether it was taken back
 * @param content what it says; null if only counts were told, or if it was taken back
 * @param counts what followers did with it
 * @param raw the serialised protobuf {@code Message}, or null. Not to be changed
 */
public record NewsletterMessage(
        Jid newsletter,
        @Nullable String id,
        long serverId,
        String type,
        Instant timestamp,
        @Nullable Instant edited,
        boolean mine,
        boolean deleted,
        @Nullable MessageContent content,
        NewsletterCounts counts,
        byte @Nullable [] raw) {
    /** Never prints the body. */
    @Override
    public String toString() {
        return "NewsletterMessage[" + serverId + " in " + newsletter + ", " + type + "]";
    }
}
