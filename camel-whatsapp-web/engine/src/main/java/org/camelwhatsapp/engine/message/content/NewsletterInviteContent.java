package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to run a newsletter together.
 *
 * @param newsletter the newsletter
 * @param newsletterName its name
 * @param expiration until when it can be accepted
 * @param caption a text, or null
 * @param thumbnail a small JPEG, or null. Not to be changed
 */
public record NewsletterInviteContent(
        Jid newsletter,
        String newsletterName,
        Instant expiration,
        @Nullable String caption,
        byte @Nullable [] thumbnail)
        implements MessageContent {
    /** Prints the address only. */
    @Override
    public String toString() {
        return "NewsletterInviteContent[" + newsletter + "]";
    }
}
