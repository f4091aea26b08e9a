package org.camelwhatsapp.engine.pairing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links this device to an account. Mailbox only.
 *
 * <table>
 * <caption>States of one pairing</caption>
 * <tr><th>state</th><th>on</th><th>next</th></tr>
 * <tr><td>idle</td><td>pair-device</td><td>waiting: first code, 60 s, then 20 s each</td></tr>
 * <tr><td>waiting</td><td>time over, codes left</td><td>waiting, next code</td></tr>
 * <tr><td>waiting</td><td>time over, none left</td><td>ended: {@code pairing-expired}, no new connection</td></tr>
 * <tr><td>waiting</td><td>pair-success, genuine</td><td>linked: stored, then answered; the server restarts</td></tr>
 * <tr><td>waiting</td><td>pair-success, not genuine</td><td>ended: {@code pairing-rejected}, nothing stored</td></tr>
 * <tr><td>any</td><td>connection gone</td><td>idle</td></tr>
 * </table>
 *
 * <p>Source: docs/protocol.md, "Pairing by QR" and "Pairing by phone code".
 */
public final class PairingFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(PairingFeature.class);
    private static final Duration FIRST_CODE = Duration.ofSeconds(60);
    private static final Duration NEXT_CODE = Duration.ofSeconds(20);
    private static final int MAX_REFS = 32;
    private static final String DESKTOP_PLATFORM = "7";

    private final Session session;
    private final PhoneCodePairing phoneCode;
    private List<String> refs = List.of();
    private int shown;
    private Scheduling.@Nullable Cancellable timer;

    public PairingFeature(Session session) {
        this.session = session;
        this.phoneCode = new PhoneCodePairing(session);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onServerRequest("pair-device", this::onPairDevice);
        router.onServerRequest("pair-success", this::onPairSuccess);
        router.onNotification("companion_reg_refresh", this::onRefresh);
        router.onNotification("link_code_companion_reg", phoneCode::onNotification);
    }

    @Override
    public void onDisconnect() {
        stopTimer();
        refs = List.of();
        phoneCode.reset();
    }

    private void onPairDevice(Node request) {
        reply(request, null);
        List<String> received = new ArrayList<>();
        for (Node ref : request.requireChild("pair-device").children("ref")) {
            if (received.size() < MAX_REFS) {
                received.add(new String(ref.requireBytes(), StandardCharsets.UTF_8));
            }
        }
        refs = received;
        shown = 0;
        renewSecret().whenComplete((v, failure) -> {
            if (failure != null) {
                fail("store-unavailable", "the store failed");
                return;
            }
            showNext();
            phoneCode.onConnected();
        });
    }

    private CompletionStage<Void> renewSecret() {
        byte[] secret = session.environment().random().bytes(32);
        return session.updateCredentials(session.credentials().withAdvSecret(secret));
    }

    private void showNext() {
        if (session.credentials().isPaired() || refs.isEmpty()) {
            return;
        }
        if (shown >= refs.size()) {
            fail("pairing-expired", "no phone scanned a code in time");
            return;
        }
        shown++;
        Duration life = shown == 1 ? FIRST_CODE : NEXT_CODE;
        publishCode(session.environment().time().instant().plus(life));
        timer = session.environment()
                .scheduling()
                .schedule(
                        life,
                        () -> session.mailbox().execute(() -> {
                            if (timer != null) {
                                timer = null;
                                showNext();
                            }
                        }));
    }

    private void publishCode(Instant validUntil) {
        session.publish(new QrCodeIssued(qrText(), validUntil, shown, refs.size()));
    }

    private String qrText() {
        Credentials credentials = session.credentials();
        Base64.Encoder base64 = Base64.getEncoder();
        return session.options().qrPrefix()
                + String.join(
                        ",",
                        refs.get(shown - 1),
                        base64.encodeToString(credentials.noiseKey().publicKey()),
                        base64.encodeToString(credentials.identityKey().publicKey()),
                        base64.encodeToString(credentials.advSecret()),
                        DESKTOP_PLATFORM);
    }

    private void onRefresh(Node notification) {
        if (session.credentials().isPaired() || shown == 0 || refs.isEmpty()) {
            return;
        }
        renewSecret()
                .thenAccept(
                        v -> publishCode(session.environment().time().instant().plus(NEXT_CODE)));
    }

    private void onPairSuccess(Node request) {
        if (session.credentials().isPaired()) {
            LOG.warn("session {}: a second pair-success was ignored", session.name());
            return;
        }
        DeviceIdentity identity;
        LinkedAccount account;
        try {
            Node success = request.requireChild("pair-success");
            identity = DeviceIdentity.accept(
                    success.requireChild("device-identity").requireBytes(),
                    session.credentials(),
                    session.curve(),
                    session.environment().random());
            account = accountOf(success, identity);
        } catch (PairingException e) {
            replyError(request, e);
            fail(e.code(), String.valueOf(e.getMessage()));
            return;
        }
        stopTimer();
        session.updateCredentials(session.credentials().withAccount(account)).whenComplete((v, failure) -> {
            if (failure != null) {
                fail("store-unavailable", "the store failed");
                return;
            }
            session.publish(new Paired(account.jid(), account.lid(), account.platform(), account.businessName()));
            reply(
                    request,
                    Node.of(
                            "pair-device-sign",
                            Node.builder("device-identity")
                                    .attr("key-index", identity.keyIndex())
                                    .bytes(identity.reply())
                                    .build()));
        });
    }

    private static LinkedAccount accountOf(Node success, DeviceIdentity identity) {
        Node device = success.requireChild("device");
        Jid jid = device.requireJid("jid");
        Jid lid = device.jid("lid");
        Node platform = success.child("platform");
        Node business = success.child("biz");
        return new LinkedAccount(
                jid,
                lid == null ? jid : lid,
                identity.stored(),
                identity.accountKey(),
                platform == null ? null : platform.attr("name"),
                business == null ? null : business.attr("name"),
                null);
    }

    private void reply(Node request, @Nullable Node child) {
        session.wire()
                .send(Node.builder("iq")
                        .attr("type", "result")
                        .attr("to", Jid.SERVER)
                        .attr("id", request.attr("id"))
                        .child(child)
                        .build());
    }

    private void replyError(Node request, PairingException e) {
        session.wire()
                .send(Node.builder("iq")
                        .attr("type", "error")
                        .attr("to", Jid.SERVER)
                        .attr("id", request.attr("id"))
                        .child(Node.builder("error")
                                .attr("code", e.serverCode())
                                .attr("text", e.serverText())
                                .build())
                        .build());
    }

    private void fail(String code, String reason) {
        stopTimer();
        refs = List.of();
        session.publish(new PairingFailed(code, reason));
        session.end(code.equals("pairing-expired") ? ConnectionState.PAIRING_EXPIRED : ConnectionState.FAILED, reason);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /**
     * Asks for a code to be typed on the phone instead of scanning one. May be called before the connection is up.
     *
     * @param phone digits in international form
     * @param customCode eight characters, or null for a random code
     * @return the code; it is also published as an event
     */
    public CompletionStage<String> requestCode(String phone, @Nullable String customCode) {
        if (session.credentials().isPaired()) {
            return CompletableFuture.failedFuture(
                    PairingException.of("already-paired", "this session is linked already"));
        }
        return phoneCode.request(phone, customCode);
    }

    /** Unlinks this device. Completes when the server has confirmed; the session then ends as logged out. */
    public CompletionStage<Void> logout() {
        Jid own = session.credentials().requireAccount().jid();
        return session.wire()
                .request(Node.builder("iq")
                        .attr("xmlns", "md")
                        .attr("type", "set")
                        .attr("to", Jid.SERVER)
                        .child(Node.builder("remove-companion-device")
                                .attr("jid", own)
                                .attr("reason", "user_initiated")
                                .build())
                        .build())
                .thenAccept(answer -> session.logOut("logged out on request"));
    }
}
