package org.camelwhatsapp.engine.appstate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.appstate.AppStateCollection.REGULAR_LOW;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.proto.ExitCode;
import org.camelwhatsapp.proto.KeyId;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.camelwhatsapp.proto.SyncdVersion;
import org.junit.jupiter.api.Test;

class PatchesTest {
    private static final ValueMacs EMPTY = place -> null;
    private static final Patches.Sources FRESH = new Patches.Sources(Vectors.LOOKUP, EMPTY);

    private final SyncdPatch first = Vectors.patch("patch1", 1);
    private final SyncdPatch second = Vectors.patch("patch2", 2);

    @Test
    void expandsKeysAsOthersDo() {
        assertThat(Vectors.KEYS.cipherKey()).isEqualTo(Vectors.bytes("valueEncryptionKey"));
    }

    @Test
    void readsPatchesThatOthersMade() {
        AppliedPatch one = Patches.apply(REGULAR_LOW, CollectionState.EMPTY, first, FRESH);

        assertThat(one.state().hash()).isEqualTo(Vectors.bytes("hash1"));
        assertThat(one.mutations()).singleElement().satisfies(mutation -> {
            assertThat(new String(mutation.index(), UTF_8)).isEqualTo("[\"pin_v1\",\"15550000001@s.whatsapp.net\"]");
            assertThat(mutation.value().getPinAction().getPinned()).isTrue();
            assertThat(mutation.version()).isEqualTo(5);
        });

        AppliedPatch two = Patches.apply(REGULAR_LOW, one.state(), second, after(one));

        assertThat(two.state().hash()).isEqualTo(Vectors.bytes("hash2"));
        assertThat(two.state().version()).isEqualTo(2);
        assertThat(two.mutations().get(0).value().getPinAction().getPinned()).isFalse();
    }

    @Test
    void makesTheSamePatchFromTheSameMutations() {
        SyncdPatch made = Patches.make(
                REGULAR_LOW,
                CollectionState.EMPTY,
                first.getMutationsList(),
                new Patches.Writer(Vectors.KEYS, EMPTY, 7));

        assertThat(made.getSnapshotMac()).isEqualTo(first.getSnapshotMac());
        assertThat(made.getPatchMac()).isEqualTo(first.getPatchMac());
        assertThat(made.getDeviceIndex()).isEqualTo(7);
        assertThat(made.hasVersion()).isFalse();
    }

    @Test
    void sealsTheSameBytesUnderTheSameVector() {
        SyncdMutation made = first.getMutations(0);
        OpenMutation open = MutationCipher.open(true, made.getRecord(), Vectors.LOOKUP);
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFrom(open.index()))
                .setValue(open.value())
                .setPadding(ByteString.EMPTY)
                .setVersion(5)
                .build();
        byte[] iv = made.getRecord().getValue().getBlob().substring(0, 16).toByteArray();

        assertThat(MutationCipher.seal(Vectors.KEYS, true, data, iv).getRecord())
                .isEqualTo(made.getRecord());
    }

    @Test
    void everyCodeIsChecked() {
        refused(Reason.MISMATCH, patch -> patch.setSnapshotMac(flip(patch.getSnapshotMac())));
        refused(Reason.MISMATCH, patch -> patch.setPatchMac(flip(patch.getPatchMac())));
        refused(
                Reason.MISMATCH,
                patch -> record(patch).map(record -> {
                    record.getValueBuilder().setBlob(flip(record.getValue().getBlob()));
                    return record;
                }));
        refused(
                Reason.MISMATCH,
                patch -> record(patch).map(record -> {
                    record.getIndexBuilder().setBlob(flip(record.getIndex().getBlob()));
                    return record;
                }));
        refused(Reason.MISMATCH, patch -> {
            patch.getMutationsBuilder(0).setOperation(SyncdMutation.SyncdOperation.REMOVE);
            return patch;
        });
    }

    @Test
    void refusesGapsAndEndsAndUnknownKeys() {
        refused(
                Reason.MISMATCH,
                patch -> patch.setVersion(SyncdVersion.newBuilder().setVersion(2)));
        refused(
                Reason.MALFORMED,
                patch -> patch.setExitCode(ExitCode.newBuilder().setCode(1)));
        refused(Reason.MISSING_KEY, patch -> patch.setKeyId(KeyId.newBuilder().setId(ByteString.copyFromUtf8("no"))));
        refused(Reason.MALFORMED, patch -> record(patch).map(record -> record.clearValue()));
    }

    @Test
    void aStateThatDiffersFromTheWritersIsNoticed() {
        assertThatThrownBy(
                        () -> Patches.apply(REGULAR_LOW, new CollectionState(1, Vectors.bytes("hash1")), second, FRESH))
                .isInstanceOfSatisfying(
                        AppStateException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(Reason.MISMATCH));
    }

    @Test
    void removesWithinAndAcrossPatches() {
        SyncdMutation set = mutation(true, "a", 1);
        SyncdMutation gone = mutation(false, "a", 2);
        SyncdMutation never = mutation(false, "b", 3);
        SyncdPatch patch = versioned(
                1,
                Patches.make(
                        REGULAR_LOW,
                        CollectionState.EMPTY,
                        List.of(set, gone, never),
                        new Patches.Writer(Vectors.KEYS, EMPTY, 1)));

        AppliedPatch applied = Patches.apply(REGULAR_LOW, CollectionState.EMPTY, patch, FRESH);

        assertThat(applied.state().hash()).isEqualTo(new byte[LtHash.BYTES]);
        assertThat(applied.unknownRemovals()).isEqualTo(1);
    }

    @Test
    void aSnapshotIsTheSumOfItsRecords() {
        List<SyncdMutation> mutations = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            mutations.add(mutation(true, "chat" + i, i));
        }
        SyncdPatch patch = versioned(
                1,
                Patches.make(
                        REGULAR_LOW, CollectionState.EMPTY, mutations, new Patches.Writer(Vectors.KEYS, EMPTY, 1)));
        List<SyncdRecord> records =
                mutations.stream().map(SyncdMutation::getRecord).toList();
        SyncdSnapshot snapshot = SyncdSnapshot.newBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(1))
                .addAllRecords(records)
                .setMac(patch.getSnapshotMac())
                .setKeyId(patch.getKeyId())
                .build();

        AppliedPatch read = Patches.read(REGULAR_LOW, snapshot, Vectors.LOOKUP);

        assertThat(read.mutations()).hasSize(20);
        assertThat(read.state().hash())
                .isEqualTo(Patches.apply(REGULAR_LOW, CollectionState.EMPTY, patch, FRESH)
                        .state()
                        .hash());
        assertThatThrownBy(() -> Patches.read(
                        REGULAR_LOW, snapshot.toBuilder().removeRecords(3).build(), Vectors.LOOKUP))
                .isInstanceOf(AppStateException.class);
    }

    /** So that a builder can be changed deep inside and be given back. */
    private record Deep(SyncdPatch.Builder patch) {
        SyncdPatch.Builder map(UnaryOperator<SyncdRecord.Builder> change) {
            change.apply(patch.getMutationsBuilder(0).getRecordBuilder());
            return patch;
        }
    }

    private static Deep record(SyncdPatch.Builder patch) {
        return new Deep(patch);
    }

    private void refused(Reason reason, UnaryOperator<SyncdPatch.Builder> change) {
        SyncdPatch changed = change.apply(first.toBuilder()).build();
        assertThatThrownBy(() -> Patches.apply(REGULAR_LOW, CollectionState.EMPTY, changed, FRESH))
                .isInstanceOfSatisfying(
                        AppStateException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason));
    }

    private static Patches.Sources after(AppliedPatch applied) {
        return new Patches.Sources(
                Vectors.LOOKUP, Vectors.holding(applied.mutations().get(0)));
    }

    private static SyncdPatch versioned(long version, SyncdPatch patch) {
        return patch.toBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(version))
                .build();
    }

    private static SyncdMutation mutation(boolean set, String chat, int iv) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFromUtf8("[\"pin_v1\",\"" + chat + "\"]"))
                .setValue(SyncActionValue.newBuilder().setTimestamp(iv))
                .setVersion(5)
                .build();
        byte[] vector = new byte[MutationCipher.IV_BYTES];
        vector[0] = (byte) iv;
        return MutationCipher.seal(Vectors.KEYS, set, data, vector);
    }

    private static ByteString flip(ByteString bytes) {
        byte[] changed = bytes.toByteArray();
        changed[changed.length / 2] ^= 1;
        return ByteString.copyFrom(changed);
    }
}
