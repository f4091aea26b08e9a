package org.camelwhatsapp.engine.newsletter;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a newsletter.
 *
 * @param jid its address
 * @param state whether it can be read
 * @param name what it is called
 * @param description what it is about, or the empty text
 * @param invite the code of its link, {@code https://whatsapp.com/channel/CODE}; null if it has none
 * @param handle the name it is found by, or null
 * @param subscribers how many follow it
 * @param verified whether the service vouches for its owner
 * @param created when it was made, or null if that was not told
 * @param picture its picture, or null
 * @param reactions which emojis followers may use
 * @param role what this account is there
 * @param muted whether this account is not notified of posts
 * @param followerActivityMuted whether this account, an admin, is not notified of what followers do
 */
public record NewsletterInfo(
        Jid jid,
        NewsletterState state,
        String name,
        String description,
        @Nullable String invite,
        @Nullable String handle,
        long subscribers,
        boolean verified,
        @Nullable Instant created,
        @Nullable NewsletterPicture picture,
        NewsletterReactions reactions,
        NewsletterRole role,
        boolean muted,
        boolean followerActivityMuted) {
    /** Prints the address only. */
    @Override
    public String toString() {
        return "NewsletterInfo[" + jid + ", " + state + ", " + role + "]";
    }
}
