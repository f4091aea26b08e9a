package org.camelwhatsapp.engine.event;

import java.time.Instant;
import java.util.List;

/**
 * Another device of the account changed something in the app state that has no event of its own.
 *
 * @param collection where it stands
 * @param set whether a value was set, rather than removed
 * @param index what it is about; the first part names the kind of action
 * @param value the protobuf {@code SyncActionValue}, not to be changed
 * @param timestamp when, as that device says
 */
public record AppStateChanged(String collection, boolean set, List<String> index, byte[] value, Instant timestamp)
        implements Event {
    /** Never prints what it is about. */
    @Override
    public String toString() {
        return "AppStateChanged[" + collection + "]";
    }
}
