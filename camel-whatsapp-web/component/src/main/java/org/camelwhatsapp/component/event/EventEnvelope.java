package org.camelwhatsapp.component.event;

import org.camelwhatsapp.engine.event.Event;

/**
 * An event as it leaves the process: what the option {@code eventBody=json} makes, and what the AsyncAPI document describes.
 *
 * @param session the session it happened on
 * @param event its name in the catalogue
 * @param data what is known about it
 */
public record EventEnvelope(String session, String event, Object data) {
    /** Wraps an event. */
    public static EventEnvelope of(String session, Event event) {
        EventType<?> type = EventTypes.of(event);
        return new EventEnvelope(session, type.name(), type.data(event));
    }
}
