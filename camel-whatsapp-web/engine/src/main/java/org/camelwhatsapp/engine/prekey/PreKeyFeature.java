package org.camelwhatsapp.engine.prekey;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.prekey.PreKeyCodec.OwnPreKey;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.ServerErrorException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Own pre-keys: uploaded when the server runs low, the signed one rotated every 27 days. Whether keys are missing is
 * always the server's word: a notification makes us ask, so that a repeated one does not make us mint again. Keys that
 * were made but not uploaded are offered again before new ones are made. When the server refuses, nothing is lost and it
 * is tried again later; the login goes on. Mailbox only. Source: docs/protocol.md, "Pre-keys".
 */
public final class PreKeyFeature implements Feature, PreKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(PreKeyFeature.class);
    private static final int NOTHING_THERE = 404;
    private static final int BAD_KEY = 406;
    private static final int MISMATCH = 409;
    private static final Duration ROTATION_RETRY = Duration.ofHours(24);

    private final Session session;
    private final PreKeyOptions options;
    private final OwnPreKeys keys;
    private final SignedPreKeyRotation rotation;
    private @Nullable CompletableFuture<Void> replenishing;
    private Scheduling.@Nullable Cancellable retry;

    public PreKeyFeature(Session session) {
        this(session, PreKeyOptions.DEFAULT);
    }

    public PreKeyFeature(Session session, PreKeyOptions options) {
        this.session = session;
        this.options = options;
        this.keys = new OwnPreKeys(session);
        this.rotation = new SignedPreKeyRotation(session, keys, options.rotation());
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("encrypt", this::onNotification);
    }

    private void onNotification(Node notification) {
        if (notification.child("count") != null) {
            inBackground(replenish());
        }
        if (notification.child("digest") != null) {
            inBackground(load().thenCompose(v -> checkDigest()));
        }
    }

    private void inBackground(CompletionStage<Void> work) {
        work.whenComplete((v, failure) -> {
            if (failure != null) {
                LOG.warn("session {}: pre-keys not brought up to date", session.name(), Futures.unwrap(failure));
            }
        });
    }

    @Override
    public CompletionStage<Void> onLogin() {
        return replenish().thenCompose(v -> rotate());
    }

    @Override
    public void onDisconnect() {
        Scheduling.Cancellable waiting = retry;
        retry = null;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    /** Reads the keys from the store, once. */
    public CompletionStage<Void> load() {
        return keys.load();
    }

    /** Asks the server how many keys it has, and uploads when they are few; one at a time. */
    private CompletionStage<Void> replenish() {
        CompletableFuture<Void> running = replenishing;
        if (running != null) {
            return running;
        }
        CompletableFuture<Void> started = new CompletableFuture<>();
        replenishing = started;
        CompletionStage<Void> work = load().thenCompose(v -> session.wire().request(PreKeyStanzas.countRequest()))
                .thenCompose(answer -> {
                    int count = PreKeyStanzas.count(answer);
                    return count >= options.lowMark() ? done() : upload(batch(count));
                });
        unlessRefused(work, options.retryDelay()).whenComplete((v, failure) -> {
            replenishing = null;
            if (failure == null) {
                started.complete(null);
            } else {
                started.completeExceptionally(Futures.unwrap(failure));
            }
        });
        return started;
    }

    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** A refusal is no reason to close the connection: it is logged, and tried again later. */
    private CompletionStage<Void> unlessRefused(CompletionStage<Void> work, Duration delay) {
        return work.exceptionallyCompose(failure -> {
            Throwable cause = Futures.unwrap(failure);
            if (!(cause instanceof ServerErrorException) && !(cause instanceof MalformedNodeException)) {
                return CompletableFuture.failedFuture(cause);
            }
            LOG.warn("session {}: pre-keys refused, trying again in {}: {}", session.name(), delay, cause.toString());
            retryIn(delay);
            return done();
        });
    }

    private void retryIn(Duration delay) {
        if (retry != null) {
            return;
        }
        retry = session.environment()
                .scheduling()
                .schedule(
                        delay,
                        () -> session.mailbox().execute(() -> {
                            if (retry != null) {
                                retry = null;
                                inBackground(onLogin());
                            }
                        }));
    }

    private int batch(int countOnServer) {
        return countOnServer == 0 && !keys.hasUploaded() ? options.firstBatch() : options.nextBatch();
    }

    private CompletionStage<Void> upload(int batch) {
        StoreTransaction transaction = session.store().transaction();
        List<OwnPreKey> offered = keys.offer(batch, transaction);
        return Futures.on(session.mailbox(), session.store().commit(transaction))
                .thenCompose(v -> session.wire().request(PreKeyStanzas.uploadRequest(session.credentials(), offered)))
                .thenCompose(answer -> {
                    StoreTransaction uploaded = session.store().transaction();
                    keys.markUploaded(offered, uploaded);
                    LOG.info("session {}: {} pre-keys uploaded", session.name(), offered.size());
                    return Futures.on(session.mailbox(), session.store().commit(uploaded));
                });
    }

    private CompletionStage<Void> rotate() {
        CompletionStage<Void> work = rotation.rotateIfDue().exceptionallyCompose(failure -> {
            boolean disagrees = Futures.unwrap(failure) instanceof ServerErrorException error
                    && (error.serverCode() == BAD_KEY || error.serverCode() == MISMATCH);
            return disagrees ? checkDigest() : CompletableFuture.failedFuture(failure);
        });
        return unlessRefused(work, ROTATION_RETRY);
    }

    /** Uploads everything anew if the server holds other keys than this device. */
    private CompletionStage<Void> checkDigest() {
        return session.wire()
                .request(PreKeyStanzas.digestRequest())
                .thenApply(answer -> PreKeyDigest.matches(answer, session.credentials(), keys))
                .exceptionallyCompose(failure -> Futures.unwrap(failure) instanceof ServerErrorException error
                                && error.serverCode() == NOTHING_THERE
                        ? CompletableFuture.completedFuture(false)
                        : CompletableFuture.failedFuture(failure))
                .thenCompose(matches -> {
                    if (matches) {
                        return done();
                    }
                    LOG.warn("session {}: the server holds other keys, uploading anew", session.name());
                    return upload(options.nextBatch());
                });
    }

    @Override
    public @Nullable KeyPair oneTime(int id) {
        return keys.oneTime(id);
    }

    @Override
    public @Nullable KeyPair signed(int id) {
        return keys.signed(id);
    }

    /** Deletes a key that made a session, together with whatever else is in the transaction. */
    public void consume(int id, StoreTransaction transaction) {
        keys.consume(id, transaction);
    }

    /** A key for a retry receipt: made now, never uploaded, valid once. Needs {@link #load()} before. */
    public Node freshKeyNode(StoreTransaction transaction) {
        return PreKeyStanzas.oneTime(keys.mint(true, transaction));
    }

    /** The signed pre-key as the server and retry receipts take it. */
    public static Node signedNode(SignedPreKey key) {
        return PreKeyStanzas.signed(key);
    }

    /** How many one-time keys are kept, of 20,000. */
    public int size() {
        return keys.size();
    }
}
