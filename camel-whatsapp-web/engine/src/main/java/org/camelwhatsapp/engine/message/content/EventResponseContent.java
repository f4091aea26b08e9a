package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.MessageKey;

/**
 * Whether somebody comes to an event.
 *
 * @param target the event
 * @param response the answer
 * @param extraGuests whom one brings, 0 or more
 */
public record EventResponseContent(MessageKey target, Response response, int extraGuests) implements AddOnContent {
    /** The answers. */
    public enum Response {
        GOING,
        NOT_GOING,
        MAYBE
    }

    public EventResponseContent {
        if (extraGuests < 0) {
            throw new InvalidContentException("extraGuests", "0 or more");
        }
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "EventResponseContent";
    }
}
