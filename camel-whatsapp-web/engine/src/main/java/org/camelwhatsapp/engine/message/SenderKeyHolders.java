package org.camelwhatsapp.engine.message;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** Which devices hold the own sender key of each group. Mailbox only. */
final class SenderKeyHolders {
    private static final int CAPACITY = 2_000;
    private static final int MAX_GROUPS = 100_000;

    private final Session session;
    private final Map<Jid, Set<String>> holders;

    SenderKeyHolders(Session session) {
        this.session = session;
        this.holders = new BoundedMap<>(session.gauges(), "message.senderKeyHolders", CAPACITY);
    }

    CompletionStage<Set<String>> load(Jid group) {
        Set<String> known = holders.get(group);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().senderKeyDistributions().getMany(Set.of(group)))
                .thenApply(found -> {
                    Set<String> loaded = new HashSet<>();
                    byte[] bytes = found.get(group);
                    if (bytes != null && bytes.length > 0) {
                        loaded.addAll(Set.of(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
                    }
                    holders.putIfAbsent(group, loaded);
                    Set<String> present = holders.get(group);
                    return present == null ? loaded : present;
                });
    }

    void save(Jid group, Set<String> present, StoreTransaction transaction) {
        holders.put(group, present);
        transaction.put(
                session.store().senderKeyDistributions(),
                group,
                String.join("\n", present).getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody holds the key of this group any more. */
    void clear(Jid group, StoreTransaction transaction) {
        holders.put(group, new HashSet<>());
        transaction.delete(session.store().senderKeyDistributions(), group);
    }

    /** Removes devices from every group, in memory and in the store. */
    CompletionStage<Void> forget(Set<Jid> devices) {
        Set<String> names = new HashSet<>();
        devices.forEach(device -> names.add(device.toString()));
        holders.values().forEach(present -> present.removeAll(names));
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().senderKeyDistributions().list(MAX_GROUPS))
                .thenCompose(all -> {
                    StoreTransaction transaction = session.store().transaction();
                    for (Map.Entry<Jid, byte[]> entry : all) {
                        Set<String> present = new HashSet<>(
                                Set.of(new String(entry.getValue(), StandardCharsets.UTF_8).split("\n", -1)));
                        if (present.removeAll(names)) {
                            save(entry.getKey(), holders.getOrDefault(entry.getKey(), present), transaction);
                        }
                    }
                    return Futures.on(session.mailbox(), session.store().commit(transaction));
                });
    }
}
