package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Somebody looked at own status posts.
 *
 * @param viewer who
 * @param messageIds at which ones
 * @param timestamp when, by the server's clock
 */
public record StatusViewed(Jid viewer, List<String> messageIds, Instant timestamp) implements Event {
    public StatusViewed {
        messageIds = List.copyOf(messageIds);
    }
}
