package org.camelwhatsapp.engine.message;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;

/** Says who own status posts are for. Mailbox only. */
public interface StatusRecipients {
    /**
     * The recipients of one post.
     *
     * @param users by LID where it was known, without oneself
     * @param setting the wire's word for how they were chosen: contacts, allowlist or denylist
     */
    record Audience(List<Jid> users, String setting) {
        public Audience {
            users = List.copyOf(users);
        }
    }

    /** The same for the same message, also after a restart. */
    CompletionStage<Audience> of(String messageId);
}
