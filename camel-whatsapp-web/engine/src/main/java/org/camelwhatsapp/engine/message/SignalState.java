package org.camelwhatsapp.engine.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ratchets of a session in memory. Mailbox only.
 *
 * <p>Records are loaded many at once, used without waiting, and written through transactions. A record that somebody loaded
 * for changes, or that was changed and is not yet durable, is pinned: it is never dropped, because reading it again would
 * wind the ratchet back, and a record that is missing would be taken for an empty one. When a commit fails memory is ahead
 * of the disk for good, so the session ends. Records belong to one identity: after a new pairing the old ones are forgotten,
 * and changes that were begun before it are not written.
 */
final class SignalState {
    private static final Logger LOG = LoggerFactory.getLogger(SignalState.class);
    private static final int CAPACITY = 8_192;
    private static final int MAX_PINNED = 65_536;

    /** The two kinds of records: how an empty one is made, and one that was kept. */
    private record Kind(Supplier<Object> none, Function<byte[], Object> parser) {
        static final Kind SESSION = new Kind(SessionRecord::new, SessionRecord::parse);
        static final Kind SENDER_KEY = new Kind(SenderKeyRecord::new, SenderKeyRecord::parse);
    }

    private final Session session;
    private final AddressBook addresses;
    private final LinkedHashMap<Object, Object> records = new LinkedHashMap<>(256, 0.75f, true);
    private final Map<Object, Integer> pins = new HashMap<>();
    private byte[] identity;
    private int generation;

    SignalState(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
        this.identity = session.credentials().identityKey().publicKey();
        session.gauges().add("message.ratchets", CAPACITY + MAX_PINNED, records::size);
        session.gauges().add("message.ratchetsNotDurable", MAX_PINNED, pins::size);
    }

    /** Whether so many changed records wait for the disk, 65,536, that no more should be changed. */
    boolean isOverloaded() {
        return pins.size() >= MAX_PINNED;
    }

    LocalIdentity self() {
        Credentials credentials = session.credentials();
        return new LocalIdentity(credentials.identityKey(), credentials.registrationId());
    }

    SignalAddress address(Jid device) {
        return SignalAddress.of(addresses.canonical(device));
    }

    /** The user of a device, by the canonical address. */
    Jid user(Jid device) {
        return addresses.canonical(device).toUser();
    }

    SenderKeyName senderKeyName(Jid group, Jid sender) {
        return new SenderKeyName(group, address(sender));
    }

    /**
     * Where the state of a device was kept before its LID was known; the address itself if there is no such place. A session
     * or a sender key that was in use under the number goes on under the LID, also when the LID becomes known halfway.
     */
    private SignalAddress older(SignalAddress address) {
        if (!address.name().endsWith(SignalAddress.LID_SUFFIX)) {
            return address;
        }
        String user = address.name().substring(0, address.name().length() - SignalAddress.LID_SUFFIX.length());
        Jid number = addresses.alternate(Jid.lid(user));
        return number == null ? address : SignalAddress.of(number.withDevice(address.device()));
    }

    private SenderKeyName older(SenderKeyName name) {
        return new SenderKeyName(name.group(), older(name.sender()));
    }

    /**
     * Brings what is not in memory yet from the store: sessions of these devices, and these sender keys. What is to be changed
     * is loaded with {@link Changes#load}, or it may be dropped again before its turn.
     */
    CompletionStage<Void> load(Collection<Jid> devices, Collection<SenderKeyName> senderKeys) {
        int begun = generation();
        Map<SignalAddress, SignalAddress> sessions = new HashMap<>();
        for (Jid device : devices) {
            SignalAddress address = address(device);
            if (!records.containsKey(address)) {
                sessions.put(address, older(address));
            }
        }
        Map<SenderKeyName, SenderKeyName> keys = new HashMap<>();
        for (SenderKeyName name : senderKeys) {
            if (!records.containsKey(name)) {
                keys.put(name, older(name));
            }
        }
        if (sessions.isEmpty() && keys.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Map.entry(
                                session.store().sessions().getMany(both(sessions)),
                                session.store().senderKeys().getMany(both(keys))))
                .thenAccept(found -> {
                    if (begun != generation()) {
                        return;
                    }
                    sessions.forEach((address, older) -> take(address, older, found.getKey(), Kind.SESSION));
                    keys.forEach((name, older) -> take(name, older, found.getValue(), Kind.SENDER_KEY));
                });
    }

    private static <K> Set<K> both(Map<K, K> keys) {
        Set<K> all = new HashSet<>(keys.keySet());
        all.addAll(keys.values());
        return all;
    }

    /** What is in memory under the number is ahead of what the store has there. */
    private <K> void take(K key, K older, Map<K, byte[]> found, Kind kind) {
        byte[] bytes = found.get(key);
        Object moved = bytes == null ? records.get(older) : null;
        if (bytes == null && moved == null) {
            bytes = found.get(older);
        }
        Object kept = moved == null ? read(bytes, kind) : moved;
        records.putIfAbsent(key, kept);
    }

    /** A record that cannot be read costs one new session, not all messages of everybody. */
    private Object read(byte @Nullable [] bytes, Kind kind) {
        try {
            return bytes == null ? kind.none.get() : kind.parser.apply(bytes);
        } catch (SignalException e) {
            LOG.error("session {}: a kept ratchet cannot be read and is begun anew: {}", session.name(), e.reason());
            return kind.none.get();
        }
    }

    /** The session with a device that was loaded before; empty if there is none. */
    SessionRecord session(Jid device) {
        SignalAddress address = address(device);
        Object known = records.get(address);
        return (SessionRecord) (known != null ? known : find(address, older(address), Kind.SESSION));
    }

    SenderKeyRecord senderKey(SenderKeyName name) {
        Object known = records.get(name);
        return (SenderKeyRecord) (known != null ? known : find(name, older(name), Kind.SENDER_KEY));
    }

    /** The LID may have become known after the record was loaded: it stays the same record. */
    private Object find(Object key, Object older, Kind kind) {
        Object moved = records.get(older);
        Object found = moved == null ? kind.none.get() : moved;
        records.put(key, found);
        return found;
    }

    /** Drops the session with a device, under both its addresses: the user registered anew. */
    void dropSession(Jid device, StoreTransaction transaction) {
        SignalAddress address = address(device);
        for (SignalAddress place : Set.copyOf(List.of(address, older(address)))) {
            records.remove(place);
            transaction.delete(session.store().sessions(), place);
        }
    }

    /** Tells one link from the next; what the one before left in memory is dropped. */
    private int generation() {
        byte[] own = session.credentials().identityKey().publicKey();
        if (!Arrays.equals(own, identity)) {
            identity = own;
            generation++;
            records.clear();
            pins.clear();
        }
        return generation;
    }

    /** Gathers the changes of one step; ended by {@link Changes#commit()} or {@link Changes#abandon()}. */
    Changes changes() {
        return new Changes();
    }

    /** Changed records on their way to the disk. */
    final class Changes {
        private final StoreTransaction transaction = session.store().transaction();
        private final Set<Object> held = new HashSet<>();
        private final Set<Object> touched = new HashSet<>();
        private final int begun = generation();
        private boolean ended;

        StoreTransaction transaction() {
            return transaction;
        }

        /** As {@link SignalState#load}; what was loaded stays in memory until the changes have ended. */
        CompletionStage<Void> load(Collection<Jid> devices, Collection<SenderKeyName> senderKeys) {
            devices.forEach(device -> hold(address(device)));
            senderKeys.forEach(this::hold);
            return SignalState.this.load(devices, senderKeys);
        }

        void touch(SignalAddress address) {
            touched.add(address);
            hold(address);
        }

        void touch(SenderKeyName name) {
            touched.add(name);
            hold(name);
        }

        private void hold(Object key) {
            if (!ended && held.add(key)) {
                pins.merge(key, 1, Integer::sum);
            }
        }

        /**
         * Makes the changes durable. Completes on the mailbox; after a failure the session has ended, except when the link that
         * they belong to is gone.
         */
        CompletionStage<Void> commit() {
            if (begun != generation()) {
                abandon();
                return CompletableFuture.failedFuture(new NotConnectedException("the device was unlinked meanwhile"));
            }
            ended = true;
            for (Object key : touched) {
                if (key instanceof SignalAddress address && records.get(key) instanceof SessionRecord record) {
                    transaction.put(session.store().sessions(), address, record.serialize());
                } else if (key instanceof SenderKeyName name && records.get(key) instanceof SenderKeyRecord record) {
                    transaction.put(session.store().senderKeys(), name, record.serialize());
                }
            }
            CompletionStage<Void> done =
                    Futures.on(session.mailbox(), session.store().commit(transaction));
            return done.whenComplete((v, failure) -> {
                release();
                if (failure != null) {
                    LOG.error("session {}: the store failed, ending", session.name(), Futures.unwrap(failure));
                    records.clear();
                    session.end(ConnectionState.FAILED, "the store failed");
                }
            });
        }

        /**
         * Gives the changes up; does nothing after {@link #commit()}. Ratchets that moved for sending stay where they are: a key
         * that was skipped is never used again, and nothing made with it has left.
         */
        void abandon() {
            if (!ended) {
                ended = true;
                release();
            }
        }

        private void release() {
            if (begun == generation()) {
                held.forEach(key -> pins.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1));
                evict();
            }
        }
    }

    private void evict() {
        Iterator<Object> eldest = records.keySet().iterator();
        while (records.size() > CAPACITY && eldest.hasNext()) {
            if (!pins.containsKey(eldest.next())) {
                eldest.remove();
            }
        }
    }
}
