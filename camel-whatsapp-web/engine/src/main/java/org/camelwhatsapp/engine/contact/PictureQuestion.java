package org.camelwhatsapp.engine.contact;

import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Whose picture is wanted, and what lets one see it.
 *
 * @param subject a user, a group or a community
 * @param preview whether the small one is wanted
 * @param invite the code of an invite to a group one is no member of, or null
 * @param commonGroup a group one shares with the user, or null
 * @param persona which of a bot's characters is meant, or null
 */
public record PictureQuestion(
        Jid subject,
        boolean preview,
        @Nullable String invite,
        @Nullable Jid commonGroup,
        @Nullable String persona) {
    public static PictureQuestion of(Jid subject, boolean preview) {
        return new PictureQuestion(subject, preview, null, null, null);
    }

    /** Never prints the code. */
    @Override
    public String toString() {
        return "PictureQuestion[" + subject.redacted() + "]";
    }
}
