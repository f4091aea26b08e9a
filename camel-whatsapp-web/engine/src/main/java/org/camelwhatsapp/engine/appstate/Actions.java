package org.camelwhatsapp.engine.appstate;

import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.event.AppStateChanged;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which feature takes which kind of action. Filled once, before the session starts. */
final class Actions {
    private static final Logger LOG = LoggerFactory.getLogger(Actions.class);

    private final Map<String, ActionHandler> handlers = new HashMap<>();

    void on(String action, ActionHandler handler) {
        if (handlers.putIfAbsent(action, handler) != null) {
            throw new IllegalStateException("two handlers for " + action);
        }
    }

    /** What listeners are told; an action nobody knows is told as it is. */
    @Nullable
    Event take(AppStateAction action, StoreTransaction transaction) {
        ActionHandler handler = handlers.get(action.name());
        if (handler != null) {
            try {
                return handler.take(action, transaction);
            } catch (IllegalArgumentException e) {
                LOG.info("an action {} makes no sense: {}", action.name(), e.getMessage());
            }
        }
        return new AppStateChanged(
                action.collection().wireName(),
                action.set(),
                action.index(),
                action.value().toByteArray(),
                action.timestamp());
    }
}
