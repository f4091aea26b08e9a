package org.camelwhatsapp.engine.prekey;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.SignedPreKey;
import org.camelwhatsapp.engine.store.StoreTransaction;

/**
 * Replaces the signed pre-key when it is old. The next key is stored before the server hears of it, and becomes the one
 * in use when the server has it; until then every try offers the same one. So a message under either key can be read
 * whatever happens in between, and old keys stay readable. Mailbox only.
 */
final class SignedPreKeyRotation {
    private final Session session;
    private final OwnPreKeys keys;
    private final Duration age;

    SignedPreKeyRotation(Session session, OwnPreKeys keys, Duration age) {
        this.session = session;
        this.keys = keys;
        this.age = age;
    }

    /** Completes when the key is new enough; fails as requests do, and may then be tried again. */
    CompletionStage<Void> rotateIfDue() {
        SignedPreKey present = session.credentials().signedPreKey();
        long millis = session.environment().time().millis() - present.createdAtMillis();
        if (millis < age.toMillis()) {
            return CompletableFuture.completedFuture(null);
        }
        int id = present.id() >= PreKeyCodec.MAX_ID ? 1 : present.id() + 1;
        StoreTransaction transaction = session.store().transaction();
        keys.keepSigned(present.id(), present.keyPair(), transaction);
        SignedPreKey next = next(id, transaction);
        return Futures.on(session.mailbox(), session.store().commit(transaction))
                .thenCompose(v -> session.wire().request(PreKeyStanzas.rotateRequest(next)))
                .thenCompose(answer -> {
                    Credentials credentials = session.credentials();
                    return credentials.signedPreKey().id() == present.id()
                            ? session.updateCredentials(credentials.withSignedPreKey(next))
                            : CompletableFuture.completedFuture(null);
                });
    }

    private SignedPreKey next(int id, StoreTransaction transaction) {
        KeyPair pair = keys.keptSigned(id);
        if (pair == null) {
            pair = session.curve().generateKeyPair(session.environment().random());
            keys.keepSigned(id, pair, transaction);
        }
        byte[] signed = new byte[33];
        signed[0] = 5;
        System.arraycopy(pair.publicKey(), 0, signed, 1, 32);
        byte[] signature = session.curve()
                .sign(
                        session.credentials().identityKey().privateKey(),
                        signed,
                        session.environment().random());
        return new SignedPreKey(
                id, pair, signature, session.environment().time().millis());
    }
}
