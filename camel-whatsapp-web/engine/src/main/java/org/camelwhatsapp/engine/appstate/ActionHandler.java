package org.camelwhatsapp.engine.appstate;

import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/** What a feature makes of one kind of action. Called on the mailbox. */
@FunctionalInterface
public interface ActionHandler {
    /**
     * Takes an action, whoever wrote it. Nothing is waited for here; what it must leave behind is written into the
     * transaction that also moves the collection forward.
     *
     * @return what listeners are told once that is durable, or null; not told for what this device did itself, nor for
     *     what a snapshot holds
     * @throws IllegalArgumentException if it makes no sense; it is then told as an action nobody knows
     */
    @Nullable
    Event take(AppStateAction action, StoreTransaction transaction);
}
