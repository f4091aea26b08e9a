package org.camelwhatsapp.engine.appstate;

import java.util.List;
import org.camelwhatsapp.proto.SyncActionValue;

/**
 * One change that this device makes.
 *
 * @param collection where it stands
 * @param set whether a value is set, rather than removed
 * @param index what it is about
 * @param value what is set; its time is filled in when it is sent
 * @param version of the action, as the other clients write it
 */
public record AppStateChange(
        AppStateCollection collection, boolean set, List<String> index, SyncActionValue value, int version) {
    /** Sets a value. */
    public static AppStateChange set(
            AppStateCollection collection, int version, SyncActionValue.Builder value, String... index) {
        return new AppStateChange(collection, true, List.of(index), value.build(), version);
    }

    /** Removes a value. */
    public static AppStateChange remove(AppStateCollection collection, int version, String... index) {
        return new AppStateChange(collection, false, List.of(index), SyncActionValue.getDefaultInstance(), version);
    }

    /** Never prints what it is about. */
    @Override
    public String toString() {
        return "AppStateChange[" + index.get(0) + "]";
    }
}
