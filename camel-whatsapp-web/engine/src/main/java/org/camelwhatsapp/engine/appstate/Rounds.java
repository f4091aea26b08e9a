package org.camelwhatsapp.engine.appstate;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.appstate.Applier.Origin;
import org.camelwhatsapp.engine.appstate.Applier.Progress;
import org.camelwhatsapp.engine.event.AppStateSynced;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncdPatch;

/** Asks the server until nothing is left. One at a time. */
final class Rounds {
    /** A server that never comes to an end is not followed for ever. */
    private static final int MAX_ROUNDS = 1_000;

    private final Session session;
    private final Applier applier;
    private final Blobs blobs;

    /** What a run came to: which collections failed, and why. Those not in it are complete. */
    record Result(Map<AppStateCollection, Throwable> failures) {}

    /** One run. */
    private static final class Run {
        private final Map<AppStateCollection, CollectionState> states;
        private final Map<AppStateCollection, Throwable> failures = new EnumMap<>(AppStateCollection.class);
        private final Map<AppStateCollection, Integer> mutations = new EnumMap<>(AppStateCollection.class);
        private final Set<AppStateCollection> anew = EnumSet.noneOf(AppStateCollection.class);
        private int rounds;

        Run(Map<AppStateCollection, CollectionState> states) {
            this.states = states;
        }

        CollectionState state(AppStateCollection collection) {
            return states.getOrDefault(collection, CollectionState.EMPTY);
        }
    }

    Rounds(Session session, Applier applier, Blobs blobs) {
        this.session = session;
        this.applier = applier;
        this.blobs = blobs;
    }

    /**
     * Brings collections up to date.
     *
     * @param anew those of which everything is asked for again
     * @return fails only if nothing can be asked at all
     */
    CompletionStage<Result> fetch(Set<AppStateCollection> wanted, Set<AppStateCollection> anew) {
        return applier.blocking(() -> applier.store().states()).thenCompose(states -> {
            Run run = new Run(states);
            states.keySet().removeAll(anew);
            wanted.stream()
                    .filter(collection -> !states.containsKey(collection))
                    .forEach(run.anew::add);
            return next(run, wanted).thenCompose(v -> keepEmpty(run, wanted)).thenApply(v -> {
                wanted.forEach(collection -> tell(run, collection));
                return new Result(run.failures);
            });
        });
    }

    /** That the server has nothing is kept too: what comes later is then known to be new. */
    private CompletionStage<Void> keepEmpty(Run run, Set<AppStateCollection> wanted) {
        StoreTransaction transaction = session.store().transaction();
        for (AppStateCollection collection : wanted) {
            if (run.anew.contains(collection)
                    && !run.failures.containsKey(collection)
                    && run.state(collection).version() == 0) {
                applier.store().writeEmpty(collection, transaction);
            }
        }
        return transaction.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    private void tell(Run run, AppStateCollection collection) {
        int mutations = run.mutations.getOrDefault(collection, 0);
        boolean complete = run.anew.contains(collection);
        if (!run.failures.containsKey(collection) && (mutations > 0 || complete)) {
            long version = run.state(collection).version();
            session.publish(new AppStateSynced(collection.wireName(), version, mutations, complete));
        }
    }

    private CompletionStage<Void> next(Run run, Collection<AppStateCollection> wanted) {
        if (wanted.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        if (++run.rounds > MAX_ROUNDS) {
            AppStateException endless = new AppStateException(Reason.MALFORMED, "the server never comes to an end");
            wanted.forEach(collection -> run.failures.put(collection, endless));
            return CompletableFuture.completedFuture(null);
        }
        return session.wire().request(CollectionNodes.fetch(wanted, run.states)).thenCompose(answer -> {
            Set<AppStateCollection> more = EnumSet.noneOf(AppStateCollection.class);
            CompletionStage<Void> all = CompletableFuture.completedFuture(null);
            for (AppStateCollection collection : wanted) {
                all = all.thenCompose(v -> take(run, collection, answer, more));
            }
            return all.thenCompose(v -> next(run, more));
        });
    }

    private CompletionStage<Void> take(
            Run run, AppStateCollection collection, Node answer, Set<AppStateCollection> more) {
        CollectionState before = run.state(collection);
        Origin origin = run.anew.contains(collection) ? Origin.SNAPSHOT : Origin.OTHERS;
        return Applier.attempt(() -> {
                    Node node = CollectionNodes.find(answer, collection);
                    if (node == null) {
                        throw new AppStateException(Reason.MALFORMED, "an answer leaves a collection out");
                    }
                    int error = CollectionNodes.error(node);
                    if (error != 0) {
                        throw new ServerErrorException(error, "of a collection", null);
                    }
                    return take(collection, before, node, origin);
                })
                .handle((progress, failure) -> {
                    if (failure != null) {
                        run.failures.put(collection, Futures.unwrap(failure));
                    } else {
                        run.states.put(collection, progress.state());
                        run.mutations.merge(collection, progress.mutations(), Integer::sum);
                        if (hasMore(answer, collection)) {
                            more.add(collection);
                        }
                    }
                    return null;
                });
    }

    private static boolean hasMore(Node answer, AppStateCollection collection) {
        Node node = CollectionNodes.find(answer, collection);
        return node != null && node.attr("has_more_patches", "").equals("true");
    }

    /** Takes the snapshot and the patches of one answer, those that are known already left out. */
    CompletionStage<Progress> take(AppStateCollection collection, CollectionState before, Node node, Origin origin) {
        return blobs.snapshot(node)
                .thenCompose(snapshot -> snapshot == null
                        ? CompletableFuture.completedFuture(new Progress(before, 0))
                        : applier.snapshot(collection, snapshot))
                .thenCompose(progress ->
                        blobs.patches(node).thenCompose(patches -> applyAll(collection, progress, patches, origin)));
    }

    private CompletionStage<Progress> applyAll(
            AppStateCollection collection, Progress before, List<SyncdPatch> patches, Origin origin) {
        CompletionStage<Progress> done = CompletableFuture.completedFuture(before);
        for (SyncdPatch patch : patches) {
            done = done.thenCompose(progress -> {
                if (patch.getVersion().getVersion() <= progress.state().version()) {
                    return CompletableFuture.completedFuture(progress);
                }
                return applier.patch(collection, progress.state(), patch, origin)
                        .thenApply(next -> new Progress(next.state(), progress.mutations() + next.mutations()));
            });
        }
        return done;
    }
}
