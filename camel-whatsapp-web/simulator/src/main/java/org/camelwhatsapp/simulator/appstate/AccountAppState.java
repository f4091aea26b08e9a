package org.camelwhatsapp.simulator.appstate;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.IndexJson;
import org.camelwhatsapp.engine.appstate.KeyLookup;
import org.camelwhatsapp.engine.appstate.MutationCipher;
import org.camelwhatsapp.engine.appstate.MutationKeys;
import org.camelwhatsapp.engine.appstate.OpenMutation;
import org.camelwhatsapp.engine.appstate.Patches;
import org.camelwhatsapp.engine.media.MediaKind;
import org.camelwhatsapp.proto.ExternalBlobReference;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdMutations;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdPlainTextRecord;
import org.camelwhatsapp.proto.SyncdSnapshotRecovery;
import org.camelwhatsapp.proto.SyncdVersion;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.media.MediaHost;
import org.camelwhatsapp.simulator.media.SealedBlob;
import org.camelwhatsapp.simulator.state.Account;
import org.jspecify.annotations.Nullable;

/** The app state of one account, on the server and on the phone, which holds the keys. Event loop only. */
public final class AccountAppState {
    /** Patches with more mutations have them outside. */
    private static final int MAX_INSIDE = 50;

    private final World world;
    private final Account account;
    private final MediaHost media;
    private final Map<ByteString, MutationKeys> keys = new HashMap<>();
    private final List<Message.AppStateSyncKey> shared = new ArrayList<>();
    private final Map<AppStateCollection, StoredCollection> collections = new EnumMap<>(AppStateCollection.class);
    private final Map<AppStateCollection, Integer> spoilt = new EnumMap<>(AppStateCollection.class);
    private final List<Consumer<OpenMutation>> listeners = new ArrayList<>();
    private MutationKeys newest;
    private int rejected;

    AccountAppState(World world, Account account, MediaHost media) {
        this.world = world;
        this.account = account;
        this.media = media;
        for (AppStateCollection name : AppStateCollection.values()) {
            collections.put(name, new StoredCollection(name));
        }
        this.newest = newKey();
    }

    /** Makes another key, with which the phone writes from now on; devices do not have it until they get it. */
    public MutationKeys newKey() {
        byte[] id = ByteBuffer.allocate(6)
                .putShort((short) 0)
                .putInt(keys.size() + 1)
                .array();
        byte[] data = world.options().random().bytes(MutationKeys.KEY_BYTES);
        newest = new MutationKeys(id, data);
        keys.put(ByteString.copyFrom(id), newest);
        shared.add(Message.AppStateSyncKey.newBuilder()
                .setKeyId(Message.AppStateSyncKeyId.newBuilder().setKeyId(ByteString.copyFrom(id)))
                .setKeyData(Message.AppStateSyncKeyData.newBuilder()
                        .setKeyData(ByteString.copyFrom(data))
                        .setFingerprint(Message.AppStateSyncKeyFingerprint.newBuilder()
                                .setRawId(account.rawId())
                                .setCurrentIndex(0)
                                .addDeviceIndexes(0))
                        .setTimestamp(world.nowSeconds() * 1000))
                .build());
        return newest;
    }

    /** All keys, as the phone shares them. */
    public List<Message.AppStateSyncKey> shared() {
        return shared;
    }

    KeyLookup lookup() {
        return id -> keys.get(ByteString.copyFrom(id));
    }

    MutationKeys newest() {
        return newest;
    }

    StoredCollection collection(AppStateCollection name) {
        return Objects.requireNonNull(collections.get(name));
    }

    Account account() {
        return account;
    }

    /** How many uploads of devices were not genuine. */
    public int rejected() {
        return rejected;
    }

    void countRejected() {
        rejected++;
    }

    /** The next answers about a collection have a wrong code. */
    public void spoil(AppStateCollection name, int answers) {
        spoilt.put(name, answers);
    }

    boolean takeSpoilt(AppStateCollection name) {
        int left = spoilt.getOrDefault(name, 0);
        spoilt.put(name, Math.max(0, left - 1));
        return left > 0;
    }

    public void listen(Consumer<OpenMutation> listener) {
        listeners.add(listener);
    }

    void tell(List<OpenMutation> mutations) {
        mutations.forEach(mutation -> List.copyOf(listeners).forEach(listener -> listener.accept(mutation)));
    }

    /** What the phone has at a place, or null. */
    public @Nullable SyncActionValue value(AppStateCollection name, List<String> index) {
        return collection(name).value(IndexJson.write(index));
    }

    public int size(AppStateCollection name) {
        return collection(name).held().size();
    }

    public long version(AppStateCollection name) {
        return collection(name).state().version();
    }

    /** Changes something on the phone; linked devices are told. */
    public void change(List<AppStateChange> changes) {
        AppStateCollection name = changes.get(0).collection();
        StoredCollection collection = collection(name);
        List<SyncdMutation> mutations = changes.stream().map(this::seal).toList();
        SyncdPatch patch =
                Patches.make(name, collection.state(), mutations, new Patches.Writer(newest, collection.macs(), 0));
        SyncdPatch kept = patch;
        if (mutations.size() > MAX_INSIDE) {
            byte[] outside = SyncdMutations.newBuilder()
                    .addAllMutations(mutations)
                    .build()
                    .toByteArray();
            kept = patch.toBuilder()
                    .clearMutations()
                    .setExternalMutations(publish(outside))
                    .build();
        }
        tell(collection.append(collection.state().version(), patch, kept, lookup()));
        AppStateServer.announce(world, this, collection, 0);
    }

    private SyncdMutation seal(AppStateChange change) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFrom(IndexJson.write(change.index())))
                .setValue(change.value().toBuilder().setTimestamp(world.nowSeconds() * 1000))
                .setPadding(ByteString.EMPTY)
                .setVersion(change.version())
                .build();
        byte[] iv = world.options().random().bytes(MutationCipher.IV_BYTES);
        return MutationCipher.seal(newest, change.set(), data, iv);
    }

    /** Everything that a collection holds, in the clear, as the phone gives it to a device that lost its way. */
    public SyncdSnapshotRecovery copy(AppStateCollection name) {
        StoredCollection collection = collection(name);
        SyncdSnapshotRecovery.Builder copy = SyncdSnapshotRecovery.newBuilder()
                .setVersion(
                        SyncdVersion.newBuilder().setVersion(collection.state().version()))
                .setCollectionName(name.wireName())
                .setCollectionLthash(ByteString.copyFrom(collection.state().hash()));
        for (StoredCollection.Held one : collection.held().values()) {
            copy.addMutationRecords(SyncdPlainTextRecord.newBuilder()
                    .setValue(SyncActionData.newBuilder()
                            .setIndex(ByteString.copyFrom(one.opened().index()))
                            .setValue(one.opened().value())
                            .setVersion(one.opened().version()))
                    .setKeyId(one.record().getKeyId().getId())
                    .setMac(ByteString.copyFrom(one.opened().valueMac())));
        }
        return copy.build();
    }

    ExternalBlobReference publish(byte[] content) {
        byte[] mediaKey = world.options().random().bytes(32);
        SealedBlob blob = SealedBlob.publish(media, mediaKey, "WhatsApp App State Keys", content);
        return ExternalBlobReference.newBuilder()
                .setMediaKey(ByteString.copyFrom(mediaKey))
                .setDirectPath(blob.directPath())
                .setHandle(MediaKind.APP_STATE.serverType())
                .setFileSizeBytes(blob.length())
                .setFileSha256(ByteString.copyFrom(blob.fileSha256()))
                .setFileEncSha256(ByteString.copyFrom(blob.fileEncSha256()))
                .build();
    }
}
