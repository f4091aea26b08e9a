package org.camelwhatsapp.simulator.appstate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppliedPatch;
import org.camelwhatsapp.engine.appstate.CollectionState;
import org.camelwhatsapp.engine.appstate.KeyLookup;
import org.camelwhatsapp.engine.appstate.MutationKeys;
import org.camelwhatsapp.engine.appstate.OpenMutation;
import org.camelwhatsapp.engine.appstate.Patches;
import org.camelwhatsapp.engine.appstate.ValueMacs;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.camelwhatsapp.proto.SyncdVersion;
import org.jspecify.annotations.Nullable;

/** One collection of one account: the patches as the server has them, and what the phone reads in them. */
final class StoredCollection {
    /** Older patches are only in the snapshot. */
    private static final int MAX_PATCHES = 5_000;

    private static final int MAX_RECORDS = 100_000;

    private final AppStateCollection name;
    private final Map<ByteString, Held> held = new LinkedHashMap<>();
    private final List<SyncdPatch> patches = new ArrayList<>();
    private CollectionState state = CollectionState.EMPTY;

    /** What stands at one place. */
    record Held(SyncdRecord record, OpenMutation opened) {}

    StoredCollection(AppStateCollection name) {
        this.name = name;
    }

    AppStateCollection name() {
        return name;
    }

    CollectionState state() {
        return state;
    }

    Map<ByteString, Held> held() {
        return held;
    }

    ValueMacs macs() {
        return place -> {
            Held found = held.get(place);
            return found == null ? null : found.opened.valueMac();
        };
    }

    /**
     * Takes the next patch, after checking all of it.
     *
     * @param whole with all its mutations inside
     * @param kept as it is given to others, where large mutations are outside
     * @throws ConflictException if it does not follow the last one
     * @throws IllegalArgumentException if there would be too many records
     */
    List<OpenMutation> append(long after, SyncdPatch whole, SyncdPatch kept, KeyLookup keys) {
        if (after != state.version()) {
            throw new ConflictException();
        }
        if (held.size() + whole.getMutationsCount() > MAX_RECORDS) {
            throw new IllegalArgumentException("a collection has at most " + MAX_RECORDS + " records");
        }
        SyncdVersion version = SyncdVersion.newBuilder().setVersion(after + 1).build();
        SyncdPatch numbered = whole.toBuilder().setVersion(version).build();
        AppliedPatch applied = Patches.apply(name, state, numbered, new Patches.Sources(keys, macs()));
        List<SyncdMutation> mutations = numbered.getMutationsList();
        for (int i = 0; i < mutations.size(); i++) {
            OpenMutation opened = applied.mutations().get(i);
            ByteString place = ByteString.copyFrom(opened.indexMac());
            if (opened.set()) {
                held.put(place, new Held(mutations.get(i).getRecord(), opened));
            } else {
                held.remove(place);
            }
        }
        state = applied.state();
        patches.add(kept.toBuilder().setVersion(version).build());
        if (patches.size() > MAX_PATCHES) {
            patches.remove(0);
        }
        return applied.mutations();
    }

    /** The patches after a version, or null if they are no longer there one by one. */
    @Nullable
    List<SyncdPatch> after(long version) {
        if (version > state.version()) {
            return null;
        }
        long missing = state.version() - version;
        return missing > patches.size()
                ? null
                : List.copyOf(patches.subList((int) (patches.size() - missing), patches.size()));
    }

    SyncdSnapshot snapshot(MutationKeys keys) {
        return Patches.snapshot(
                name, state, held.values().stream().map(Held::record).toList(), keys);
    }

    /** What the phone reads at a place, or null. */
    @Nullable
    SyncActionValue value(byte[] index) {
        for (Held one : held.values()) {
            if (Arrays.equals(one.opened.index(), index)) {
                return one.opened.value();
            }
        }
        return null;
    }
}
