package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.zip.GZIPInputStream;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.message.PeerMessages;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.SyncDCollectionFatalRecoveryRequest;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.SyncdPlainTextRecord;
import org.camelwhatsapp.proto.SyncdSnapshotRecovery;
import org.jspecify.annotations.Nullable;

/**
 * What is done about a collection that cannot be read, one step after the other: ask the server for all of it, ask the
 * phone for it, and leave it alone. Source: docs/protocol.md, "App state".
 */
final class Recovery {
    private final Session session;
    private final PeerMessages peers;
    private final Applier applier;
    private final Map<AppStateCollection, AppStateFailed.Step> steps = new EnumMap<>(AppStateCollection.class);

    Recovery(Session session, PeerMessages peers, Applier applier) {
        this.session = session;
        this.peers = peers;
        this.applier = applier;
    }

    /** The next step for a collection, told to the listeners. */
    AppStateFailed.Step next(AppStateCollection collection, AppStateException cause) {
        AppStateFailed.Step last = steps.get(collection);
        AppStateFailed.Step step = last == null
                ? AppStateFailed.Step.RESYNC
                : last == AppStateFailed.Step.RESYNC ? AppStateFailed.Step.ASK_PHONE : AppStateFailed.Step.GIVE_UP;
        steps.put(collection, step);
        session.publish(new AppStateFailed(collection.wireName(), cause.code(), step));
        return step;
    }

    AppStateFailed.@Nullable Step step(AppStateCollection collection) {
        return steps.get(collection);
    }

    /** The collection is in order again, or is to be tried from the beginning. */
    void clear(AppStateCollection collection) {
        steps.remove(collection);
    }

    void clear() {
        steps.clear();
    }

    /** Asks the phone for everything that a collection holds. */
    CompletionStage<String> askPhone(AppStateCollection collection) {
        return peers.request(PeerDataOperationRequestMessage.newBuilder()
                .setPeerDataOperationRequestType(PeerDataOperationRequestType.COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY)
                .setSyncdCollectionFatalRecoveryRequest(SyncDCollectionFatalRecoveryRequest.newBuilder()
                        .setCollectionName(collection.wireName())
                        .setTimestamp(session.environment().time().millis() / 1000))
                .build());
    }

    /**
     * What the phone holds, out of its answer.
     *
     * @throws AppStateException if it cannot be read
     */
    static List<SyncdSnapshotRecovery> read(PeerDataOperationRequestResponseMessage response) {
        List<SyncdSnapshotRecovery> found = new ArrayList<>();
        for (var result : response.getPeerDataOperationResultList()) {
            if (result.hasSyncdSnapshotFatalRecoveryResponse()) {
                var answer = result.getSyncdSnapshotFatalRecoveryResponse();
                byte[] bytes = answer.getCollectionSnapshot().toByteArray();
                found.add(parse(answer.getIsCompressed() ? inflate(bytes) : bytes));
            }
        }
        return found;
    }

    private static SyncdSnapshotRecovery parse(byte[] bytes) {
        try {
            return SyncdSnapshotRecovery.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw malformed();
        }
    }

    private static byte[] inflate(byte[] compressed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] bytes = in.readNBytes(Blobs.MAX_BYTES + 1);
            if (bytes.length > Blobs.MAX_BYTES) {
                throw malformed();
            }
            return bytes;
        } catch (IOException e) {
            throw malformed();
        }
    }

    private static AppStateException malformed() {
        return new AppStateException(Reason.MALFORMED, "the phone's copy of a collection cannot be read");
    }

    /** Takes over what the phone holds. */
    CompletionStage<Applier.Progress> take(AppStateCollection collection, SyncdSnapshotRecovery snapshot) {
        Set<ByteString> ids = new HashSet<>();
        snapshot.getMutationRecordsList().forEach(entry -> ids.add(entry.getKeyId()));
        KeyLookup lookup = applier.lookup(ids);
        return applier.replace(collection, () -> open(snapshot, lookup));
    }

    private static AppliedPatch open(SyncdSnapshotRecovery snapshot, KeyLookup lookup) {
        if (snapshot.getMutationRecordsCount() > Patches.MAX_MUTATIONS) {
            throw malformed();
        }
        LtHash hash = new LtHash();
        List<OpenMutation> mutations = new ArrayList<>();
        for (SyncdPlainTextRecord entry : snapshot.getMutationRecordsList()) {
            byte[] mac = entry.getMac().toByteArray();
            if (mac.length != MutationKeys.MAC_BYTES) {
                throw malformed();
            }
            byte[] index = entry.getValue().getIndex().toByteArray();
            byte[] indexMac = lookup.require(entry.getKeyId().toByteArray()).indexMac(index);
            hash.add(mac);
            mutations.add(new OpenMutation(
                    true,
                    indexMac,
                    mac,
                    index,
                    entry.getValue().getValue(),
                    entry.getValue().getVersion()));
        }
        if (!Arrays.equals(hash.toBytes(), snapshot.getCollectionLthash().toByteArray())) {
            throw new AppStateException(Reason.MISMATCH, "the phone's copy of a collection does not add up");
        }
        long version = snapshot.getVersion().getVersion();
        return new AppliedPatch(new CollectionState(version, hash.toBytes()), mutations, 0);
    }
}
