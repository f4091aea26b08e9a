package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
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
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.SenderKeyRecord;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ratchets of a session in memory. Mailbox only.
 *
 * <p>Records are loaded many at once, used without waiting, and written through transactions. A record that was changed
 * and is not yet durable is pinned: it is never dropped, because reading it again would wind the ratchet back. When a
 * commit fails memory is ahead of the disk for good, so the session ends.
 */
final class SignalState {
    private static final Logger LOG = LoggerFactory.getLogger(SignalState.class);
    private static final int CAPACITY = 8_192;
    private static final int MAX_PINNED = 65_536;

    private final Session session;
    private final AddressBook addresses;
    private final LinkedHashMap<Object, Object> records = new LinkedHashMap<>(256, 0.75f, true);
    private final Map<Object, Integer> pins = new HashMap<>();

    SignalState(Session session, AddressBook addresses) {
        this.session = session;
        this.addresses = addresses;
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

    /** Brings what is not in memory yet from the store: sessions of these devices, and these sender keys. */
    CompletionStage<Void> load(Collection<Jid> devices, Collection<SenderKeyName> senderKeys) {
        Map<SignalAddress, SignalAddress> sessions = new HashMap<>();
        for (Jid device : devices) {
            SignalAddress address = address(device);
            if (!records.containsKey(address)) {
                Jid alternate = addresses.alternate(device);
                boolean migrated = alternate != null && device.isUser();
                Jid number = device.isPhone() || alternate == null ? device : alternate.withDevice(device.device());
                sessions.put(address, migrated ? SignalAddress.of(number) : address);
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
                    sessions.forEach((address, older) -> takeSession(address, older, found.getKey()));
                    for (SenderKeyName name : keys) {
                        byte[] bytes = found.getValue().get(name);
                        records.putIfAbsent(name, bytes == null ? new SenderKeyRecord() : SenderKeyRecord.parse(bytes));
                    }
                });
    }

    /** A session that was kept under the number goes on under the LID. */
    private void takeSession(SignalAddress address, SignalAddress older, Map<SignalAddress, byte[]> found) {
        byte[] bytes = found.get(address);
        if (bytes == null) {
            bytes = found.get(older);
        }
        records.putIfAbsent(address, bytes == null ? new SessionRecord() : SessionRecord.parse(bytes));
    }

    /** The session with a device that was loaded before; empty if there is none. */
    SessionRecord session(Jid device) {
        return (SessionRecord) records.computeIfAbsent(address(device), a -> new SessionRecord());
    }

    SenderKeyRecord senderKey(SenderKeyName name) {
        return (SenderKeyRecord) records.computeIfAbsent(name, n -> new SenderKeyRecord());
    }

    /** Drops every session with a user's devices: the user registered anew. */
    void dropSession(Jid device, StoreTransaction transaction) {
        SignalAddress address = address(device);
        records.remove(address);
        transaction.delete(session.store().sessions(), address);
    }

    /** Gathers the changes of one step; committed by {@link Changes#commit()}. */
    Changes changes() {
        return new Changes();
    }

    /** Changed records on their way to the disk. */
    final class Changes {
        private final StoreTransaction transaction = session.store().transaction();
        private final Set<Object> touched = new HashSet<>();

        StoreTransaction transaction() {
            return transaction;
        }

        void touch(SignalAddress address) {
            pin(address);
        }

        void touch(SenderKeyName name) {
            pin(name);
        }

        private void pin(Object key) {
            if (touched.add(key)) {
                pins.merge(key, 1, Integer::sum);
            }
        }

        /** Makes the changes durable. Completes on the mailbox; after a failure the session has ended. */
        CompletionStage<Void> commit() {
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
                touched.forEach(key -> pins.merge(key, -1, (a, b) -> a + b == 0 ? null : a + b));
                evict();
                if (failure != null) {
                    LOG.error("session {}: the store failed, ending", session.name(), Futures.unwrap(failure));
                    records.clear();
                    session.end(ConnectionState.FAILED, "the store failed");
                }
            });
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
