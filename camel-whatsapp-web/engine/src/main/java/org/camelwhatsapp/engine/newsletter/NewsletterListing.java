package org.camelwhatsapp.engine.newsletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the public directory.
 *
 * @param newsletters what was found
 * @param next where the next page begins, or null when there is none
 */
public record NewsletterListing(
        List<NewsletterInfo> newsletters, @Nullable String next) {
    public NewsletterListing {
        newsletters = List.copyOf(newsletters);
    }
}
