package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.newsletter.NewsletterMessage;

/**
 * Followers saw or reacted to posts of a newsletter whose live updates were asked for.
 *
 * @param newsletter the newsletter
 * @param messages the posts, mostly with counts only
 * @param timestamp when
 */
public record NewsletterCountsChanged(Jid newsletter, List<NewsletterMessage> messages, Instant timestamp)
        implements Event {
    public NewsletterCountsChanged {
        messages = List.copyOf(messages);
    }
}
