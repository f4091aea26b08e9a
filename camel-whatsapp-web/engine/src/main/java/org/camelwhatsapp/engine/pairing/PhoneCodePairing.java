package org.camelwhatsapp.engine.pairing;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.InvalidKeyException;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.pairing.LinkCodeStanzas.PrimaryHello;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Linking by phone code: our hello, the phone's hello, our finish; then the ordinary pair-success follows. A code lives
 * 180 s; the phone may say hello three times, because a mistyped code is not noticed before the end, and may ask three
 * times for a fresh code. Mailbox only. Source: docs/protocol.md, "Pairing by phone code".
 */
final class PhoneCodePairing {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCodePairing.class);
    private static final Duration LIFE = Duration.ofSeconds(180);
    private static final int MAX_ROUNDS = 3;
    private static final int MAX_REFRESHES = 3;

    /** One number that asked for a code; a fresh code belongs to the same attempt. */
    private static final class Attempt {
        final String phone;
        final @Nullable String chosen;
        final CompletableFuture<String> issued = new CompletableFuture<>();

        @Nullable
        Offer offer;
        /** The offer of the last hello on this connection. */
        @Nullable
        Offer offered;

        byte @Nullable [] ref;
        Instant validUntil = Instant.MAX;
        int rounds;
        int refreshes;

        Attempt(String phone, @Nullable String chosen) {
            this.phone = phone;
            this.chosen = chosen;
        }
    }

    /** A code and the ephemeral key that goes with it. */
    private record Offer(String code, KeyPair ephemeral, byte[] wrapped) {}

    private final Session session;
    private final Runnable secretChanged;
    private @Nullable Attempt attempt;
    private boolean connected;

    /** @param secretChanged called when QR codes with the secret of before are void */
    PhoneCodePairing(Session session, Runnable secretChanged) {
        this.session = session;
        this.secretChanged = secretChanged;
    }

    CompletionStage<String> request(String phone, @Nullable String customCode) {
        String digits = phone.replaceAll("[^0-9]", "");
        if (digits.length() < 7 || digits.length() > 15 || digits.startsWith("0")) {
            return CompletableFuture.failedFuture(
                    PairingException.of("invalid-phone", "a phone number has 7 to 15 digits and no leading zero"));
        }
        Attempt started;
        try {
            started = new Attempt(digits, customCode == null ? null : LinkCode.normalize(customCode));
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(PairingException.of("invalid-code", String.valueOf(e.getMessage())));
        }
        end("pairing-superseded", "another code was asked for");
        attempt = started;
        prepare(started);
        return started.issued;
    }

    /** Makes a code and wraps its key, which takes a while, then introduces the device if it can. */
    private void prepare(Attempt current) {
        String chosen = current.chosen;
        String code = chosen == null ? LinkCode.generate(session.environment().random()) : chosen;
        KeyPair ephemeral =
                session.curve().generateKeyPair(session.environment().random());
        current.offer = null;
        current.ref = null;
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> LinkCode.wrap(
                                code,
                                ephemeral.publicKey(),
                                session.environment().random()))
                .whenComplete((wrapped, failure) -> {
                    if (failure != null) {
                        drop(current, Futures.unwrap(failure));
                    } else if (attempt == current) {
                        current.offer = new Offer(code, ephemeral, wrapped);
                        sendHello();
                    }
                });
    }

    void onConnected() {
        connected = true;
        sendHello();
    }

    void onDisconnect() {
        connected = false;
        Attempt current = attempt;
        // A code that was asked for early waits for the next connection; one that was shown is void without this one.
        if (current != null && current.issued.isDone()) {
            attempt = null;
        } else if (current != null) {
            current.offered = null;
        }
    }

    void onLinked() {
        end("already-paired", "this session is linked already");
    }

    private void end(String code, String reason) {
        Attempt current = attempt;
        if (current != null) {
            drop(current, PairingException.of(code, reason));
        }
    }

    private void drop(Attempt current, Throwable failure) {
        if (attempt == current) {
            attempt = null;
        }
        current.issued.completeExceptionally(failure);
    }

    private void sendHello() {
        Attempt current = attempt;
        Offer offer = current == null ? null : current.offer;
        if (current == null || offer == null || !connected || current.offered == offer) {
            return;
        }
        current.offered = offer;
        Node hello = LinkCodeStanzas.hello(
                current.phone, offer.wrapped, session.credentials().noiseKey().publicKey());
        session.wire()
                .request(hello)
                .thenApply(answer -> LinkCodeStanzas.ref(answer.requireChild(LinkCodeStanzas.TAG)))
                .whenComplete((ref, failure) -> {
                    if (attempt != current || current.offer != offer) {
                        return;
                    }
                    if (failure != null) {
                        drop(current, Futures.unwrap(failure));
                        return;
                    }
                    current.ref = ref;
                    current.validUntil = session.environment().time().instant().plus(LIFE);
                    session.publish(new PairingCodeIssued(offer.code, current.validUntil));
                    current.issued.complete(offer.code);
                });
    }

    void onNotification(Node notification) {
        Node content = notification.requireChild(LinkCodeStanzas.TAG);
        Attempt current = attempt;
        byte[] expected = current == null ? null : current.ref;
        if (current == null || expected == null || !MessageDigest.isEqual(expected, LinkCodeStanzas.ref(content))) {
            LOG.warn("session {}: a phone answered to a code that is not shown", session.name());
            return;
        }
        switch (content.attr("stage", "")) {
            case "primary_hello" -> onPrimaryHello(current, PrimaryHello.of(content), expected);
            case "refresh_code" -> onRefresh(current);
            default -> LOG.debug("session {}: an unknown stage of linking by code", session.name());
        }
    }

    private void onRefresh(Attempt current) {
        if (++current.refreshes > MAX_REFRESHES) {
            giveUp(current, "the phone asked for too many codes");
            return;
        }
        prepare(current);
    }

    private void onPrimaryHello(Attempt current, PrimaryHello hello, byte[] ref) {
        Offer offer = current.offer;
        if (offer == null || session.environment().time().instant().isAfter(current.validUntil)) {
            giveUp(current, "the code was typed too late");
            return;
        }
        if (++current.rounds > MAX_ROUNDS) {
            giveUp(current, "the phone tried too often");
            return;
        }
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> LinkCode.unwrap(offer.code, hello.wrappedEphemeral()))
                .thenCompose(ephemeral -> finish(current, offer, new byte[][] {ephemeral, hello.identityKey()}, ref))
                .whenComplete((v, failure) -> {
                    if (failure != null && attempt == current) {
                        LOG.warn("session {}: linking by code failed", session.name(), Futures.unwrap(failure));
                        giveUp(current, "linking by code failed");
                    }
                });
    }

    private CompletionStage<Void> finish(Attempt current, Offer offer, byte[][] primaryKeys, byte[] ref) {
        if (attempt != current || session.credentials().isPaired()) {
            return CompletableFuture.completedFuture(null);
        }
        KeyPair identity = session.credentials().identityKey();
        LinkCode.Finish finish;
        try {
            finish = LinkCode.finish(
                    session.curve(),
                    offer.ephemeral,
                    identity,
                    primaryKeys,
                    session.environment().random());
        } catch (InvalidKeyException e) {
            return CompletableFuture.failedFuture(e);
        }
        return session.updateCredentials(session.credentials().withAdvSecret(finish.advSecret()))
                .thenRun(secretChanged)
                .thenCompose(v -> session.wire()
                        .request(LinkCodeStanzas.finish(current.phone, finish.bundle(), identity.publicKey(), ref)))
                .thenApply(answer -> null);
    }

    /** The code is void; the QR codes go on. */
    private void giveUp(Attempt current, String reason) {
        drop(current, PairingException.of("pairing-rejected", reason));
        session.publish(new PairingFailed("pairing-rejected", reason));
    }
}
