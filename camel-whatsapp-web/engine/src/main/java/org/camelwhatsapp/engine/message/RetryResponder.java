package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.RetryRequested;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.prekey.BundleFetcher;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.signal.Ciphertext;
import org.camelwhatsapp.engine.signal.PreKeyBundle;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message again to a device that could not read it: the same content under the same id, for that device only.
 * What was sent is read from the store, so this works after a restart too. Mailbox only. Source: docs/protocol.md, "Retry
 * receipts".
 */
final class RetryResponder {
    private static final Logger LOG = LoggerFactory.getLogger(RetryResponder.class);
    private static final int MAX_ANSWERS = 5;
    private static final int CAPACITY = 4_096;

    private final Session session;
    private final SignalState state;
    private final PairwiseEncryptor encryptor;
    private final BundleFetcher bundles;
    private final GroupSend groups;
    private final RetrySessions sessions;
    private final Map<String, Integer> answers;

    RetryResponder(
            Session session, SignalState state, PairwiseEncryptor encryptor, BundleFetcher bundles, GroupSend groups) {
        this.session = session;
        this.state = state;
        this.encryptor = encryptor;
        this.bundles = bundles;
        this.groups = groups;
        this.sessions = new RetrySessions(session.gauges());
        this.answers = new BoundedMap<>(session.gauges(), "message.retriesAnswered", CAPACITY);
    }

    void onRetry(Node receipt) {
        Jid from = receipt.requireJid("from");
        Jid requester = from.isGroup() || from.isBroadcast() ? receipt.requireJid("participant") : from;
        String id = receipt.requireAttr("id");
        int count = receipt.requireChild("retry").intAttr("count", 1);
        int answered = answers.merge(id + requester, 1, Integer::sum);
        if (answered > MAX_ANSWERS) {
            session.publish(new RetryRequested(id, requester, count, false));
            return;
        }
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Optional.ofNullable(session.store().sentMessages().find(id))
                                .filter(SentMessage::wasAccepted))
                .thenCompose(sent -> sent.isPresent()
                        ? answer(receipt, requester, sent.get()).thenApply(v -> true)
                        : CompletableFuture.completedFuture(false))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.warn("session {}: a retry was not answered", session.name(), Futures.unwrap(failure));
                    }
                    session.publish(new RetryRequested(id, requester, count, failure == null && done));
                });
    }

    private CompletionStage<Void> answer(Node receipt, Jid requester, SentMessage sent) {
        SignalState.Changes changes = state.changes();
        return changes.load(List.of(requester), List.of())
                .thenCompose(v -> bundle(receipt, requester))
                .thenCompose(bundle -> meta(sent, requester, changes).thenCompose(meta -> {
                    bundle.ifPresent(keys -> encryptor.initiate(requester, keys, changes));
                    Node stanza = stanza(receipt, requester, sent, changes)
                            .child(meta.orElse(null))
                            .build();
                    return changes.commit().thenAccept(v -> session.wire().send(stanza));
                }))
                .whenComplete((v, failure) -> changes.abandon());
    }

    private CompletionStage<Optional<Node>> meta(SentMessage sent, Jid requester, SignalState.Changes changes) {
        return isShared(sent)
                ? groups.prepareAgain(sent, requester, changes)
                : CompletableFuture.completedFuture(Optional.empty());
    }

    private static boolean isShared(SentMessage sent) {
        return sent.chat().isGroup() || sent.chat().isStatus();
    }

    /** New keys for the session: those in the receipt, or fetched when there is no session of use. */
    private CompletionStage<Optional<PreKeyBundle>> bundle(Node receipt, Jid requester) {
        Node keys = receipt.child("keys");
        Node registration = receipt.child("registration");
        int registrationId = registration == null
                ? RetrySessions.UNKNOWN
                : ByteBuffer.wrap(registration.requireBytes(4)).getInt();
        if (keys != null) {
            return CompletableFuture.completedFuture(Optional.of(BundleFetcher.bundleOf(keys, registrationId)));
        }
        RetrySessions.Ask ask = new RetrySessions.Ask(
                receipt.requireAttr("id"),
                requester,
                receipt.requireChild("retry").intAttr("count", 1),
                registrationId);
        boolean useless = sessions.isUseless(ask, state.session(requester));
        if (!useless && !state.session(requester).isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return bundles.fetch(List.of(requester)).thenApply(found -> {
            PreKeyBundle bundle = found.get(requester);
            if (useless && bundle == null) {
                throw new SendFailedException(0, "there are no keys for a new session with the device");
            }
            return Optional.ofNullable(bundle);
        });
    }

    private Node.Builder stanza(Node receipt, Jid requester, SentMessage sent, SignalState.Changes changes) {
        Message message = parse(sent);
        LinkedAccount account = session.credentials().requireAccount();
        boolean toGroup = isShared(sent);
        Message plain = message;
        if (toGroup) {
            groups.forgetHolder(sent.chat(), requester);
            try {
                plain = message.toBuilder()
                        .mergeFrom(groups.distribution(sent.chat()))
                        .build();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("own message cannot be read", e);
            }
        } else if (account.isSelf(requester)) {
            plain = Message.newBuilder()
                    .setDeviceSentMessage(Message.DeviceSentMessage.newBuilder()
                            .setDestinationJid(sent.chat().toString())
                            .setMessage(message))
                    .build();
        }
        StanzaTraits traits = StanzaTraits.of(message);
        byte[] padded = Padding.add(plain.toByteArray(), session.environment().random());
        Ciphertext ciphertext = encryptor.encryptOne(requester, padded, changes);
        int count = receipt.requireChild("retry").intAttr("count", 1);
        return Node.builder("message")
                .attr("to", receipt.requireJid("from"))
                .attr("id", sent.messageId())
                .attr("type", traits.type())
                .attr("edit", traits.edit())
                .attr("participant", toGroup ? requester : null)
                .attr("recipient", receipt.jid("recipient"))
                .attr("device_fanout", toGroup ? null : "false")
                .attr("t", sent.sentAtMillis() / 1_000)
                .child(PairwiseEncryptor.enc(ciphertext, traits, count))
                .child(ciphertext.preKey() ? DirectSend.identity(session) : null);
    }

    private static Message parse(SentMessage sent) {
        try {
            return Message.parseFrom(sent.payload());
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a sent message cannot be read", e);
        }
    }
}
