package org.camelwhatsapp.component.event;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which events a consumer wants. Immutable and thread-safe. */
public final class EventFilter {
    private static final String ALL_OF_AREA = ".*";

    private final Set<EventType<?>> wanted;

    private EventFilter(Set<EventType<?>> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * Reads the option {@code events}.
     *
     * @param list separated by commas: names such as {@code message}, areas such as {@code pairing.*}, or {@code all}
     * @throws IllegalArgumentException if a word selects nothing; it names the word and those that exist
     */
    public static EventFilter parse(String list) {
        Set<EventType<?>> wanted = new HashSet<>();
        for (String part : list.split(",", -1)) {
            String word = part.trim();
            Collection<EventType<?>> all = EventTypes.all().values();
            int before = wanted.size();
            all.stream().filter(type -> selects(word, type)).forEach(wanted::add);
            if (wanted.size() == before && all.stream().noneMatch(type -> selects(word, type))) {
                throw new IllegalArgumentException("events: '" + word + "' is none of all, <area>.*, "
                        + String.join(", ", EventTypes.all().keySet()));
            }
        }
        return new EventFilter(wanted);
    }

    private static boolean selects(String word, EventType<?> type) {
        if (word.endsWith(ALL_OF_AREA)) {
            return type.area().equals(word.substring(0, word.length() - ALL_OF_AREA.length()));
        }
        return word.equals("all") || word.equals(type.name());
    }

    public boolean wants(EventType<?> type) {
        return wanted.contains(type);
    }
}
