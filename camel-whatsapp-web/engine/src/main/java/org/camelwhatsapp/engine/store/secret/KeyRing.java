package org.camelwhatsapp.engine.store.secret;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * The opened data keys of one store. Thread-safe.
 *
 * <p>A passphrase does not encrypt records: it wraps random data keys, so that a new passphrase costs nothing but new
 * wrappings. Records name the data key they were written with, so that a new data key leaves old records readable.
 * What a change needs on disk is returned first and taken into use by a second call, once it is stored.
 */
public final class KeyRing {
    private volatile PassphraseKey passphraseKey;
    private volatile NavigableMap<Integer, byte[]> dataKeys;
    private volatile Supplier<? extends Collection<WrappedKey>> source = List::of;

    private KeyRing(PassphraseKey passphraseKey, NavigableMap<Integer, byte[]> dataKeys) {
        this.passphraseKey = passphraseKey;
        this.dataKeys = Collections.unmodifiableNavigableMap(dataKeys);
    }

    /** Keys for a new store. Takes as long as the iterations say, about half a second for 600,000. */
    public static KeyRing create(String passphrase, int iterations, RandomSource random) {
        NavigableMap<Integer, byte[]> keys = new TreeMap<>(Map.of(1, random.bytes(PassphraseKey.KEY_BYTES)));
        return new KeyRing(PassphraseKey.create(passphrase, iterations, random), keys);
    }

    /**
     * Opens the keys of a store.
     *
     * @throws StoreException with {@code WRONG_PASSPHRASE}, or {@code CORRUPT} if header or keys are damaged
     */
    public static KeyRing open(StoreHeader header, Collection<WrappedKey> wrapped, String passphrase) {
        PassphraseKey passphraseKey = PassphraseKey.open(passphrase, header);
        if (wrapped.isEmpty()) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the store has lost its data keys", null);
        }
        return new KeyRing(passphraseKey, unwrap(passphraseKey, wrapped));
    }

    private static NavigableMap<Integer, byte[]> unwrap(PassphraseKey by, Collection<WrappedKey> wrapped) {
        NavigableMap<Integer, byte[]> keys = new TreeMap<>();
        for (WrappedKey key : wrapped) {
            keys.put(key.id(), by.unwrap(key));
        }
        return keys;
    }

    /** What is to be stored for the passphrase in use. */
    public Protection protection(RandomSource random) {
        return protection(passphraseKey, random);
    }

    private Protection protection(PassphraseKey by, RandomSource random) {
        List<WrappedKey> wrapped = new ArrayList<>();
        dataKeys.forEach((id, key) -> wrapped.add(by.wrap(id, key, random)));
        return new Protection(by.header(), wrapped);
    }

    /** The same data keys under another passphrase. Nothing changes here until {@link #adopt(PassphraseChange)}. */
    public PassphraseChange rewrap(String passphrase, int iterations, RandomSource random) {
        PassphraseKey next = PassphraseKey.create(passphrase, iterations, random);
        return new PassphraseChange(next, protection(next, random));
    }

    /** Takes the new passphrase into use, once its protection is stored. */
    public void adopt(PassphraseChange stored) {
        passphraseKey = stored.key();
    }

    /** A new data key under the next id. Nothing changes here until {@link #adopt(Collection)}. */
    public WrappedKey newDataKey(RandomSource random) {
        return passphraseKey.wrap(activeId() + 1, random.bytes(PassphraseKey.KEY_BYTES), random);
    }

    /** Takes data keys into use that are stored by now, by this process or another one. Known ids are left alone. */
    public synchronized void adopt(Collection<WrappedKey> stored) {
        NavigableMap<Integer, byte[]> keys = new TreeMap<>(dataKeys);
        for (WrappedKey key : stored) {
            if (!keys.containsKey(key.id())) {
                keys.put(key.id(), passphraseKey.unwrap(key));
            }
        }
        dataKeys = Collections.unmodifiableNavigableMap(keys);
    }

    /** The header of the passphrase in use. */
    public StoreHeader header() {
        return passphraseKey.header();
    }

    /** Where to look when a record names a data key that another process may have made since. */
    public void refreshFrom(Supplier<? extends Collection<WrappedKey>> stored) {
        source = stored;
    }

    /** The id of the data key that encrypts new records. */
    public int activeId() {
        return dataKeys.lastKey();
    }

    /** Whether the ring has, or can get, this data key. May block. */
    boolean knows(int id) {
        if (!dataKeys.containsKey(id)) {
            adopt(source.get());
        }
        return dataKeys.containsKey(id);
    }

    byte[] dataKey(int id) {
        byte[] key = dataKeys.get(id);
        if (key == null) {
            throw new IllegalStateException("data key " + id + " is not in this ring");
        }
        return key;
    }
}
