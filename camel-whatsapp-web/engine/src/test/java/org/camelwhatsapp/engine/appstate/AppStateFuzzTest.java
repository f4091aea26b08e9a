package org.camelwhatsapp.engine.appstate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdSnapshot;

/** Invariant: whatever comes in the place of a patch or a snapshot, it is taken over genuine or refused with a reason. */
class AppStateFuzzTest {
    /** Every name finds the key, so that the input decides alone. */
    private static final KeyLookup ALWAYS = id -> Vectors.KEYS;

    @FuzzTest(maxDuration = "60s")
    void patch(byte[] bytes) {
        SyncdPatch patch;
        try {
            patch = SyncdPatch.parseFrom(bytes);
        } catch (InvalidProtocolBufferException expected) {
            return;
        }
        CollectionState before = new CollectionState(patch.getVersion().getVersion() - 1, CollectionState.EMPTY.hash());
        try {
            AppliedPatch applied = Patches.apply(
                    AppStateCollection.REGULAR_LOW, before, patch, new Patches.Sources(ALWAYS, place -> null));
            assertThat(applied.mutations()).hasSize(patch.getMutationsCount());
        } catch (AppStateException expected) {
            assertThat(expected.code()).startsWith("app-state-");
        }
    }

    @FuzzTest(maxDuration = "60s")
    void snapshot(byte[] bytes) {
        SyncdSnapshot snapshot;
        try {
            snapshot = SyncdSnapshot.parseFrom(bytes);
        } catch (InvalidProtocolBufferException expected) {
            return;
        }
        try {
            AppliedPatch read = Patches.read(AppStateCollection.REGULAR, snapshot, ALWAYS);
            assertThat(read.mutations()).hasSize(snapshot.getRecordsCount());
        } catch (AppStateException expected) {
            assertThat(expected.code()).startsWith("app-state-");
        }
    }
}
