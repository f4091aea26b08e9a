package org.camelwhatsapp.engine.appstate;

import java.time.Instant;
import java.util.List;
import org.camelwhatsapp.engine.model.Times;
import org.camelwhatsapp.proto.SyncActionValue;

/**
 * One thing that a device of the account did, or that a snapshot holds.
 *
 * @param collection where it stands
 * @param set whether a value was set, rather than removed
 * @param index what it is about; the first part names the kind of action
 * @param value what was set; of a removal what the remover wrote, often nothing
 * @param initial whether it is part of a snapshot, so that it may have happened long ago
 */
public record AppStateAction(
        AppStateCollection collection, boolean set, List<String> index, SyncActionValue value, boolean initial) {
    static AppStateAction of(AppStateCollection collection, OpenMutation mutation, boolean initial) {
        return new AppStateAction(
                collection, mutation.set(), IndexJson.read(mutation.index()), mutation.value(), initial);
    }

    /** The kind of action. */
    public String name() {
        return index.isEmpty() ? "" : index.get(0);
    }

    /**
     * A part of the index.
     *
     * @throws IllegalArgumentException if there are fewer parts
     */
    public String part(int number) {
        if (number >= index.size()) {
            throw new IllegalArgumentException("an index of " + index.size() + " parts");
        }
        return index.get(number);
    }

    /** When it was done, as its writer says. */
    public Instant timestamp() {
        return Times.ofMillis(value.getTimestamp());
    }

    /** Never prints what it is about. */
    @Override
    public String toString() {
        return "AppStateAction[" + name() + "]";
    }
}
