package org.camelwhatsapp.engine.newsletter;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who follows a newsletter, as its admins see it.
 *
 * @param user the address, by privacy id
 * @param phone the address by number, or null if one may not see it
 * @param name what the user is called, or null
 * @param role what the user is there
 * @param since since when, or null if that was not told
 */
public record NewsletterFollower(
        Jid user,
        @Nullable Jid phone,
        @Nullable String name,
        NewsletterRole role,
        @Nullable Instant since) {
    /** Prints no names. */
    @Override
    public String toString() {
        return "NewsletterFollower[" + user.redacted() + ", " + role + "]";
    }
}
