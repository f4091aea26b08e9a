package org.camelwhatsapp.engine.prekey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches what other devices published, many at a time. Mailbox only. Source: docs/protocol.md, "Pre-keys". */
public final class BundleFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(BundleFetcher.class);
    private static final int DEVICES_PER_REQUEST = 100;

    private final Session session;

    public BundleFetcher(Session session) {
        this.session = session;
    }

    /** The bundles by device, as far as the server has them; devices it does not know are left out and logged once. */
    public CompletionStage<Map<Jid, PreKeyBundle>> fetch(Collection<Jid> devices) {
        Map<Jid, PreKeyBundle> found = new LinkedHashMap<>();
        List<Jid> all = new ArrayList<>(devices);
        CompletionStage<Void> chain = CompletableFuture.completedFuture(null);
        for (int from = 0; from < all.size(); from += DEVICES_PER_REQUEST) {
            List<Jid> part = all.subList(from, Math.min(all.size(), from + DEVICES_PER_REQUEST));
            chain = chain.thenCompose(v -> session.wire().request(request(part)))
                    .thenAccept(answer -> parse(answer, found));
        }
        return chain.thenApply(v -> {
            if (found.size() < all.size()) {
                LOG.warn(
                        "session {}: no keys for {} of {} devices",
                        session.name(),
                        all.size() - found.size(),
                        all.size());
            }
            return found;
        });
    }

    private static Node request(List<Jid> devices) {
        Node.Builder key = Node.builder("key");
        devices.forEach(device -> key.child(Node.builder("user")
                .attr("jid", device)
                .attr("reason", "identity")
                .build()));
        return Node.builder("iq")
                .attr("xmlns", "encrypt")
                .attr("type", "get")
                .attr("to", Jid.SERVER)
                .child(key.build())
                .build();
    }

    private void parse(Node answer, Map<Jid, PreKeyBundle> found) {
        for (Node user : answer.requireChild("list").children("user")) {
            if (user.child("error") != null) {
                continue;
            }
            try {
                found.put(user.requireJid("jid"), bundleOf(user));
            } catch (MalformedNodeException e) {
                LOG.warn("session {}: a device's keys cannot be read: {}", session.name(), e.getMessage());
            }
        }
    }

    /**
     * Reads a bundle out of a {@code <user>} of the answer, or out of the {@code <keys>} of a retry receipt beside its
     * {@code <registration>}.
     *
     * @throws MalformedNodeException if a part is missing or has the wrong length
     */
    public static PreKeyBundle bundleOf(Node user) {
        return bundleOf(user, number(user.requireChild("registration").requireBytes(4)));
    }

    /** The same with the registration id given apart. */
    public static PreKeyBundle bundleOf(Node keys, int registrationId) {
        Node signed = keys.requireChild("skey");
        Node oneTime = keys.child("key");
        return new PreKeyBundle(
                registrationId,
                keys.requireChild("identity").requireBytes(32),
                number(signed.requireChild("id").requireBytes(3)),
                signed.requireChild("value").requireBytes(32),
                signed.requireChild("signature").requireBytes(64),
                oneTime == null ? -1 : number(oneTime.requireChild("id").requireBytes(3)),
                oneTime == null ? null : oneTime.requireChild("value").requireBytes(32));
    }

    private static int number(byte[] bigEndian) {
        int number = 0;
        for (byte b : bigEndian) {
            number = number << 8 | b & 0xFF;
        }
        return number;
    }
}
