package org.camelwhatsapp.engine.newsletter;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Who put an emoji on a post.
 *
 * @param emoji the emoji
 * @param users who used it, as far as the server tells
 */
public record NewsletterReactor(String emoji, List<Jid> users) {
    public NewsletterReactor {
        users = List.copyOf(users);
    }
}
