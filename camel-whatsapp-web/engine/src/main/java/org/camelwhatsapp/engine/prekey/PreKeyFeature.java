package org.camelwhatsapp.engine.prekey;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.CredentialsFactory;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Own pre-keys: kept in memory (two small arrays each, some thousand at most), uploaded when the server runs low, the
 * signed one rotated every 27 days. Keys that were made but not uploaded are offered again before new ones are made, so
 * a failing upload never makes ids run away. Mailbox only. Source: docs/protocol.md, "Pre-keys".
 */
public final class PreKeyFeature implements Feature, PreKeySource {
    private static final Logger LOG = LoggerFactory.getLogger(PreKeyFeature.class);
    private static final int FIRST_BATCH = 812;
    private static final int NEXT_BATCH = 100;
    private static final int LOW = 10;
    private static final int MAX_KEYS = 20_000;
    private static final int MAX_ID = 0xFFFFFF;
    private static final Duration ROTATION = Duration.ofDays(27);
    private static final byte[] CURVE_25519 = {5};

    private final Session session;
    private final TreeMap<Integer, PreKeyCodec.OwnPreKey> oneTime = new TreeMap<>();
    private final Map<Integer, KeyPair> signed = new HashMap<>();
    private boolean loaded;
    private @Nullable CompletableFuture<Void> upload;

    public PreKeyFeature(Session session) {
        this.session = session;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onNotification("encrypt", this::onNotification);
    }

    private void onNotification(Node notification) {
        Node count = notification.child("count");
        if (count != null && count.intAttr("value", 0) < LOW) {
            refill(NEXT_BATCH).whenComplete((v, failure) -> {
                if (failure != null) {
                    LOG.warn("session {}: pre-keys not uploaded", session.name(), Futures.unwrap(failure));
                }
            });
        }
    }

    @Override
    public CompletionStage<Void> onLogin() {
        return load().thenCompose(v -> countOnServer())
                .thenCompose(count -> {
                    if (count >= LOW) {
                        return CompletableFuture.completedFuture((Void) null);
                    }
                    return refill(count == 0 && uploadedCount() == 0 ? FIRST_BATCH : NEXT_BATCH);
                })
                .thenCompose(v -> rotateIfDue());
    }

    private long uploadedCount() {
        return oneTime.values().stream().filter(PreKeyCodec.OwnPreKey::uploaded).count();
    }

    /** Reads the keys from the store, once. */
    public CompletionStage<Void> load() {
        if (loaded) {
            return CompletableFuture.completedFuture(null);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().preKeys().list(MAX_KEYS + 100))
                .thenAccept(entries -> {
                    for (Map.Entry<String, byte[]> entry : entries) {
                        int id = PreKeyCodec.idOf(entry.getKey());
                        PreKeyCodec.OwnPreKey key = PreKeyCodec.decode(id, entry.getValue());
                        if (PreKeyCodec.isOneTime(entry.getKey())) {
                            oneTime.put(id, key);
                        } else if (PreKeyCodec.isSigned(entry.getKey())) {
                            signed.put(id, key.keyPair());
                        }
                    }
                    loaded = true;
                });
    }

    private CompletionStage<Integer> countOnServer() {
        return session.wire()
                .request(encryptRequest("get", Node.of("count")))
                .thenApply(answer -> answer.requireChild("count").intAttr("value", 0));
    }

    private static Node encryptRequest(String type, Node... children) {
        return Node.builder("iq")
                .attr("xmlns", "encrypt")
                .attr("type", type)
                .attr("to", Jid.SERVER)
                .children(List.of(children))
                .build();
    }

    /** Offers this many keys to the server; one upload at a time. */
    private CompletionStage<Void> refill(int count) {
        CompletableFuture<Void> running = upload;
        if (running != null) {
            return running;
        }
        CompletableFuture<Void> started = new CompletableFuture<>();
        upload = started;
        StoreTransaction transaction = session.store().transaction();
        List<PreKeyCodec.OwnPreKey> offered = unsentKeys(count, transaction);
        Futures.on(session.mailbox(), session.store().commit(transaction))
                .thenCompose(v -> session.wire().request(uploadRequest(offered)))
                .thenCompose(answer -> markUploaded(offered))
                .whenComplete((v, failure) -> {
                    upload = null;
                    if (failure == null) {
                        started.complete(null);
                    } else {
                        started.completeExceptionally(Futures.unwrap(failure));
                    }
                });
        return started;
    }

    private List<PreKeyCodec.OwnPreKey> unsentKeys(int count, StoreTransaction transaction) {
        List<PreKeyCodec.OwnPreKey> keys = new ArrayList<>(count);
        for (PreKeyCodec.OwnPreKey key : oneTime.values()) {
            if (!key.uploaded() && keys.size() < count) {
                keys.add(key);
            }
        }
        int next = oneTime.isEmpty() ? firstId() : oneTime.lastKey() + 1;
        while (keys.size() < count && oneTime.size() < MAX_KEYS) {
            int id = next > MAX_ID ? 1 : next;
            KeyPair pair = session.curve().generateKeyPair(session.environment().random());
            PreKeyCodec.OwnPreKey key = new PreKeyCodec.OwnPreKey(id, pair, false);
            oneTime.put(id, key);
            keys.add(key);
            transaction.put(session.store().preKeys(), PreKeyCodec.oneTime(id), PreKeyCodec.encode(pair, false));
            next = id + 1;
        }
        return keys;
    }

    /** When every key was used up, ids must still not come again: the time gives a start beyond them. */
    private int firstId() {
        if (session.credentials().loginCounter() <= 1) {
            return 1;
        }
        long minutes = session.environment().time().instant().getEpochSecond() / 60;
        return 1 + (int) (minutes % (MAX_ID - MAX_KEYS));
    }

    private Node uploadRequest(List<PreKeyCodec.OwnPreKey> keys) {
        Credentials credentials = session.credentials();
        Node.Builder list = Node.builder("list");
        keys.forEach(key -> list.child(Node.of(
                "key",
                Node.of("id", id(key.id())),
                Node.of("value", key.keyPair().publicKey()))));
        return encryptRequest(
                "set",
                Node.of(
                        "registration",
                        ByteBuffer.allocate(4)
                                .putInt(credentials.registrationId())
                                .array()),
                Node.of("type", CURVE_25519),
                Node.of("identity", credentials.identityKey().publicKey()),
                list.build(),
                signedNode(credentials.signedPreKey()));
    }

    /** The signed pre-key as the server and retry receipts take it. */
    public static Node signedNode(SignedPreKey key) {
        return Node.of(
                "skey",
                Node.of("id", id(key.id())),
                Node.of("value", key.keyPair().publicKey()),
                Node.of("signature", key.signature()));
    }

    /** An id in the three bytes the wire gives it. */
    public static byte[] id(int id) {
        return new byte[] {(byte) (id >>> 16), (byte) (id >>> 8), (byte) id};
    }

    private CompletionStage<Void> markUploaded(List<PreKeyCodec.OwnPreKey> keys) {
        StoreTransaction transaction = session.store().transaction();
        for (PreKeyCodec.OwnPreKey key : keys) {
            if (oneTime.containsKey(key.id())) {
                oneTime.put(key.id(), new PreKeyCodec.OwnPreKey(key.id(), key.keyPair(), true));
                transaction.put(
                        session.store().preKeys(),
                        PreKeyCodec.oneTime(key.id()),
                        PreKeyCodec.encode(key.keyPair(), true));
            }
        }
        LOG.info("session {}: {} pre-keys uploaded", session.name(), keys.size());
        return Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    private CompletionStage<Void> rotateIfDue() {
        SignedPreKey present = session.credentials().signedPreKey();
        long age = session.environment().time().millis() - present.createdAtMillis();
        if (age < ROTATION.toMillis()) {
            return CompletableFuture.completedFuture(null);
        }
        SignedPreKey next = CredentialsFactory.signedPreKey(
                present.id() + 1, session.credentials().identityKey(), session.curve(), session.environment());
        // The old key stays readable for messages on their way; it is stored before the new one takes its place.
        signed.put(present.id(), present.keyPair());
        StoreTransaction transaction = session.store().transaction();
        transaction.put(
                session.store().preKeys(),
                PreKeyCodec.signed(present.id()),
                PreKeyCodec.encode(present.keyPair(), true));
        return Futures.on(session.mailbox(), session.store().commit(transaction))
                .thenCompose(
                        v -> session.updateCredentials(session.credentials().withSignedPreKey(next)))
                .thenCompose(v -> session.wire().request(encryptRequest("set", Node.of("rotate", signedNode(next)))))
                .<Void>thenApply(answer -> null)
                .exceptionally(failure -> {
                    LOG.warn("session {}: signed pre-key not rotated", session.name(), Futures.unwrap(failure));
                    return null;
                });
    }

    @Override
    public @Nullable KeyPair oneTime(int id) {
        PreKeyCodec.OwnPreKey key = oneTime.get(id);
        return key == null ? null : key.keyPair();
    }

    @Override
    public @Nullable KeyPair signed(int id) {
        SignedPreKey present = session.credentials().signedPreKey();
        return present.id() == id ? present.keyPair() : signed.get(id);
    }

    /** Deletes a key that made a session, together with whatever else is in the transaction. */
    public void consume(int id, StoreTransaction transaction) {
        if (oneTime.remove(id) != null) {
            transaction.delete(session.store().preKeys(), PreKeyCodec.oneTime(id));
        }
    }

    /** A key for a retry receipt: made now, never uploaded, valid once. */
    public Node freshKeyNode(StoreTransaction transaction) {
        int id = oneTime.isEmpty() ? firstId() : oneTime.lastKey() + 1;
        KeyPair pair = session.curve().generateKeyPair(session.environment().random());
        oneTime.put(id, new PreKeyCodec.OwnPreKey(id, pair, true));
        transaction.put(session.store().preKeys(), PreKeyCodec.oneTime(id), PreKeyCodec.encode(pair, true));
        return Node.of("key", Node.of("id", id(id)), Node.of("value", pair.publicKey()));
    }

    /** How many one-time keys are kept, of 20,000. */
    public int size() {
        return oneTime.size();
    }
}
