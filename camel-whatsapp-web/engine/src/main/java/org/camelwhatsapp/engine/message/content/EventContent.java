package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to something that takes place.
 *
 * @param name what it is called
 * @param description what it is about, or null
 * @param start when it begins
 * @param end when it ends, or null
 * @param location where, or null
 * @param joinLink a link to take part from afar, or null
 * @param extraGuestsAllowed whether guests may bring others
 * @param canceled whether it does not take place
 */
public record EventContent(
        String name,
        @Nullable String description,
        Instant start,
        @Nullable Instant end,
        @Nullable LocationContent location,
        @Nullable String joinLink,
        boolean extraGuestsAllowed,
        boolean canceled)
        implements MessageContent {
    public EventContent {
        if (name.isBlank()) {
            throw new InvalidContentException("name", "a text that is not empty");
        }
        if (end != null && end.isBefore(start)) {
            throw new InvalidContentException("end", "not before the start");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "EventContent";
    }
}
