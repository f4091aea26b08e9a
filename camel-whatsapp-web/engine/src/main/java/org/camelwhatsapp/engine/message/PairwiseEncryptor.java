package org.camelwhatsapp.engine.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.signal.SessionCipher;
import org.camelwhatsapp.engine.signal.SessionRecord;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encrypts for devices one by one, starting sessions where there are none. Mailbox only. */
final class PairwiseEncryptor {
    private static final Logger LOG = LoggerFactory.getLogger(PairwiseEncryptor.class);

    private final Session session;
    private final SignalState state;
    private final BundleFetcher bundles;
    private final SessionCipher cipher;

    PairwiseEncryptor(Session session, SignalState state, BundleFetcher bundles) {
        this.session = session;
        this.state = state;
        this.bundles = bundles;
        this.cipher = new SessionCipher(session.curve(), session.environment().random());
    }

    /** Loads the sessions with these devices, for these changes, and fetches the keys of those without one. */
    CompletionStage<Map<Jid, PreKeyBundle>> prepare(Collection<Jid> devices, SignalState.Changes changes) {
        return changes.load(devices, List.of()).thenCompose(v -> {
            List<Jid> strangers = new ArrayList<>();
            for (Jid device : devices) {
                if (state.session(device).isEmpty()) {
                    strangers.add(device);
                }
            }
            return strangers.isEmpty()
                    ? CompletableFuture.completedFuture(Map.<Jid, PreKeyBundle>of())
                    : bundles.fetch(strangers);
        });
    }

    /** Starts a session from a bundle, in place of the one there is. */
    void initiate(Jid device, PreKeyBundle bundle, SignalState.Changes changes) {
        changes.touch(state.address(device));
        cipher.initiate(state.session(device), bundle, state.self());
        changes.transaction().put(session.store().identities(), state.address(device), bundle.identityKey());
    }

    /**
     * The envelopes for these devices; those that cannot be reached are left out and logged once.
     *
     * @param plaintexts padded plaintext by device
     */
    Envelopes encrypt(
            Map<Jid, byte[]> plaintexts,
            Map<Jid, PreKeyBundle> fetched,
            StanzaTraits traits,
            SignalState.Changes changes) {
        Map<Jid, Node> nodes = new LinkedHashMap<>();
        boolean anyPreKey = false;
        int failed = 0;
        for (Map.Entry<Jid, byte[]> entry : plaintexts.entrySet()) {
            Jid device = entry.getKey();
            try {
                Ciphertext ciphertext = encrypt(device, entry.getValue(), fetched.get(device), changes);
                anyPreKey |= ciphertext.preKey();
                nodes.put(
                        device,
                        Node.builder("to")
                                .attr("jid", device)
                                .child(enc(ciphertext, traits, 0))
                                .build());
            } catch (SignalException e) {
                failed++;
            }
        }
        if (failed > 0) {
            LOG.warn("session {}: {} of {} devices cannot be reached", session.name(), failed, plaintexts.size());
        }
        return new Envelopes(new ArrayList<>(nodes.values()), anyPreKey);
    }

    private Ciphertext encrypt(
            Jid device, byte[] plaintext, @Nullable PreKeyBundle bundle, SignalState.Changes changes) {
        SessionRecord record = state.session(device);
        if (record.isEmpty() && bundle != null) {
            initiate(device, bundle, changes);
        }
        changes.touch(state.address(device));
        return cipher.encrypt(record, state.self(), plaintext);
    }

    /** Encrypts for one device, with a new session from the bundle if there is none. */
    Ciphertext encryptNew(Jid device, byte[] plaintext, @Nullable PreKeyBundle bundle, SignalState.Changes changes) {
        return encrypt(device, plaintext, bundle, changes);
    }

    /** Encrypts for one device that has a session. */
    Ciphertext encryptOne(Jid device, byte[] plaintext, SignalState.Changes changes) {
        return encrypt(device, plaintext, null, changes);
    }

    static Node enc(Ciphertext ciphertext, StanzaTraits traits, int count) {
        return Node.builder("enc")
                .attr("v", 2)
                .attr("type", ciphertext.wireType())
                .attr("mediatype", traits.mediaType())
                .attr("decrypt-fail", traits.hideFailure() ? "hide" : null)
                .attr("count", count == 0 ? null : Integer.toString(count))
                .bytes(ciphertext.bytes())
                .build();
    }

    /** @param anyPreKey whether the stanza has to carry the device identity */
    record Envelopes(List<Node> nodes, boolean anyPreKey) {}
}
