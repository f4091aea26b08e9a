package org.camelwhatsapp.engine.newsletter;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Who chose an answer of a poll.
 *
 * @param option the answer, or its hash in hex where the answers were not given
 * @param users who chose it, as far as the server tells
 */
public record NewsletterVoter(String option, List<Jid> users) {
    public NewsletterVoter {
        users = List.copyOf(users);
    }
}
