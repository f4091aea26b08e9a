package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncActionData;

/** The collections in the store. Reads block. */
final class CollectionStore {
    private static final HexFormat HEX = HexFormat.of();
    private static final int PAGE = 1_000;

    private final DeviceStore store;

    CollectionStore(DeviceStore store) {
        this.store = store;
    }

    /** How far each collection is; those that were never asked for are left out. */
    Map<AppStateCollection, CollectionState> states() {
        Map<AppStateCollection, CollectionState> states = new EnumMap<>(AppStateCollection.class);
        for (AppStateCollection collection : AppStateCollection.values()) {
            byte[] bytes = store.appStateVersions().get(collection.wireName());
            if (bytes != null) {
                states.put(collection, decode(bytes));
            }
        }
        return states;
    }

    private static CollectionState decode(byte[] bytes) {
        if (bytes.length != Long.BYTES + LtHash.BYTES) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the state of a collection cannot be read", null);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long version = buffer.getLong();
        byte[] hash = new byte[LtHash.BYTES];
        buffer.get(hash);
        return new CollectionState(version, hash);
    }

    /** The codes of what these places hold now. */
    ValueMacs held(AppStateCollection collection, Collection<ByteString> places) {
        Map<String, ByteString> keys = new HashMap<>();
        places.forEach(place -> keys.put(key(collection, place.toByteArray()), place));
        Map<ByteString, byte[]> held = new HashMap<>();
        store.appStateEntries()
                .getMany(keys.keySet())
                .forEach((key, value) -> held.put(keys.get(key), StoredEntry.valueMac(value)));
        return held::get;
    }

    private static String key(AppStateCollection collection, byte[] indexMac) {
        return collection.wireName() + '/' + HEX.formatHex(indexMac);
    }

    /** The keys of everything that a collection holds. */
    List<String> keys(AppStateCollection collection) {
        List<String> keys = new ArrayList<>();
        each(collection, (key, value) -> keys.add(key));
        return keys;
    }

    /** The values of a collection whose index begins with this word; at most as many as asked for. */
    List<SyncActionData> values(AppStateCollection collection, String action, int limit) {
        List<SyncActionData> found = new ArrayList<>();
        byte[] prefix = ("[\"" + action + '"').getBytes(StandardCharsets.UTF_8);
        ByteString wanted = ByteString.copyFrom(prefix);
        each(collection, (key, value) -> {
            SyncActionData data = StoredEntry.decode(value).data();
            if (data.getIndex().startsWith(wanted) && found.size() < limit) {
                found.add(data);
            }
        });
        return found;
    }

    private interface Visitor {
        void visit(String key, byte[] value);
    }

    private void each(AppStateCollection collection, Visitor visitor) {
        RecordTable<String> table = store.appStateEntries();
        String from = collection.wireName() + '/';
        // The character behind the slash ends the range.
        String until = collection.wireName() + '0';
        List<Map.Entry<String, byte[]>> page;
        do {
            page = table.range(from, until, PAGE);
            page.forEach(entry -> visitor.visit(entry.getKey(), entry.getValue()));
            from = page.isEmpty() ? until : page.get(page.size() - 1).getKey() + '\0';
        } while (page.size() == PAGE);
    }

    /** Takes over what was found genuine. */
    void write(AppStateCollection collection, AppliedPatch patch, StoreTransaction transaction) {
        for (OpenMutation mutation : patch.mutations()) {
            String key = key(collection, mutation.indexMac());
            if (mutation.set()) {
                transaction.put(
                        store.appStateEntries(), key, StoredEntry.of(mutation).encode());
            } else {
                transaction.delete(store.appStateEntries(), key);
            }
        }
        transaction.put(store.appStateVersions(), collection.wireName(), encode(patch.state()));
    }

    /** The server has nothing of a collection. */
    void writeEmpty(AppStateCollection collection, StoreTransaction transaction) {
        transaction.put(store.appStateVersions(), collection.wireName(), encode(CollectionState.EMPTY));
    }

    private static byte[] encode(CollectionState state) {
        return ByteBuffer.allocate(Long.BYTES + LtHash.BYTES)
                .putLong(state.version())
                .put(state.hash())
                .array();
    }

    /** Forgets places; a snapshot takes their place. */
    void forget(Collection<String> keys, StoreTransaction transaction) {
        keys.forEach(key -> transaction.delete(store.appStateEntries(), key));
    }
}
