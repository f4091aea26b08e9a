package org.camelwhatsapp.component.event;

import java.util.List;

/** The events of one area. Adding an area is one class and one line in {@link EventTypes}. */
interface EventGroup {
    List<EventType<?>> events();
}
