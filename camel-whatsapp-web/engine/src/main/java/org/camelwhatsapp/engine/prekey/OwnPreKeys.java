package org.camelwhatsapp.engine.prekey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.prekey.PreKeyCodec.OwnPreKey;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one-time and older signed pre-keys of this device, in memory as on disk. At most 20,000 one-time keys are kept;
 * when more are made the oldest go. Keys belong to one identity: after a new pairing the old ones are forgotten and the
 * table is read again. Every change is added to a transaction of the caller. Mailbox only.
 */
final class OwnPreKeys implements PreKeySource {
    static final int CAPACITY = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(OwnPreKeys.class);
    /** Older signed pre-keys; one is added in 27 days, and a first message made with one comes within weeks. */
    private static final int MAX_SIGNED = 64;

    /** Signed pre-keys and the record of the last id share the table. */
    private static final int MAX_ROWS = CAPACITY + 1_000;

    private final Session session;
    private final TreeMap<Integer, OwnPreKey> oneTime = new TreeMap<>();
    private final TreeMap<Integer, KeyPair> signed = new TreeMap<>();
    private int lastId;
    private byte[] identity = {};
    private @Nullable CompletionStage<Void> loading;
    private boolean loaded;

    OwnPreKeys(Session session) {
        this.session = session;
        session.gauges().add("prekey.oneTime", CAPACITY, oneTime::size);
        session.gauges().add("prekey.signed", MAX_SIGNED, signed::size);
    }

    /** Reads the keys from the store, once for each identity. After a failure the next call tries again. */
    CompletionStage<Void> load() {
        byte[] own = session.credentials().identityKey().publicKey();
        CompletionStage<Void> present = loading;
        if (present != null && Arrays.equals(own, identity)) {
            return present;
        }
        identity = own;
        loaded = false;
        oneTime.clear();
        signed.clear();
        lastId = 0;
        CompletionStage<Void> started = Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().preKeys().list(MAX_ROWS))
                .thenAccept(rows -> take(own, rows));
        loading = started;
        started.whenComplete((v, failure) -> {
            if (failure != null && Arrays.equals(own, identity)) {
                loading = null;
            }
        });
        return started;
    }

    private void take(byte[] owner, List<Map.Entry<String, byte[]>> rows) {
        if (!Arrays.equals(owner, identity) || loaded) {
            return;
        }
        for (Map.Entry<String, byte[]> row : rows) {
            if (PreKeyCodec.isOneTime(row.getKey())) {
                OwnPreKey key = PreKeyCodec.decode(row.getKey(), row.getValue());
                oneTime.put(key.id(), key);
                lastId = Math.max(lastId, key.id());
            } else if (PreKeyCodec.isSigned(row.getKey())) {
                OwnPreKey key = PreKeyCodec.decode(row.getKey(), row.getValue());
                signed.put(key.id(), key.keyPair());
            } else if (row.getKey().equals(PreKeyCodec.LAST_ID)) {
                lastId = Math.max(lastId, PreKeyCodec.decodeId(row.getValue()));
            }
        }
        loaded = true;
    }

    private void requireLoaded() {
        if (!loaded) {
            throw new IllegalStateException("pre-keys are made before the present ones were read");
        }
    }

    /** Keys to upload: those that were made before and never arrived, then new ones. */
    List<OwnPreKey> offer(int count, StoreTransaction transaction) {
        requireLoaded();
        List<OwnPreKey> keys = new ArrayList<>(count);
        for (OwnPreKey key : oneTime.values()) {
            if (!key.uploaded() && keys.size() < count) {
                keys.add(key);
            }
        }
        while (keys.size() < count) {
            keys.add(mint(false, transaction));
        }
        return keys;
    }

    /** A new key. Its id was never used before by this identity, as long as there are 24 bits of them. */
    OwnPreKey mint(boolean uploaded, StoreTransaction transaction) {
        requireLoaded();
        makeRoom(transaction);
        do {
            lastId = lastId >= PreKeyCodec.MAX_ID ? 1 : lastId + 1;
        } while (oneTime.containsKey(lastId));
        KeyPair pair = session.curve().generateKeyPair(session.environment().random());
        OwnPreKey key = new OwnPreKey(lastId, pair, uploaded);
        put(key, transaction);
        transaction.put(session.store().preKeys(), PreKeyCodec.LAST_ID, PreKeyCodec.encodeId(lastId));
        return key;
    }

    private void makeRoom(StoreTransaction transaction) {
        while (oneTime.size() >= CAPACITY) {
            int oldest = oneTime.firstKey();
            LOG.debug("session {}: pre-key {} was never used and goes", session.name(), oldest);
            consume(oldest, transaction);
        }
    }

    private void put(OwnPreKey key, StoreTransaction transaction) {
        oneTime.put(key.id(), key);
        transaction.put(
                session.store().preKeys(),
                PreKeyCodec.oneTime(key.id()),
                PreKeyCodec.encode(key.keyPair(), key.uploaded()));
    }

    /** The server has these; those that were used meanwhile stay deleted. */
    void markUploaded(List<OwnPreKey> keys, StoreTransaction transaction) {
        for (OwnPreKey key : keys) {
            if (oneTime.containsKey(key.id())) {
                put(key.asUploaded(), transaction);
            }
        }
    }

    void consume(int id, StoreTransaction transaction) {
        if (oneTime.remove(id) != null) {
            transaction.delete(session.store().preKeys(), PreKeyCodec.oneTime(id));
        }
    }

    /** Keeps a signed pre-key readable beside the one in use; of more than 64 the oldest goes. */
    void keepSigned(int id, KeyPair pair, StoreTransaction transaction) {
        requireLoaded();
        signed.put(id, pair);
        while (signed.size() > MAX_SIGNED) {
            transaction.delete(
                    session.store().preKeys(),
                    PreKeyCodec.signed(signed.pollFirstEntry().getKey()));
        }
        transaction.put(session.store().preKeys(), PreKeyCodec.signed(id), PreKeyCodec.encode(pair, true));
    }

    @Nullable
    KeyPair keptSigned(int id) {
        return signed.get(id);
    }

    @Override
    public @Nullable KeyPair oneTime(int id) {
        OwnPreKey key = oneTime.get(id);
        return key == null ? null : key.keyPair();
    }

    @Override
    public @Nullable KeyPair signed(int id) {
        SignedPreKey present = session.credentials().signedPreKey();
        return present.id() == id ? present.keyPair() : signed.get(id);
    }

    boolean hasUploaded() {
        return oneTime.values().stream().anyMatch(OwnPreKey::uploaded);
    }

    int size() {
        return oneTime.size();
    }
}
