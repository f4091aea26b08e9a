package org.camelwhatsapp.component.event;

/** What a consumer puts into the body of an exchange. */
public enum EventBody {
    /** What a route works with: the text of a text message, the content object of another, else the event. */
    CONTENT,
    /** The engine's event object. */
    EVENT,
    /** The {@link EventEnvelope} as JSON text. */
    JSON
}
