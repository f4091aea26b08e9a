package org.camelwhatsapp.engine.pairing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.event.QrCodeIssued;
import org.camelwhatsapp.engine.session.Credentials;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * The QR codes of one connection, one after the other: the first for 60 s, the others for 20 s. Mailbox only. Source:
 * docs/protocol.md, "Pairing by QR".
 */
final class QrCodes {
    private static final Duration FIRST = Duration.ofSeconds(60);
    private static final Duration OTHERS = Duration.ofSeconds(20);
    /** The server sends six. */
    private static final int MAX_REFS = 32;

    private static final int MAX_REF_BYTES = 512;

    private final Session session;
    private final Runnable usedUp;
    private List<String> refs = List.of();
    private int shown;
    private Instant validUntil = Instant.EPOCH;
    private Scheduling.@Nullable Cancellable timer;

    /** @param usedUp what to do when the time of the last code is over */
    QrCodes(Session session, Runnable usedUp) {
        this.session = session;
        this.usedUp = usedUp;
    }

    /** @throws MalformedNodeException if there is no code, or one that no QR image holds */
    static List<String> refsOf(Node pairDevice) {
        List<String> refs = new ArrayList<>();
        for (Node ref : pairDevice.children("ref")) {
            byte[] bytes = ref.requireBytes();
            if (bytes.length == 0 || bytes.length > MAX_REF_BYTES) {
                throw new MalformedNodeException("a ref has 1 to " + MAX_REF_BYTES + " bytes");
            }
            if (refs.size() < MAX_REFS) {
                refs.add(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        if (refs.isEmpty()) {
            throw new MalformedNodeException("no ref to show");
        }
        return refs;
    }

    /** Shows the first of these. */
    void start(List<String> codes) {
        stop();
        refs = codes;
        showNext();
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
        }
        timer = null;
        refs = List.of();
        shown = 0;
    }

    private void showNext() {
        if (shown == refs.size()) {
            stop();
            usedUp.run();
            return;
        }
        shown++;
        Duration life = shown == 1 ? FIRST : OTHERS;
        validUntil = session.environment().time().instant().plus(life);
        publish();
        schedule(life);
    }

    private void schedule(Duration life) {
        // A timer that was called off may have its task in the mailbox already: only the present one counts.
        Scheduling.Cancellable[] own = new Scheduling.Cancellable[1];
        own[0] = session.environment()
                .scheduling()
                .schedule(
                        life,
                        () -> session.mailbox().execute(() -> {
                            if (timer == own[0]) {
                                showNext();
                            }
                        }));
        timer = own[0];
    }

    /** The code shown now, with the present secret, valid no longer than before. */
    void redraw() {
        if (shown > 0) {
            publish();
        }
    }

    private void publish() {
        session.publish(new QrCodeIssued(text(), validUntil, shown, refs.size()));
    }

    private String text() {
        Credentials credentials = session.credentials();
        Base64.Encoder base64 = Base64.getEncoder();
        return session.options().qrPrefix()
                + String.join(
                        ",",
                        refs.get(shown - 1),
                        base64.encodeToString(credentials.noiseKey().publicKey()),
                        base64.encodeToString(credentials.identityKey().publicKey()),
                        base64.encodeToString(credentials.advSecret()),
                        CompanionPlatform.idOf(session.options().identity().platform()));
    }
}
