package org.camelwhatsapp.engine.pairing;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.event.PairingCodeIssued;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One linking by phone code: hello, the phone's hello, finish. Mailbox only. */
final class PhoneCodePairing {
    private static final Logger LOG = LoggerFactory.getLogger(PhoneCodePairing.class);
    private static final Duration LIFE = Duration.ofSeconds(180);
    private static final int MAX_ROUNDS = 3;
    private static final String STAGE = "link_code_companion_reg";

    private record Attempt(
            String phone, String code, KeyPair ephemeral, byte[] wrapped, CompletableFuture<String> issued) {}

    private final Session session;
    private @Nullable Attempt attempt;
    private byte @Nullable [] ref;
    private boolean connected;
    private int rounds;

    PhoneCodePairing(Session session) {
        this.session = session;
    }

    CompletionStage<String> request(String phone, @Nullable String customCode) {
        String digits = phone.replaceAll("[^0-9]", "");
        if (digits.length() < 7 || digits.length() > 15 || digits.startsWith("0")) {
            return CompletableFuture.failedFuture(
                    PairingException.of("invalid-phone", "a phone number has 7 to 15 digits and no leading zero"));
        }
        String code =
                customCode == null ? LinkCode.generate(session.environment().random()) : LinkCode.normalize(customCode);
        KeyPair ephemeral =
                session.curve().generateKeyPair(session.environment().random());
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> LinkCode.wrap(
                                code,
                                ephemeral.publicKey(),
                                session.environment().random()))
                .thenCompose(wrapped -> {
                    Attempt started = new Attempt(digits, code, ephemeral, wrapped, new CompletableFuture<>());
                    attempt = started;
                    rounds = 0;
                    ref = null;
                    if (connected) {
                        sendHello(started);
                    }
                    return started.issued;
                });
    }

    void onConnected() {
        connected = true;
        Attempt waiting = attempt;
        if (waiting != null && ref == null) {
            sendHello(waiting);
        }
    }

    void reset() {
        connected = false;
        ref = null;
        Attempt lost = attempt;
        attempt = null;
        if (lost != null) {
            lost.issued.completeExceptionally(
                    PairingException.of("pairing-expired", "the connection ended before the code was used"));
        }
    }

    private void sendHello(Attempt current) {
        Node hello = stage("companion_hello", current)
                .attr("should_show_push_notification", "true")
                .child(Node.of("link_code_pairing_wrapped_companion_ephemeral_pub", current.wrapped))
                .child(Node.of(
                        "companion_server_auth_key_pub",
                        session.credentials().noiseKey().publicKey()))
                .child(Node.builder("companion_platform_id").text("1").build())
                .child(Node.builder("companion_platform_display")
                        .text("Chrome (Linux)")
                        .build())
                .child(Node.of("link_code_pairing_nonce", new byte[] {0}))
                .build();
        request(hello).whenComplete((answer, failure) -> {
            if (failure != null) {
                attempt = null;
                current.issued.completeExceptionally(Futures.unwrap(failure));
                return;
            }
            Node result = answer.child(STAGE);
            Node given = result == null ? null : result.child("link_code_pairing_ref");
            ref = given == null ? null : given.bytes();
            session.publish(new PairingCodeIssued(
                    current.code, session.environment().time().instant().plus(LIFE)));
            current.issued.complete(current.code);
        });
    }

    private static Node.Builder stage(String stage, Attempt current) {
        return Node.builder(STAGE).attr("jid", Jid.phone(current.phone)).attr("stage", stage);
    }

    private CompletionStage<Node> request(Node content) {
        return session.wire()
                .request(Node.builder("iq")
                        .attr("xmlns", "md")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(content)
                        .build());
    }

    void onNotification(Node notification) {
        Node content = notification.child(STAGE);
        Attempt current = attempt;
        if (content == null || current == null || !content.attr("stage", "").equals("primary_hello")) {
            return;
        }
        byte[] given = content.requireChild("link_code_pairing_ref").requireBytes();
        byte[] expected = ref;
        if (expected == null || !MessageDigest.isEqual(expected, given) || ++rounds > MAX_ROUNDS) {
            LOG.warn("session {}: the phone's hello does not belong to this code", session.name());
            return;
        }
        byte[] wrapped = content.requireChild("link_code_pairing_wrapped_primary_ephemeral_pub")
                .requireBytes(LinkCode.WRAPPED_BYTES);
        byte[] primaryIdentity = content.requireChild("primary_identity_pub").requireBytes(32);
        Futures.blocking(session.environment(), session.mailbox(), () -> LinkCode.unwrap(current.code, wrapped))
                .thenCompose(primaryEphemeral -> finish(current, given, primaryEphemeral, primaryIdentity))
                .whenComplete((answer, failure) -> {
                    if (failure != null) {
                        LOG.warn("session {}: linking by code failed", session.name(), Futures.unwrap(failure));
                    }
                });
    }

    private CompletionStage<Node> finish(
            Attempt current, byte[] reference, byte[] primaryEphemeral, byte[] primaryIdentity) {
        KeyPair identity = session.credentials().identityKey();
        LinkCode.Finish finish = LinkCode.finish(
                session.curve(),
                current.ephemeral,
                identity,
                new byte[][] {primaryEphemeral, primaryIdentity},
                session.environment().random());
        Node content = stage("companion_finish", current)
                .child(Node.of("link_code_pairing_wrapped_key_bundle", finish.bundle()))
                .child(Node.of("companion_identity_public", identity.publicKey()))
                .child(Node.of("link_code_pairing_ref", reference))
                .build();
        return session.updateCredentials(session.credentials().withAdvSecret(finish.advSecret()))
                .thenCompose(v -> request(content));
    }
}
