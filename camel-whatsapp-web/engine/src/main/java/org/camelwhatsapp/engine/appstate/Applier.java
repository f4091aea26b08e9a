package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdRecord;
import org.camelwhatsapp.proto.SyncdSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over patches and snapshots: checks them away from the mailbox, writes them with everything that follows from
 * them in one transaction, and tells listeners when that is durable.
 */
final class Applier {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    /** Where a change comes from. */
    enum Origin {
        /** Another device did it just now. */
        OTHERS,
        /** This device did it, and knows. */
        OWN,
        /** It is part of a snapshot, and may be old. */
        SNAPSHOT
    }

    /**
     * A collection has moved on.
     *
     * @param state now
     * @param mutations how many were taken over
     */
    record Progress(CollectionState state, int mutations) {}

    /** How many actions are looked at before others have their turn on the mailbox. */
    private static final int SLICE = 500;

    private final Session session;
    private final AddressBook addresses;
    private final AppStateKeys keys;
    private final Actions actions;

    Applier(Session session, AddressBook addresses, AppStateKeys keys, Actions actions) {
        this.session = session;
        this.addresses = addresses;
        this.keys = keys;
        this.actions = actions;
    }

    CollectionStore store() {
        return new CollectionStore(session.store());
    }

    <T> CompletionStage<T> blocking(Supplier<T> work) {
        return Futures.blocking(session.environment(), session.mailbox(), work);
    }

    /** Takes a snapshot in place of all that was held. */
    CompletionStage<Progress> snapshot(AppStateCollection collection, SyncdSnapshot snapshot) {
        Set<ByteString> ids = new HashSet<>(Set.of(snapshot.getKeyId().getId()));
        snapshot.getRecordsList().forEach(record -> ids.add(record.getKeyId().getId()));
        KeyLookup lookup = lookup(ids);
        return replace(collection, () -> Patches.read(collection, snapshot, lookup));
    }

    /** Takes what was found genuine in place of all that was held. */
    CompletionStage<Progress> replace(AppStateCollection collection, Supplier<AppliedPatch> reading) {
        CollectionStore store = store();
        return blocking(() -> Map.entry(reading.get(), store.keys(collection)))
                .thenCompose(read -> takeOver(collection, read.getKey(), Origin.SNAPSHOT, read.getValue()));
    }

    /** Takes the patch that follows a state. After nothing, it takes the place of whatever was held. */
    CompletionStage<Progress> patch(
            AppStateCollection collection, CollectionState before, SyncdPatch patch, Origin origin) {
        Set<ByteString> ids = new HashSet<>(Set.of(patch.getKeyId().getId()));
        patch.getMutationsList()
                .forEach(mutation -> ids.add(mutation.getRecord().getKeyId().getId()));
        KeyLookup lookup = lookup(ids);
        CollectionStore store = store();
        boolean first = before.version() == 0;
        return blocking(() -> {
                    ValueMacs held = first ? place -> null : store.held(collection, places(patch.getMutationsList()));
                    AppliedPatch applied = Patches.apply(collection, before, patch, new Patches.Sources(lookup, held));
                    return Map.entry(applied, first ? store.keys(collection) : List.<String>of());
                })
                .thenCompose(read -> takeOver(collection, read.getKey(), origin, read.getValue()));
    }

    static List<ByteString> places(Collection<SyncdMutation> mutations) {
        return mutations.stream()
                .map(SyncdMutation::getRecord)
                .map(SyncdRecord::getIndex)
                .map(index -> index.getBlob())
                .toList();
    }

    /** @throws MissingKeysException naming all that are missing */
    KeyLookup lookup(Set<ByteString> ids) {
        Map<ByteString, MutationKeys> found = new HashMap<>();
        List<byte[]> missing = new ArrayList<>();
        for (ByteString id : ids) {
            MutationKeys known = keys.find(id.toByteArray());
            if (known == null) {
                missing.add(id.toByteArray());
            } else {
                found.put(id, known);
            }
        }
        if (!missing.isEmpty()) {
            throw new MissingKeysException(missing);
        }
        return id -> found.get(ByteString.copyFrom(id));
    }

    private CompletionStage<Progress> takeOver(
            AppStateCollection collection, AppliedPatch applied, Origin origin, List<String> replaced) {
        if (applied.unknownRemovals() > 0) {
            LOG.debug("session {}: {} removals of nothing", session.name(), applied.unknownRemovals());
        }
        CollectionStore store = store();
        StoreTransaction transaction = session.store().transaction();
        store.forget(replaced, transaction);
        store.write(collection, applied, transaction);
        List<Event> events = new ArrayList<>();
        CompletionStage<Void> taken = CompletableFuture.completedFuture(null);
        List<OpenMutation> all = applied.mutations();
        for (int from = 0; from < all.size(); from += SLICE) {
            List<OpenMutation> slice = all.subList(from, Math.min(all.size(), from + SLICE));
            taken = taken.thenCompose(v -> take(collection, slice, origin, transaction))
                    .thenAccept(events::addAll);
        }
        return taken.thenCompose(
                        v -> Futures.on(session.mailbox(), session.store().commit(transaction)))
                .thenApply(v -> {
                    if (origin == Origin.OTHERS) {
                        events.forEach(session::publish);
                    }
                    return new Progress(applied.state(), all.size());
                });
    }

    /** Features ask which number belongs to which LID, so that is known first. */
    private CompletionStage<List<Event>> take(
            AppStateCollection collection, List<OpenMutation> mutations, Origin origin, StoreTransaction transaction) {
        List<AppStateAction> read = new ArrayList<>();
        Set<Jid> users = new HashSet<>();
        for (OpenMutation mutation : mutations) {
            try {
                AppStateAction action = AppStateAction.of(collection, mutation, origin == Origin.SNAPSHOT);
                read.add(action);
                action.index().stream().filter(part -> part.indexOf('@') > 0).forEach(part -> addUser(part, users));
            } catch (AppStateException e) {
                // It is genuine, and counts in the hash; only its name has a form nobody knows.
                LOG.info("session {}: an action without a name that can be read", session.name());
            }
        }
        return addresses.load(users).thenApply(v -> {
            List<Event> events = new ArrayList<>();
            for (AppStateAction action : read) {
                Event event = actions.take(action, transaction);
                if (event != null) {
                    events.add(event);
                }
            }
            return events;
        });
    }

    private static void addUser(String part, Set<Jid> users) {
        try {
            Jid user = Jid.parse(part).toUser();
            if (user.isUser()) {
                users.add(user);
            }
        } catch (IllegalArgumentException e) {
            LOG.trace("a part of an index that is no address");
        }
    }

    /** A stage that fails with what the call throws, if it does. */
    static <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
