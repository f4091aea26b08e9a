package org.camelwhatsapp.engine.appstate;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.appstate.AppStateException.Reason;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.event.AppStateFailed;
import org.camelwhatsapp.engine.media.MediaFeature;
import org.camelwhatsapp.engine.message.PeerMessages;
import org.camelwhatsapp.engine.message.ProtocolHandler;
import org.camelwhatsapp.engine.message.ProtocolNotice;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestResponseMessage;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestType;
import org.camelwhatsapp.proto.SyncActionData;
import org.camelwhatsapp.proto.SyncdSnapshotRecovery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what the account's devices share besides messages: pins, labels, contacts, settings. All collections are compared
 * with the server after every login, and whenever it says that one has changed. It never stands in the way of messages.
 * Features say which actions they take, and make their changes here. Mailbox only. Source: docs/protocol.md, "App state".
 */
public final class AppStateFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(AppStateFeature.class);
    /** How long the phone has to share its keys before it is asked. */
    private static final Duration KEYS_PATIENCE = Duration.ofSeconds(30);

    private static final Duration PHONE_PATIENCE = Duration.ofMinutes(2);
    private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
    private static final long KEY_REQUEST_PAUSE_MILLIS = Duration.ofHours(24).toMillis();
    private static final int MAX_REQUESTED = 1_000;
    private static final Set<Integer> FATAL = Set.of(400, 404, 405, 406);

    private static final HexFormat HEX = HexFormat.of();

    private final Session session;
    private final AppStateKeys keys;
    private final Actions actions = new Actions();
    private final Rounds rounds;
    private final Uploads uploads;
    private final Recovery recovery;
    private final Applier applier;
    private final Set<AppStateCollection> wanted = EnumSet.noneOf(AppStateCollection.class);
    private final Set<AppStateCollection> anew = EnumSet.noneOf(AppStateCollection.class);
    /** Those that wait for keys. */
    private final Set<AppStateCollection> locked = EnumSet.noneOf(AppStateCollection.class);
    /** When a key was last asked for, by its id; the oldest goes, of 1,000. */
    private final Map<String, Long> requested;

    /** Why the last comparison of a collection failed, by its code; those that worked are not in it. */
    private final Map<AppStateCollection, String> failed = new EnumMap<>(AppStateCollection.class);

    private CompletableFuture<Void> idle = CompletableFuture.completedFuture(null);
    private boolean connected;
    private boolean busy;

    public AppStateFeature(
            Session session, AddressBook addresses, AppStateKeys keys, PeerMessages peers, MediaFeature media) {
        this.session = session;
        this.keys = keys;
        this.applier = new Applier(session, addresses, keys, actions);
        this.rounds = new Rounds(session, applier, new Blobs(media));
        this.uploads = new Uploads(session, applier, rounds, keys);
        this.recovery = new Recovery(session, peers, applier);
        this.requested = new BoundedMap<>(session.gauges(), "appstate.requestedKeys", MAX_REQUESTED);
        keys.onArrival(this::onKeys);
        peers.onResponse(PeerDataOperationRequestType.COMPANION_SYNCD_SNAPSHOT_FATAL_RECOVERY, this::onPhoneCopy);
    }

    /**
     * Says who takes a kind of action; before the session starts.
     *
     * @throws IllegalStateException if the kind has a handler already
     */
    public void on(String action, ActionHandler handler) {
        actions.on(action, handler);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("server_sync", this::onChanged);
        router.onBulletin("dirty", dirty -> {
            if (dirty.attr("type", "").equals("syncd_app_state")) {
                recovery.clear();
                want(EnumSet.allOf(AppStateCollection.class));
            }
        });
    }

    @Override
    public CompletionStage<Void> onLogin() {
        connected = true;
        Set<AppStateCollection> all = EnumSet.allOf(AppStateCollection.class);
        all.removeIf(collection -> recovery.step(collection) == AppStateFailed.Step.GIVE_UP);
        if (keys.count() > 0) {
            want(all);
        } else {
            // The phone shares its keys right after linking.
            locked.addAll(all);
            later(KEYS_PATIENCE, () -> want(locked));
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onDisconnect() {
        connected = false;
        wanted.clear();
        anew.clear();
        locked.clear();
        uploads.failAll(new NotConnectedException("the connection went down"));
    }

    private void onKeys() {
        want(locked.isEmpty() ? EnumSet.allOf(AppStateCollection.class) : EnumSet.copyOf(locked));
    }

    private void onChanged(Node notification) {
        for (Node node : notification.children("collection")) {
            AppStateCollection collection = AppStateCollection.of(node.attr("name", ""));
            if (collection != null) {
                recovery.clear(collection);
                want(EnumSet.of(collection));
            }
        }
    }

    /**
     * Brings everything up to date. Completes when that was tried, with how each collection came out of it.
     *
     * @param full whether all of it is asked for anew, not only what changed
     */
    public CompletionStage<List<SyncResult>> sync(boolean full) {
        if (!connected) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        Set<AppStateCollection> all = EnumSet.allOf(AppStateCollection.class);
        recovery.clear();
        if (full) {
            anew.addAll(all);
        }
        want(all);
        return idle.thenApply(v -> all.stream()
                .map(collection ->
                        new SyncResult(collection.wireName(), failed.get(collection), recovery.step(collection)))
                .toList());
    }

    /**
     * Makes changes of one collection, all or none. Completes when the server has them.
     *
     * <p>Fails with {@link AppStateException} when the phone has not shared its keys yet, {@link NotConnectedException}
     * and {@link ServerErrorException}.
     */
    public CompletionStage<Void> change(List<AppStateChange> changes) {
        if (!connected) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        CompletionStage<Void> done = Applier.attempt(() -> uploads.add(changes));
        pump();
        return done;
    }

    /**
     * What a collection holds of one kind.
     *
     * @param limit how many at most
     */
    public CompletionStage<List<AppStateAction>> values(AppStateCollection collection, String action, int limit) {
        return applier.blocking(() -> applier.store().values(collection, action, limit).stream()
                .map(data -> action(collection, data))
                .toList());
    }

    private static AppStateAction action(AppStateCollection collection, SyncActionData data) {
        return new AppStateAction(
                collection, true, IndexJson.read(data.getIndex().toByteArray()), data.getValue(), false);
    }

    /** How many changes wait, of 1,000. */
    public int size() {
        return uploads.size();
    }

    private void want(Set<AppStateCollection> collections) {
        wanted.addAll(collections);
        pump();
    }

    /** One thing at a time: what others changed first, then own changes. */
    private void pump() {
        if (busy || !connected || wanted.isEmpty() && uploads.size() == 0) {
            return;
        }
        busy = true;
        if (idle.isDone()) {
            idle = new CompletableFuture<>();
        }
        CompletionStage<Void> step = wanted.isEmpty() ? uploads.next() : Applier.attempt(this::fetch);
        step.whenComplete((v, failure) -> {
            busy = false;
            if (failure != null) {
                onFetchFailed(Futures.unwrap(failure));
            }
            pump();
            if (!busy) {
                idle.complete(null);
            }
        });
    }

    private CompletionStage<Void> fetch() {
        Set<AppStateCollection> now = EnumSet.copyOf(wanted);
        Set<AppStateCollection> again = EnumSet.copyOf(anew);
        wanted.clear();
        anew.clear();
        locked.removeAll(now);
        return rounds.fetch(now, again)
                .thenAccept(result -> now.forEach(collection -> {
                    Throwable failure = result.failures().get(collection);
                    if (failure == null) {
                        uploads.fetched(collection);
                        recovery.clear(collection);
                        failed.remove(collection);
                    } else {
                        failed.put(collection, code(failure));
                        onFailed(collection, failure);
                    }
                }));
    }

    private static String code(Throwable failure) {
        return failure instanceof WhatsAppException known ? known.code() : "internal";
    }

    private void onFetchFailed(Throwable cause) {
        EnumSet.allOf(AppStateCollection.class).forEach(collection -> failed.put(collection, code(cause)));
        if (!(cause instanceof NotConnectedException)) {
            LOG.info("session {}: the app state could not be asked for: {}", session.name(), cause.toString());
            later(RETRY_DELAY, () -> want(EnumSet.allOf(AppStateCollection.class)));
        }
    }

    private void onFailed(AppStateCollection collection, Throwable cause) {
        if (cause instanceof MissingKeysException missing) {
            locked.add(collection);
            askForKeys(missing.ids());
        } else if (cause instanceof AppStateException broken) {
            recover(collection, broken);
        } else if (cause instanceof ServerErrorException refused && FATAL.contains(refused.serverCode())) {
            session.publish(new AppStateFailed(collection.wireName(), refused.code(), AppStateFailed.Step.GIVE_UP));
        } else if (!(cause instanceof NotConnectedException)) {
            LOG.info("session {}: {} is tried again: {}", session.name(), collection, cause.toString());
            later(RETRY_DELAY, () -> want(EnumSet.of(collection)));
        }
    }

    private void recover(AppStateCollection collection, AppStateException cause) {
        LOG.warn("session {}: {} cannot be read: {}", session.name(), collection, cause.getMessage());
        switch (recovery.next(collection, cause)) {
            case RESYNC -> {
                anew.add(collection);
                wanted.add(collection);
            }
            case ASK_PHONE -> {
                recovery.askPhone(collection).whenComplete((id, failure) -> {
                    if (failure != null) {
                        LOG.info("session {}: the phone was not asked for {}", session.name(), collection);
                    }
                });
                later(PHONE_PATIENCE, () -> giveUp(collection));
            }
            case GIVE_UP -> LOG.warn("session {}: {} is left alone", session.name(), collection);
        }
    }

    private void giveUp(AppStateCollection collection) {
        if (recovery.step(collection) == AppStateFailed.Step.ASK_PHONE) {
            recovery.next(collection, new AppStateException(Reason.MISMATCH, "the phone does not answer"));
        }
    }

    private Runnable onPhoneCopy(
            ProtocolNotice notice, PeerDataOperationRequestResponseMessage response, StoreTransaction transaction) {
        List<SyncdSnapshotRecovery> copies;
        try {
            copies = Recovery.read(response);
        } catch (AppStateException e) {
            LOG.warn("session {}: {}", session.name(), e.getMessage());
            return ProtocolHandler.NOTHING;
        }
        return () -> copies.forEach(copy -> {
            AppStateCollection collection = AppStateCollection.of(copy.getCollectionName());
            if (collection != null && recovery.step(collection) == AppStateFailed.Step.ASK_PHONE) {
                takeCopy(collection, copy);
            }
        });
    }

    private void takeCopy(AppStateCollection collection, SyncdSnapshotRecovery copy) {
        Applier.attempt(() -> recovery.take(collection, copy)).whenComplete((progress, failure) -> {
            if (failure == null) {
                want(EnumSet.of(collection));
            } else if (Futures.unwrap(failure) instanceof AppStateException broken) {
                recovery.next(collection, broken);
            }
        });
    }

    private void askForKeys(List<byte[]> ids) {
        long now = session.environment().time().millis();
        List<byte[]> due = ids.stream()
                .filter(id -> {
                    Long last = requested.get(HEX.formatHex(id));
                    return last == null || now - last >= KEY_REQUEST_PAUSE_MILLIS;
                })
                .toList();
        if (due.isEmpty()) {
            return;
        }
        due.forEach(id -> requested.put(HEX.formatHex(id), now));
        Jid phone = session.credentials().requireAccount().lid().withDevice(0);
        keys.ask(phone, due).whenComplete((id, failure) -> {
            if (failure != null) {
                due.forEach(one -> requested.remove(HEX.formatHex(one)));
                LOG.info("session {}: the phone was not asked for keys", session.name());
            }
        });
    }

    private void later(Duration delay, Runnable task) {
        session.environment()
                .scheduling()
                .schedule(
                        delay,
                        () -> session.mailbox().execute(() -> {
                            if (connected) {
                                task.run();
                            }
                        }));
    }
}
