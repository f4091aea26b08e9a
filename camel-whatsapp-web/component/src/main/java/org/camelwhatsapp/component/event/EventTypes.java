package org.camelwhatsapp.component.event;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.event.Event;

/**
 * The catalogue of events: the one list that the consumer's filter, the documentation and the AsyncAPI document are made
 * from. Immutable.
 */
public final class EventTypes {
    private static final List<EventGroup> GROUPS = List.of(
            new PairingEvents(),
            new ConnectionEvents(),
            new MessageEvents(),
            new ContactEvents(),
            new AccountEvents(),
            new AppStateEvents(),
            new NewsletterEvents(),
            new StatusEvents(),
            new BusinessEvents(),
            new HistoryEvents());

    private static final Map<String, EventType<?>> ALL = collect();
    private static final Map<Class<?>, EventType<?>> BY_CLASS = byClass();

    private EventTypes() {}

    private static Map<String, EventType<?>> collect() {
        Map<String, EventType<?>> all = new LinkedHashMap<>();
        for (EventGroup group : GROUPS) {
            for (EventType<?> type : group.events()) {
                if (all.put(type.name(), type) != null) {
                    throw new IllegalStateException("two events are named " + type.name());
                }
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static Map<Class<?>, EventType<?>> byClass() {
        Map<Class<?>, EventType<?>> types = new HashMap<>();
        ALL.values().forEach(type -> types.put(type.type(), type));
        return types;
    }

    /** By name, in the order of the documentation. */
    public static Map<String, EventType<?>> all() {
        return ALL;
    }

    /** The entry of an event. There is one for every type the engine has; a test holds that. */
    public static EventType<?> of(Event event) {
        EventType<?> type = BY_CLASS.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " is not in the catalogue");
        }
        return type;
    }
}
