package org.camelwhatsapp.simulator.appstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateException;
import org.camelwhatsapp.engine.appstate.AppliedPatch;
import org.camelwhatsapp.engine.appstate.CollectionState;
import org.camelwhatsapp.engine.appstate.KeyLookup;
import org.camelwhatsapp.engine.appstate.MutationCipher;
import org.camelwhatsapp.engine.appstate.MutationKeys;
import org.camelwhatsapp.engine.appstate.OpenMutation;
import org.camelwhatsapp.engine.appstate.Patches;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.junit.jupiter.api.Test;

class StoredCollectionTest {
    private static final AppStateCollection NAME = AppStateCollection.REGULAR_LOW;
    private static final MutationKeys KEYS = new MutationKeys(new byte[] {0, 1}, new byte[32]);
    private static final KeyLookup LOOKUP = id -> KEYS;

    private final StoredCollection stored = new StoredCollection(NAME);
    private byte iv;

    private SyncdMutation mutation(String index, long timestamp) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFromUtf8(index))
                .setValue(SyncActionValue.newBuilder().setTimestamp(Math.max(0, timestamp)))
                .setPadding(ByteString.EMPTY)
                .setVersion(2)
                .build();
        byte[] vector = new byte[MutationCipher.IV_BYTES];
        vector[0] = ++iv;
        return MutationCipher.seal(KEYS, timestamp >= 0, data, vector);
    }

    private SyncdPatch patch(SyncdMutation... mutations) {
        return Patches.make(NAME, stored.state(), List.of(mutations), new Patches.Writer(KEYS, stored.macs(), 3));
    }

    private List<OpenMutation> append(SyncdMutation... mutations) {
        SyncdPatch patch = patch(mutations);
        return stored.append(stored.state().version(), patch, patch, LOOKUP);
    }

    private void set(String index, long timestamp) {
        append(mutation(index, timestamp));
    }

    private void remove(String index) {
        append(mutation(index, -1));
    }

    private SyncActionValue value(String index) {
        return stored.value(index.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachPatchIsTheNextVersionAndKeepsItsNumber() {
        set("a", 1);
        set("b", 2);
        assertThat(stored.state().version()).isEqualTo(2);
        assertThat(stored.after(0))
                .extracting(patch -> patch.getVersion().getVersion())
                .containsExactly(1L, 2L);
    }

    @Test
    void aValueStandsAtItsPlaceUntilItIsReplacedOrRemoved() {
        set("a", 1);
        assertThat(value("a").getTimestamp()).isEqualTo(1);
        set("a", 2);
        assertThat(value("a").getTimestamp()).isEqualTo(2);
        assertThat(stored.held()).hasSize(1);
        remove("a");
        assertThat(value("a")).isNull();
        assertThat(stored.held()).isEmpty();
    }

    @Test
    void aCollectionThatLostAllItsValuesHasTheHashOfAnEmptyOne() {
        set("a", 1);
        set("b", 2);
        remove("b");
        remove("a");
        assertThat(stored.state().hash()).isEqualTo(CollectionState.EMPTY.hash());
        assertThat(stored.state().version()).isEqualTo(4);
    }

    @Test
    void whoWritesIsToldWhatThePatchSays() {
        List<OpenMutation> opened = append(mutation("a", 7));
        assertThat(opened).hasSize(1);
        assertThat(new String(opened.get(0).index(), StandardCharsets.UTF_8)).isEqualTo("a");
        assertThat(opened.get(0).value().getTimestamp()).isEqualTo(7);
        assertThat(opened.get(0).set()).isTrue();
    }

    @Test
    void aPatchForAnOlderOrALaterVersionIsAConflictAndNothingChanges() {
        set("a", 1);
        SyncdPatch late = patch(mutation("a", 2));
        for (long version : new long[] {0, 2}) {
            assertThatThrownBy(() -> stored.append(version, late, late, LOOKUP))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("the version is not the current one");
        }
        assertThat(stored.state().version()).isEqualTo(1);
        assertThat(value("a").getTimestamp()).isEqualTo(1);
    }

    @Test
    void aPatchThatIsNotGenuineIsRefusedAndNothingChanges() {
        set("a", 1);
        byte[] hash = stored.state().hash().clone();
        SyncdPatch good = patch(mutation("b", 2));
        byte[] mac = good.getPatchMac().toByteArray();
        mac[31] ^= 1;
        SyncdPatch spoilt =
                good.toBuilder().setPatchMac(ByteString.copyFrom(mac)).build();
        assertThatThrownBy(() -> stored.append(1, spoilt, spoilt, LOOKUP))
                .isInstanceOf(AppStateException.class)
                .hasMessage("the code of a patch is wrong");
        assertThat(stored.state().version()).isEqualTo(1);
        assertThat(stored.state().hash()).isEqualTo(hash);
        assertThat(value("b")).isNull();
        assertThat(stored.after(0)).hasSize(1);
    }

    @Test
    void aPatchUnderAKeyThatThePhoneDoesNotHaveIsRefused() {
        SyncdPatch patch = patch(mutation("a", 1));
        assertThatThrownBy(() -> stored.append(0, patch, patch, id -> null))
                .isInstanceOf(AppStateException.class)
                .hasMessage("a key of the app state is not here yet");
    }

    @Test
    void othersGetAPatchAsItIsKeptNotAsItWasRead() {
        SyncdPatch whole = patch(mutation("a", 1));
        SyncdPatch kept = whole.toBuilder().clearMutations().build();
        stored.append(0, whole, kept, LOOKUP);
        assertThat(stored.after(0).get(0).getMutationsCount()).isZero();
        assertThat(value("a").getTimestamp()).isEqualTo(1);
    }

    @Test
    void theUpToDateGetNothingAndThoseAheadOfTheServerAreSentASnapshot() {
        set("a", 1);
        assertThat(stored.after(1)).isEmpty();
        assertThat(stored.after(2)).isNull();
    }

    @Test
    void anotherDeviceReadsThePatchesFromAnyVersionToTheSameState() {
        set("a", 1);
        CollectionState before = stored.state();
        set("b", 2);
        List<SyncdPatch> missing = stored.after(before.version());
        AppliedPatch applied = Patches.apply(NAME, before, missing.get(0), new Patches.Sources(LOOKUP, place -> null));
        assertThat(missing).hasSize(1);
        assertThat(applied.state().hash()).isEqualTo(stored.state().hash());
    }

    @Test
    void aSnapshotHoldsWhatStandsAtItsVersion() {
        set("a", 1);
        set("b", 2);
        set("a", 3);
        remove("b");
        SyncdSnapshot snapshot = stored.snapshot(KEYS);
        AppliedPatch read = Patches.read(NAME, snapshot, LOOKUP);
        assertThat(read.state().version()).isEqualTo(4);
        assertThat(read.state().hash()).isEqualTo(stored.state().hash());
        assertThat(read.mutations())
                .extracting(one -> one.value().getTimestamp())
                .containsExactly(3L);
    }
}
