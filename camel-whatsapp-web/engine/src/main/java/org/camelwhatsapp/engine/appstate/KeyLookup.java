package org.camelwhatsapp.engine.appstate;

import org.jspecify.annotations.Nullable;

/** Finds the keys a mutation was sealed with. */
@FunctionalInterface
public interface KeyLookup {
    /** The keys with this id, or null if this device does not have them. */
    @Nullable
    MutationKeys find(byte[] id);

    /** @throws AppStateException with {@code MISSING_KEY} */
    default MutationKeys require(byte[] id) {
        MutationKeys keys = find(id);
        if (keys == null) {
            throw new AppStateException(AppStateException.Reason.MISSING_KEY, "a key of the app state is not here yet");
        }
        return keys;
    }
}
