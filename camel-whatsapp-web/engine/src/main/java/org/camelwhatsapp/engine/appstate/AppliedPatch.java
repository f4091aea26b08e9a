package org.camelwhatsapp.engine.appstate;

import java.util.List;

/**
 * A patch or snapshot that was found genuine, for the caller to take over as a whole.
 *
 * @param state after it
 * @param mutations in order
 * @param unknownRemovals how many removals were of places that held nothing
 */
public record AppliedPatch(CollectionState state, List<OpenMutation> mutations, int unknownRemovals) {
    public AppliedPatch {
        mutations = List.copyOf(mutations);
    }
}
