package org.camelwhatsapp.engine.event;

import java.util.concurrent.CompletionStage;

/** Receives the events of a session, one call at a time per session, in order. Must not block. */
@FunctionalInterface
public interface EventListener {
    /**
     * @return completes when the listener is done with the event. A journalled event (a message) is then done for good;
     *     when the stage fails it is delivered again later, marked as redelivered
     */
    CompletionStage<Void> onEvent(Event event);
}
