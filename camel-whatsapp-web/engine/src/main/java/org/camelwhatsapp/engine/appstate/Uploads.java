package org.camelwhatsapp.engine.appstate;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.appstate.Applier.Origin;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncdMutation;
import org.camelwhatsapp.proto.SyncdPatch;
import org.camelwhatsapp.proto.SyncdVersion;
import org.jspecify.annotations.Nullable;

/** The changes of this device that wait, and how they reach the server. */
final class Uploads {
    /** How many wait at most; one more is refused. */
    static final int MAX_WAITING = 1_000;

    private static final int MAX_AT_ONCE = 200;
    /** How often another device may be faster. */
    private static final int MAX_CONFLICTS = 10;

    /** From the second time on each waits a random while, so that two devices do not keep step. */
    private static final int PAUSE_MILLIS = 20;

    private static final int CONFLICT = 409;

    private final Session session;
    private final Applier applier;
    private final Rounds rounds;
    private final AppStateKeys keys;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** Those that were asked for once, so that it is known what the server holds. */
    private final Set<AppStateCollection> known = EnumSet.noneOf(AppStateCollection.class);

    private record Waiting(AppStateCollection collection, List<AppStateChange> changes, CompletableFuture<Void> done) {}

    private record Batch(AppStateCollection collection, List<Waiting> waiting) {
        List<AppStateChange> changes() {
            return waiting.stream().flatMap(one -> one.changes.stream()).toList();
        }
    }

    Uploads(Session session, Applier applier, Rounds rounds, AppStateKeys keys) {
        this.session = session;
        this.applier = applier;
        this.rounds = rounds;
        this.keys = keys;
        session.gauges().add("appstate.waitingChanges", MAX_WAITING, waiting::size);
    }

    /** How many changes wait, of 1,000. */
    int size() {
        return waiting.size();
    }

    /** @throws IllegalArgumentException if the changes are not of one collection */
    CompletionStage<Void> add(List<AppStateChange> changes) {
        AppStateCollection collection = changes.get(0).collection();
        if (changes.stream().anyMatch(change -> change.collection() != collection)) {
            throw new IllegalArgumentException("changes of two collections");
        }
        if (waiting.size() >= MAX_WAITING) {
            throw new RejectedExecutionException(MAX_WAITING + " changes of the app state wait already");
        }
        Waiting one = new Waiting(collection, changes, new CompletableFuture<>());
        waiting.add(one);
        return one.done;
    }

    void fetched(AppStateCollection collection) {
        known.add(collection);
    }

    /** Everything that waits fails with this. */
    void failAll(Throwable cause) {
        List<Waiting> failed = new ArrayList<>(waiting);
        waiting.clear();
        failed.forEach(one -> one.done.completeExceptionally(cause));
    }

    /** Sends the next batch. Completes when it was answered, whatever the answer. */
    CompletionStage<Void> next() {
        Batch batch = takeBatch();
        return Applier.attempt(() -> send(batch, 0)).handle((v, failure) -> {
            for (Waiting one : batch.waiting) {
                if (failure == null) {
                    one.done.complete(null);
                } else {
                    one.done.completeExceptionally(Futures.unwrap(failure));
                }
            }
            return null;
        });
    }

    private Batch takeBatch() {
        AppStateCollection collection = waiting.getFirst().collection;
        List<Waiting> taken = new ArrayList<>();
        int changes = 0;
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && changes < MAX_AT_ONCE; ) {
            Waiting one = all.next();
            if (one.collection == collection) {
                taken.add(one);
                changes += one.changes.size();
                all.remove();
            }
        }
        return new Batch(collection, taken);
    }

    private CompletionStage<Void> send(Batch batch, int conflicts) {
        AppStateCollection collection = batch.collection;
        if (!known.contains(collection)) {
            return refresh(collection).thenCompose(v -> send(batch, conflicts));
        }
        MutationKeys newest = keys.newest();
        if (newest == null) {
            throw new AppStateException(Reason.MISSING_KEY, "the phone has not shared a key of the app state yet");
        }
        return applier.blocking(() -> make(batch, newest)).thenCompose(made -> {
            Node upload = CollectionNodes.upload(collection, made.before.version(), made.patch);
            return session.wire().request(upload).thenCompose(answer -> {
                Node node = CollectionNodes.find(answer, collection);
                int error = node == null ? 500 : CollectionNodes.error(node);
                if (node == null || error != 0) {
                    return refused(batch, node, made.before, error, conflicts);
                }
                return applier.patch(collection, made.before, made.numbered(), Origin.OWN)
                        .thenApply(progress -> null);
            });
        });
    }

    private CompletionStage<Void> refused(
            Batch batch, @Nullable Node node, CollectionState before, int error, int conflicts) {
        if (node == null || error != CONFLICT || conflicts >= MAX_CONFLICTS) {
            throw new ServerErrorException(error, "a change of the app state", null);
        }
        return rounds.take(batch.collection, before, node, Origin.OTHERS)
                .thenCompose(progress -> progress.mutations() == 0
                                || node.attr("has_more_patches", "").equals("true")
                        ? refresh(batch.collection)
                        : CompletableFuture.completedFuture(null))
                .thenCompose(v -> pause(conflicts))
                .thenCompose(v -> send(batch, conflicts + 1));
    }

    private CompletionStage<Void> pause(int conflicts) {
        if (conflicts == 0) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> over = new CompletableFuture<>();
        int longest = PAUSE_MILLIS << Math.min(conflicts, 5);
        Duration delay = Duration.ofMillis(1 + session.environment().random().nextInt(longest));
        session.environment().scheduling().schedule(delay, () -> over.complete(null));
        return Futures.on(session.mailbox(), over);
    }

    private CompletionStage<Void> refresh(AppStateCollection collection) {
        return rounds.fetch(EnumSet.of(collection), EnumSet.noneOf(AppStateCollection.class))
                .thenAccept(result -> {
                    Throwable failure = result.failures().get(collection);
                    if (failure != null) {
                        throw new CompletionException(failure);
                    }
                    known.add(collection);
                });
    }

    private record Made(CollectionState before, SyncdPatch patch) {
        /** As the server keeps it. */
        SyncdPatch numbered() {
            return patch.toBuilder()
                    .setVersion(SyncdVersion.newBuilder().setVersion(before.version() + 1))
                    .build();
        }
    }

    private Made make(Batch batch, MutationKeys newest) {
        CollectionStore store = applier.store();
        CollectionState before = store.states().getOrDefault(batch.collection, CollectionState.EMPTY);
        List<SyncdMutation> mutations =
                batch.changes().stream().map(change -> seal(change, newest)).toList();
        ValueMacs held = store.held(batch.collection, Applier.places(mutations));
        int device = session.credentials().requireAccount().jid().device();
        return new Made(
                before, Patches.make(batch.collection, before, mutations, new Patches.Writer(newest, held, device)));
    }

    private SyncdMutation seal(AppStateChange change, MutationKeys newest) {
        SyncActionData data = SyncActionData.newBuilder()
                .setIndex(ByteString.copyFrom(IndexJson.write(change.index())))
                .setValue(change.value().toBuilder()
                        .setTimestamp(session.environment().time().millis()))
                .setPadding(ByteString.EMPTY)
                .setVersion(change.version())
                .build();
        byte[] iv = session.environment().random().bytes(MutationCipher.IV_BYTES);
        return MutationCipher.seal(newest, change.set(), data, iv);
    }
}
