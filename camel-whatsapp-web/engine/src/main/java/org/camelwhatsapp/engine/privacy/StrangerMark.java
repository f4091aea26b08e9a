package org.camelwhatsapp.engine.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.appstate.AppStateFeature;
import org.camelwhatsapp.engine.crypto.Hmac;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * The mark that a message shows to somebody who gave this account no token: made with a salt that the phone shares with the
 * account's devices, or tells with the history. Without a salt there is none. Mailbox only. Source: docs/protocol.md,
 * "Trusted contacts".
 */
public final class StrangerMark implements Feature {
    private static final AppStateCollection COLLECTION = AppStateCollection.REGULAR_HIGH;
    private static final String ACTION = "nct_salt_sync";
    private static final int MAX_SALT = 1_024;

    private final AppStateFeature appState;
    private final PrivacyTokens tokens;
    /** Null while it is not known whether there is one. */
    private @Nullable Optional<byte[]> shared;

    public StrangerMark(AppStateFeature appState, PrivacyTokens tokens) {
        this.appState = appState;
        this.tokens = tokens;
        tokens.markWith(this::of);
        appState.on(ACTION, (action, transaction) -> {
            byte[] salt = action.value().getNctSaltSyncAction().getSalt().toByteArray();
            if (action.set() && isSalt(salt)) {
                shared = Optional.of(salt);
            } else {
                shared = Optional.empty();
                tokens.dropHistoricSalt(transaction);
            }
            return null;
        });
    }

    @Override
    public void onDisconnect() {
        shared = null;
    }

    private CompletionStage<Optional<Node>> of(Jid lid) {
        return salt().thenApply(salt -> salt.map(key ->
                Node.of("cstoken", Hmac.sha256(key, lid.toUser().toString().getBytes(StandardCharsets.UTF_8)))));
    }

    private CompletionStage<Optional<byte[]>> salt() {
        Optional<byte[]> known = shared;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return appState.values(COLLECTION, ACTION, 1)
                .thenCompose(actions -> {
                    Optional<byte[]> found = actions.stream()
                            .map(action -> action.value()
                                    .getNctSaltSyncAction()
                                    .getSalt()
                                    .toByteArray())
                            .filter(StrangerMark::isSalt)
                            .findFirst();
                    return found.isPresent() ? CompletableFuture.completedFuture(found) : tokens.historicSalt();
                })
                .thenApply(found -> {
                    // What came while it was read is newer.
                    Optional<byte[]> newer = shared;
                    shared = newer == null ? found : newer;
                    return shared;
                });
    }

    /**
     * Takes in what the history says; what devices share counts more.
     *
     * @param salt empty for nothing
     * @return completes when it is durable
     */
    public CompletionStage<Void> learn(byte[] salt) {
        if (!isSalt(salt)) {
            return CompletableFuture.completedFuture(null);
        }
        shared = null;
        return tokens.keepHistoricSalt(salt);
    }

    private static boolean isSalt(byte[] salt) {
        return salt.length > 0 && salt.length <= MAX_SALT;
    }
}
