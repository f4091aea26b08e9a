package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
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
     * Brings what is not in memory yet from the store: sessions of these devices, and these sender keys. What is to be changed
     * is loaded with {@link Changes#load}, or it may be dropped again before its turn.
     */
    CompletionStage<Void> load(Collection<Jid> devices, Collection<SenderKeyName> senderKeys) {
        int begun = generation();
        Map<SignalAddress, SignalAddress> sessions = new HashMap<>();
        for (Jid device : devices) {
            SignalAddress address = address(device);
            if (!records.containsKey(address)) {
                Jid alternate = addresses.alternate(device);
                boolean migrated = alternate != null && device.isUser();
                sessions.put(address, migrated ? SignalAddress.of(underNumber(device)) : address);
            }
        }
        Set<SenderKeyName> keys = new HashSet<>();
        for (SenderKeyName name : senderKeys) {
            if (!records.containsKey(name)) {
                keys.add(name);
            }
        }
        if (sessions.isEmpty() && keys.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        List<SignalAddress> wanted = new ArrayList<>(sessions.keySet());
        wanted.addAll(sessions.values());
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Map.entry(
                                session.store().sessions().getMany(wanted),
                                session.store().senderKeys().getMany(keys)))
                .thenAccept(found -> {
                    if (begun != generation()) {
                        return;
                    }
                    sessions.forEach((address, older) -> takeSession(address, older, found.getKey()));
                    for (SenderKeyName name : keys) {
                        byte[] bytes = found.getValue().get(name);
                        records.computeIfAbsent(name, n -> senderKeyOf(bytes));
                    }
                });
    }

    /** A session that was kept under the number goes on under the LID. */
    private void takeSession(SignalAddress address, SignalAddress older, Map<SignalAddress, byte[]> found) {
        byte[] bytes = found.get(address);
        if (bytes == null) {
            bytes = found.get(older);
        }
        byte[] kept = bytes;
        records.computeIfAbsent(address, a -> sessionOf(kept));
    }

    /** A record that cannot be read costs one new session, not all messages of everybody. */
    private SessionRecord sessionOf(byte @Nullable [] bytes) {
        try {
            return bytes == null ? new SessionRecord() : SessionRecord.parse(bytes);
        } catch (SignalException e) {
            LOG.error("session {}: a kept ratchet cannot be read and is begun anew: {}", session.name(), e.reason());
            return new SessionRecord();
        }
    }

    private SenderKeyRecord senderKeyOf(byte @Nullable [] bytes) {
        try {
            return bytes == null ? new SenderKeyRecord() : SenderKeyRecord.parse(bytes);
        } catch (SignalException e) {
            LOG.error("session {}: a kept sender key cannot be read and is begun anew: {}", session.name(), e.reason());
            return new SenderKeyRecord();
        }
    }

    /** The session with a device that was loaded before; empty if there is none. */
    SessionRecord session(Jid device) {
        SignalAddress address = address(device);
        Object present = records.get(address);
        if (present == null) {
            // The LID may have become known since the session was loaded under the number.
            Object older = records.get(SignalAddress.of(underNumber(device)));
            present = older == null ? new SessionRecord() : older;
            records.put(address, present);
        }
        return (SessionRecord) present;
    }

    /** The device by its number, if that is known. */
    private Jid underNumber(Jid device) {
        Jid alternate = addresses.alternate(device);
        return device.isPhone() || alternate == null ? device : alternate.withDevice(device.device());
    }

    SenderKeyRecord senderKey(SenderKeyName name) {
        return (SenderKeyRecord) records.computeIfAbsent(name, n -> new SenderKeyRecord());
    }

    /** Drops the session with a device, under either address: the user registered anew. */
    void dropSession(Jid device, StoreTransaction transaction) {
        drop(address(device), transaction);
        // What was kept under the number would be taken for the session with the LID.
        drop(SignalAddress.of(underNumber(device)), transaction);
    }

    private void drop(SignalAddress address, StoreTransaction transaction) {
        records.remove(address);
        transaction.delete(session.store().sessions(), address);
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
