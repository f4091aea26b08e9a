package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterInfo;
import org.jspecify.annotations.Nullable;

/**
 * A newsletter changed, or what this account is there.
 *
 * @param newsletter the newsletter
 * @param action the wire's word: {@code join}, {@code leave}, {@code mute_change}, {@code user_setting_change}, {@code
 *     metadata_update}, {@code admin_metadata_update}, {@code state_change}, {@code owner_update}, {@code admin_promote},
 *     {@code admin_demote}, {@code admin_invite_revoke}, ...
 * @param user whom it concerns, or null
 * @param info what is known of the newsletter from now on, where the server told it; null otherwise
 * @param details what else the server said, by its names
 * @param timestamp when
 */
public record NewsletterChanged(
        Jid newsletter,
        String action,
        @Nullable Jid user,
        @Nullable NewsletterInfo info,
        Map<String, String> details,
        Instant timestamp)
        implements Event {
    /** Never prints texts. */
    @Override
    public String toString() {
        return "NewsletterChanged[" + action + " in " + newsletter + "]";
    }
}
