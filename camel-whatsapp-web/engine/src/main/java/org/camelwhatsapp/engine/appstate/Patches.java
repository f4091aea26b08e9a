package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.proto.KeyId;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdMutation.SyncdOperation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.camelwhatsapp.proto.SyncdVersion;

/**
 * Applies patches and snapshots, and makes patches. Pure: what is wrong throws, and nothing is taken over then. Source:
 * docs/protocol.md, "App state".
 */
public final class Patches {
    /** More in one patch or snapshot is refused. */
    public static final int MAX_MUTATIONS = 200_000;

    private Patches() {}

    /**
     * Applies one patch.
     *
     * @param patch with its mutations inside; external ones were put there before
     */
    public static AppliedPatch apply(
            AppStateCollection collection, CollectionState before, SyncdPatch patch, Sources sources) {
        long version = patch.getVersion().getVersion();
        if (version != before.version() + 1) {
            throw new AppStateException(Reason.MISMATCH, "a patch does not follow the one before it");
        }
        if (patch.getExitCode().getCode() != 0) {
            throw new AppStateException(Reason.MALFORMED, "a patch ends the collection");
        }
        limit(patch.getMutationsCount());
        MutationKeys keys = sources.keys().require(patch.getKeyId().getId().toByteArray());
        List<OpenMutation> opened = new ArrayList<>(patch.getMutationsCount());
        for (SyncdMutation mutation : patch.getMutationsList()) {
            boolean set = mutation.getOperation() == SyncdOperation.SET;
            opened.add(MutationCipher.open(set, mutation.getRecord(), sources.keys()));
        }
        byte[] snapshotMac = patch.getSnapshotMac().toByteArray();
        check(patch.getPatchMac(), keys.patchMac(collection, version, snapshotMac, valueMacs(opened)), "patch");
        LtHash hash = new LtHash(before.hash());
        int unknown = mix(hash, opened, sources.held());
        CollectionState after = new CollectionState(version, hash.toBytes());
        check(patch.getSnapshotMac(), keys.snapshotMac(collection, version, after.hash()), "state after a patch");
        return new AppliedPatch(after, opened, unknown);
    }

    /**
     * What a patch is checked against.
     *
     * @param keys of this device
     * @param held what the collection holds before
     */
    public record Sources(KeyLookup keys, ValueMacs held) {}

    /** Reads a snapshot, which takes the place of all that is held. */
    public static AppliedPatch read(AppStateCollection collection, SyncdSnapshot snapshot, KeyLookup lookup) {
        limit(snapshot.getRecordsCount());
        MutationKeys keys = lookup.require(snapshot.getKeyId().getId().toByteArray());
        LtHash hash = new LtHash();
        List<OpenMutation> opened = new ArrayList<>(snapshot.getRecordsCount());
        for (SyncdRecord record : snapshot.getRecordsList()) {
            OpenMutation mutation = MutationCipher.open(true, record, lookup);
            hash.add(mutation.valueMac());
            opened.add(mutation);
        }
        long version = snapshot.getVersion().getVersion();
        CollectionState state = new CollectionState(version, hash.toBytes());
        check(snapshot.getMac(), keys.snapshotMac(collection, version, state.hash()), "snapshot");
        return new AppliedPatch(state, opened, 0);
    }

    /** Makes a snapshot of everything that a collection holds, as a phone does. */
    public static SyncdSnapshot snapshot(
            AppStateCollection collection, CollectionState state, List<SyncdRecord> records, MutationKeys keys) {
        byte[] mac = keys.snapshotMac(collection, state.version(), state.hash());
        return SyncdSnapshot.newBuilder()
                .setVersion(SyncdVersion.newBuilder().setVersion(state.version()))
                .addAllRecords(records)
                .setMac(ByteString.copyFrom(mac))
                .setKeyId(KeyId.newBuilder().setId(ByteString.copyFrom(keys.id())))
                .build();
    }

    /**
     * Makes the patch that follows a state, as it is uploaded: without a version of its own.
     */
    public static SyncdPatch make(
            AppStateCollection collection, CollectionState before, List<SyncdMutation> mutations, Writer writer) {
        MutationKeys keys = writer.keys();
        List<OpenMutation> opened = new ArrayList<>(mutations.size());
        for (SyncdMutation mutation : mutations) {
            boolean set = mutation.getOperation() == SyncdOperation.SET;
            opened.add(MutationCipher.open(set, mutation.getRecord(), id -> keys));
        }
        LtHash hash = new LtHash(before.hash());
        mix(hash, opened, writer.held());
        long version = before.version() + 1;
        byte[] snapshotMac = keys.snapshotMac(collection, version, hash.toBytes());
        byte[] patchMac = keys.patchMac(collection, version, snapshotMac, valueMacs(opened));
        return SyncdPatch.newBuilder()
                .addAllMutations(mutations)
                .setSnapshotMac(ByteString.copyFrom(snapshotMac))
                .setPatchMac(ByteString.copyFrom(patchMac))
                .setKeyId(KeyId.newBuilder().setId(ByteString.copyFrom(keys.id())))
                .setDeviceIndex(writer.device())
                .build();
    }

    /**
     * Who makes a patch.
     *
     * @param keys the newest
     * @param held what the collection holds before
     * @param device the own device's number
     */
    public record Writer(MutationKeys keys, ValueMacs held, int device) {}

    /** Later mutations of a place replace earlier ones of the same patch. */
    private static int mix(LtHash hash, List<OpenMutation> mutations, ValueMacs held) {
        Map<ByteString, Optional<byte[]>> changed = new HashMap<>();
        int unknown = 0;
        for (OpenMutation mutation : mutations) {
            ByteString place = ByteString.copyFrom(mutation.indexMac());
            Optional<byte[]> inPatch = changed.get(place);
            byte[] previous = inPatch == null ? held.find(place) : inPatch.orElse(null);
            if (previous != null) {
                hash.subtract(previous);
            } else if (!mutation.set()) {
                unknown++;
            }
            if (mutation.set()) {
                hash.add(mutation.valueMac());
            }
            changed.put(place, mutation.set() ? Optional.of(mutation.valueMac()) : Optional.empty());
        }
        return unknown;
    }

    private static List<byte[]> valueMacs(List<OpenMutation> mutations) {
        return mutations.stream().map(OpenMutation::valueMac).toList();
    }

    private static void limit(int count) {
        if (count > MAX_MUTATIONS) {
            throw new AppStateException(Reason.MALFORMED, "more than " + MAX_MUTATIONS + " mutations at once");
        }
    }

    private static void check(ByteString claimed, byte[] computed, String what) {
        if (!MessageDigest.isEqual(claimed.toByteArray(), computed)) {
            throw new AppStateException(Reason.MISMATCH, "the code of a " + what + " is wrong");
        }
    }
}
