package org.camelwhatsapp.engine.pairing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.Paired;
import org.camelwhatsapp.engine.event.PairingFailed;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links this device to an account, by QR or phone code, and unlinks it. The states and edges are in {@link
 * PairingState}. Mailbox only. Source: docs/protocol.md, "Pairing by QR", "Pairing by phone code" and "Device identity".
 */
public final class PairingFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(PairingFeature.class);
    private static final int MAX_NAME = 256;

    private final Session session;
    private final QrCodes codes;
    private final PhoneCodePairing phoneCode;
    private PairingState state = PairingState.IDLE;
    /** Counts connections and offers of codes, so that a late answer of the store is known as such. */
    private int round;

    public PairingFeature(Session session) {
        this.session = session;
        this.codes = new QrCodes(session, this::onUsedUp);
        this.phoneCode = new PhoneCodePairing(session, codes::redraw);
    }

    @Override
    public boolean needsAccount() {
        return false;
    }

    @Override
    public void register(StanzaRouter router) {
        router.onServerRequest("pair-device", this::onPairDevice);
        router.onServerRequest("pair-success", this::onPairSuccess);
        router.onNotification("companion_reg_refresh", this::onRefresh);
        router.onNotification("link_code_companion_reg", phoneCode::onNotification);
    }

    /** Where the pairing stands. */
    public PairingState state() {
        return state;
    }

    private void become(PairingState next) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("no way from " + state + " to " + next);
        }
        state = next;
    }

    @Override
    public void onDisconnect() {
        round++;
        become(PairingState.IDLE);
        codes.stop();
        phoneCode.onDisconnect();
    }

    private void onPairDevice(Node request) {
        reply(request, null);
        if (session.credentials().isPaired() || state != PairingState.IDLE && state != PairingState.SHOWING) {
            LOG.warn("session {}: codes were offered while {}, ignored", session.name(), state);
            return;
        }
        List<String> refs = QrCodes.refsOf(request.requireChild("pair-device"));
        codes.stop();
        int present = ++round;
        renewSecret(present).thenAccept(renewed -> {
            if (renewed) {
                become(PairingState.SHOWING);
                codes.start(refs);
                phoneCode.onConnected();
            }
        });
    }

    /** Whether there is a new secret and it is still wanted; when the store fails, so has the pairing. */
    private CompletionStage<Boolean> renewSecret(int wantedIn) {
        byte[] secret = session.environment().random().bytes(32);
        return session.updateCredentials(session.credentials().withAdvSecret(secret))
                .handle((v, failure) -> {
                    if (wantedIn != round || session.credentials().isPaired()) {
                        return false;
                    }
                    if (failure != null) {
                        fail(PairingState.FAILED, "store-unavailable", "the store failed");
                    }
                    return failure == null;
                });
    }

    private void onUsedUp() {
        fail(PairingState.EXPIRED, "pairing-expired", "no phone used a code in time");
    }

    private void onRefresh(Node notification) {
        if (state == PairingState.SHOWING) {
            renewSecret(round).thenAccept(renewed -> {
                if (renewed && state == PairingState.SHOWING) {
                    codes.redraw();
                }
            });
        }
    }

    private void onPairSuccess(Node request) {
        if (session.credentials().isPaired() || state.isEnded()) {
            LOG.warn("session {}: pair-success while {}, ignored", session.name(), state);
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
        } catch (MalformedNodeException e) {
            reject(request, PairingException.unreadable());
            return;
        } catch (PairingException e) {
            reject(request, e);
            return;
        }
        confirm(request, identity, account);
    }

    private void reject(Node request, PairingException e) {
        session.wire()
                .send(answer(request, "error")
                        .child(Node.builder("error")
                                .attr("code", e.serverCode())
                                .attr("text", e.serverText())
                                .build())
                        .build());
        fail(PairingState.REJECTED, e.code(), String.valueOf(e.getMessage()));
    }

    /** First stored, then answered: the server counts the device as linked from the answer on. */
    private void confirm(Node request, DeviceIdentity identity, LinkedAccount account) {
        become(PairingState.CONFIRMING);
        codes.stop();
        int present = ++round;
        session.updateCredentials(session.credentials().withAccount(account)).whenComplete((v, failure) -> {
            if (failure != null) {
                LOG.error("session {}: the account could not be stored", session.name(), Futures.unwrap(failure));
            }
            if (present != round) {
                return;
            }
            if (failure != null) {
                fail(PairingState.FAILED, "store-unavailable", "the store failed");
                return;
            }
            become(PairingState.LINKED);
            phoneCode.onLinked();
            reply(
                    request,
                    Node.of(
                            "pair-device-sign",
                            Node.builder("device-identity")
                                    .attr("key-index", identity.keyIndex())
                                    .bytes(identity.reply())
                                    .build()));
            session.publish(new Paired(account.jid(), account.lid(), account.platform(), account.businessName()));
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
                nameOf(platform),
                nameOf(business),
                null);
    }

    /** A name for people, cut to a length that can be stored whatever the server sends. */
    private static @Nullable String nameOf(@Nullable Node node) {
        String name = node == null ? null : node.attr("name");
        return name == null || name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
    }

    private void reply(Node request, @Nullable Node child) {
        session.wire().send(answer(request, "result").child(child).build());
    }

    private static Node.Builder answer(Node request, String type) {
        return Node.builder("iq").attr("type", type).attr("to", Jid.SERVER).attr("id", request.attr("id"));
    }

    private void fail(PairingState ended, String code, String reason) {
        become(ended);
        codes.stop();
        session.publish(new PairingFailed(code, reason));
        session.end(ended == PairingState.EXPIRED ? ConnectionState.PAIRING_EXPIRED : ConnectionState.FAILED, reason);
    }

    /**
     * Asks for a code to be typed on the phone instead of scanning one. May be called before the connection is up; a
     * later call takes the place of an earlier one.
     *
     * @param phone digits in international form
     * @param customCode eight characters, or null for a random code
     * @return the code; it is also published as an event. Fails with {@link PairingException} ({@code already-paired},
     *     {@code invalid-phone}, {@code invalid-code}, {@code pairing-superseded}) or as requests do
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
