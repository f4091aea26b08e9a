package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Tells somebody of an event of another conversation.
 *
 * @param eventId the event's message
 * @param title what it is called
 * @param start when it begins
 * @param end when it ends, or null
 * @param caption a text, or null
 * @param callLink a link to take part from afar, or null
 * @param canceled whether it does not take place
 */
public record EventInviteContent(
        String eventId,
        String title,
        Instant start,
        @Nullable Instant end,
        @Nullable String caption,
        @Nullable String callLink,
        boolean canceled)
        implements MessageContent {
    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "EventInviteContent";
    }
}
