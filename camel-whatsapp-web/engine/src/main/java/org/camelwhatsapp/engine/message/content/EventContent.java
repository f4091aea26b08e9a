package org.camelwhatsapp.engine.message.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to something that takes place. What others plan is read as it is; what is sent keeps the limits of the
 * service.
 *
 * @param name what it is called; to be sent, 1 to 100 characters
 * @param description what it is about, or null; to be sent, at most 2,048 characters
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
    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 2_048;

    /** @throws InvalidContentException if it cannot be sent */
    void checkForSending() {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new InvalidContentException("name", "a text of 1 to " + MAX_NAME + " characters");
        }
        if (description != null && description.length() > MAX_DESCRIPTION) {
            throw new InvalidContentException("description", "at most " + MAX_DESCRIPTION + " characters");
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
