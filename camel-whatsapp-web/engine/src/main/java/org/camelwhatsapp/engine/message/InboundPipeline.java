package org.camelwhatsapp.engine.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.contact.VerifiedNames;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.event.MessageUnavailable;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.prekey.PreKeyFeature;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.signal.SignalException;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages in. Whatever has come while the last burst was at work forms the next one: its sessions are loaded with one
 * read, its ciphertexts opened in order, everything it changed goes into one transaction together with the journal
 * entries; only when that is durable is the server told, and the listeners after it. A ciphertext that the server sends
 * again is recognised by the ratchet, which moved in the same transaction that journalled it.
 *
 * <p>Mailbox only. Source: docs/protocol.md, "Messages in" and "Acks and receipts".
 */
final class InboundPipeline implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(InboundPipeline.class);
    private static final int MAX_BURST = 256;
    private static final int MAX_ARRIVED = 16_384;
    private static final int INVALID_PROTOBUF = 491;
    private static final int PARSING_ERROR = 487;

    private final Session session;
    private final AddressBook addresses;
    private final SignalState state;
    private final PreKeyFeature preKeys;
    private final MessageParts parts;
    private final PlaceholderResend copies;
    private final List<InboxEntry> copied = new ArrayList<>();
    private final Decryptor decryptor;
    private final InboxDelivery delivery;
    private final RetryRequester retries;
    private final ArrayDeque<Node> arrived = new ArrayDeque<>();
    private boolean busy;

    /** What to do for one stanza once the burst is durable. */
    private record Outcome(
            InboundStanza stanza,
            List<InboxEntry> entries,
            @Nullable SignalException failure,
            Runnable afterwards) {
        static Outcome silent(InboundStanza stanza, Runnable afterwards) {
            return new Outcome(stanza, List.of(), null, afterwards);
        }

        static Outcome failed(InboundStanza stanza, SignalException failure) {
            return new Outcome(stanza, List.of(), failure, ProtocolHandler.NOTHING);
        }

        Outcome with(List<InboxEntry> copies) {
            List<InboxEntry> all = new ArrayList<>(copies);
            all.addAll(entries);
            return copies.isEmpty() ? this : new Outcome(stanza, all, failure, afterwards);
        }
    }

    InboundPipeline(
            Session session, AddressBook addresses, SignalState state, PreKeyFeature preKeys, MessageParts parts) {
        this.session = session;
        this.addresses = addresses;
        this.state = state;
        this.preKeys = preKeys;
        this.parts = parts;
        this.copies = new PlaceholderResend(session, parts.peers(), this::takeCopy);
        this.decryptor = new Decryptor(session, state, preKeys);
        this.delivery = new InboxDelivery(session, parts.addOns());
        this.retries = new RetryRequester(session, preKeys);
        session.gauges().add("message.arrived", MAX_ARRIVED, arrived::size);
    }

    @Override
    public void register(StanzaRouter router) {
        router.onTag("message", node -> {
            if (!session.credentials().isPaired()) {
                LOG.warn("session {}: a message came before there is an account", session.name());
                return;
            }
            arrived.add(node);
            if (arrived.size() >= MAX_ARRIVED) {
                // The store does not keep up. What is dropped was not acknowledged, so the server sends it again.
                LOG.warn("session {}: {} messages wait for the store, connecting anew", session.name(), MAX_ARRIVED);
                arrived.clear();
                session.reconnect("messages come faster than they can be stored", false);
            }
            pump();
        });
    }

    @Override
    public CompletionStage<Void> onLogin() {
        return delivery.start().thenRun(this::pump);
    }

    @Override
    public void onDisconnect() {
        // Not acknowledged, so the server sends them again.
        arrived.clear();
    }

    private void pump() {
        if (busy || arrived.isEmpty() || !delivery.isStarted()) {
            return;
        }
        List<InboundStanza> burst = nextBurst(session.credentials().requireAccount());
        busy = true;
        prepare(burst).thenCompose(changes -> process(burst, changes)).whenComplete((outcomes, failure) -> {
            busy = false;
            if (failure == null) {
                outcomes.forEach(this::settle);
                pump();
            } else {
                LOG.error("session {}: a burst of messages failed", session.name(), Futures.unwrap(failure));
                session.reconnect("messages could not be stored", false);
            }
        });
    }

    private List<InboundStanza> nextBurst(LinkedAccount account) {
        List<InboundStanza> burst = new ArrayList<>();
        while (!arrived.isEmpty() && burst.size() < MAX_BURST) {
            Node node = arrived.poll();
            try {
                burst.add(InboundStanza.parse(node, account));
            } catch (MalformedNodeException e) {
                LOG.warn("session {}: malformed <message>: {}", session.name(), e.getMessage());
                nack(node, PARSING_ERROR);
            }
        }
        return burst;
    }

    private CompletionStage<SignalState.Changes> prepare(List<InboundStanza> burst) {
        Set<Jid> senders = new HashSet<>();
        burst.forEach(stanza -> senders.add(stanza.sender()));
        return preKeys.load().thenCompose(v -> addresses.load(senders)).thenCompose(v -> {
            StoreTransaction learnt = session.store().transaction();
            burst.forEach(stanza -> addresses.learn(stanza.sender(), stanza.senderAlternate(), learnt));
            Set<SenderKeyName> senderKeys = new HashSet<>();
            for (InboundStanza stanza : burst) {
                if (stanza.isGroup()) {
                    senderKeys.add(state.senderKeyName(stanza.from(), stanza.sender()));
                }
            }
            CompletionStage<Void> kept = learnt.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : Futures.on(session.mailbox(), session.store().commit(learnt));
            return kept.thenCompose(w -> {
                SignalState.Changes changes = state.changes();
                return changes.load(senders, senderKeys).thenApply(x -> changes).whenComplete((x, failure) -> {
                    if (failure != null) {
                        changes.abandon();
                    }
                });
            });
        });
    }

    private CompletionStage<List<Outcome>> process(List<InboundStanza> burst, SignalState.Changes changes) {
        List<Outcome> outcomes = new ArrayList<>(burst.size());
        for (InboundStanza stanza : burst) {
            Outcome outcome = open(stanza, changes);
            outcomes.add(outcome.with(List.copyOf(copied)));
            copied.clear();
        }
        return changes.commit().thenApply(v -> outcomes);
    }

    /**
     * What one stanza brings. Whatever is wrong with it must not fail the burst: the ratchets of the others have moved in memory
     * already, so they would pass for repeated ones when the server sends them again.
     */
    private Outcome open(InboundStanza stanza, SignalState.Changes changes) {
        try {
            return process(stanza, changes);
        } catch (SignalException e) {
            return Outcome.failed(stanza, e);
        } catch (RuntimeException e) {
            LOG.error("session {}: a message cannot be taken: {}", session.name(), Failures.withoutText(e));
            return Outcome.failed(
                    stanza, new SignalException(SignalException.Reason.UNKNOWN, "the message cannot be taken"));
        }
    }

    private Outcome process(InboundStanza stanza, SignalState.Changes changes) {
        if (stanza.node().child("unavailable") != null && stanza.node().child("enc") == null) {
            return Outcome.silent(stanza, ProtocolHandler.NOTHING);
        }
        Message message = decryptor.decrypt(stanza, changes);
        if (message == null || isKeyOnly(message) || isOver(stanza)) {
            return Outcome.silent(stanza, ProtocolHandler.NOTHING);
        }
        Message content = message;
        if (message.hasDeviceSentMessage() && stanza.fromMe()) {
            content = message.getDeviceSentMessage().getMessage();
        }
        Runnable afterwards = parts.peers().protocol().take(stanza, content, changes.transaction());
        if (afterwards != null) {
            return Outcome.silent(stanza, afterwards);
        }
        copies.found(stanza);
        JournalEntry entry = JournalEntry.of(stanza, content, addresses.alternate(stanza.sender()));
        InboxEntry stored = store(entry, hash(stanza), changes.transaction());
        learn(stanza, entry, content, changes.transaction());
        return new Outcome(stanza, List.of(stored), null, ProtocolHandler.NOTHING);
    }

    /** What is worth knowing beside the message itself; the message is delivered without it too. */
    private void learn(InboundStanza stanza, JournalEntry entry, Message content, StoreTransaction transaction) {
        try {
            parts.addOns().learn(stanza.chat(), stanza.id(), stanza.sender(), content, transaction);
            parts.timers().learn(stanza.chat(), content, transaction);
            record(entry, content, transaction);
            String business = VerifiedNames.of(stanza.node().child("verified_name"));
            parts.archive().businesses().seen(stanza.sender(), business, transaction);
        } catch (RuntimeException e) {
            LOG.error("session {}: what a message brought is not kept: {}", session.name(), Failures.withoutText(e));
        }
    }

    private InboxEntry store(JournalEntry entry, byte[] hash, StoreTransaction transaction) {
        InboxEntry stored = new InboxEntry(
                delivery.nextId(),
                hash,
                entry.encode(),
                session.environment().time().millis(),
                0);
        transaction.append(stored);
        return stored;
    }

    /** A copy of a message came from the phone; it is delivered once the burst is durable. */
    private void takeCopy(JournalEntry entry, StoreTransaction transaction) {
        copied.add(store(entry, Hashes.sha256(entry.message()), transaction));
        record(entry, entry.raw(), transaction);
    }

    private void record(JournalEntry entry, Message content, StoreTransaction transaction) {
        ArchiveRecorder.Seen seen = new ArchiveRecorder.Seen(
                entry.key(), entry.timestampSeconds() * 1000, entry.pushName(), Wrappers.unwrap(content));
        MessageStatus status = entry.key().fromMe() ? MessageStatus.SENT : MessageStatus.NONE;
        parts.archive().seen(seen, status, transaction);
        parts.pacing().met(entry.key().chat(), transaction);
    }

    private boolean isOver(InboundStanza stanza) {
        return stanza.isOver(session.environment().time().instant());
    }

    private static boolean isKeyOnly(Message message) {
        return message.hasSenderKeyDistributionMessage()
                && message.toBuilder()
                                .clearSenderKeyDistributionMessage()
                                .clearMessageContextInfo()
                                .build()
                                .getSerializedSize()
                        == 0;
    }

    private static byte[] hash(InboundStanza stanza) {
        List<byte[]> parts = new ArrayList<>();
        for (Node enc : stanza.node().children("enc")) {
            parts.add(enc.requireBytes());
        }
        return Hashes.sha256(parts.toArray(new byte[0][]));
    }

    /** The burst is durable: now the server may forget the message, and the listeners may have it. */
    private void settle(Outcome outcome) {
        guarded(() -> answer(outcome));
        outcome.entries.forEach(delivery::enqueue);
        guarded(outcome.afterwards);
    }

    /** One stanza that cannot be answered must not keep the others of its burst from the listeners. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("session {}: a message could not be answered: {}", session.name(), Failures.withoutText(e));
        }
    }

    private void answer(Outcome outcome) {
        InboundStanza stanza = outcome.stanza;
        SignalException failure = outcome.failure;
        if (failure == null || failure.reason() == SignalException.Reason.DUPLICATE || isOver(stanza)) {
            confirm(stanza);
        } else if (failure.reason() == SignalException.Reason.INVALID_PLAINTEXT) {
            nack(stanza.node(), INVALID_PROTOBUF);
        } else {
            retries.request(stanza, failure);
            copies.askLater(stanza);
            MessageKey key = new MessageKey(
                    stanza.chat(), stanza.id(), stanza.fromMe(), stanza.sender().toUser());
            session.publish(new MessageUnavailable(key, stanza.sender(), stanza.timestamp(), "undecryptable"));
        }
        Node unavailable = stanza.node().child("unavailable");
        if (unavailable != null && stanza.node().child("enc") == null) {
            onUnavailable(stanza, unavailable);
        }
    }

    private void onUnavailable(InboundStanza stanza, Node unavailable) {
        boolean viewOnce = unavailable.attr("type", "").equals("view_once");
        MessageKey key = new MessageKey(
                stanza.chat(), stanza.id(), stanza.fromMe(), stanza.sender().toUser());
        session.publish(new MessageUnavailable(
                key, stanza.sender(), stanza.timestamp(), viewOnce ? "view-once" : "unavailable"));
        // The phone never gives these to linked devices.
        if (!viewOnce && !unavailable.has("hosted")) {
            copies.askNow(stanza);
        }
    }

    private void confirm(InboundStanza stanza) {
        String type = stanza.isPeer() ? "peer_msg" : stanza.fromMe() ? "sender" : null;
        session.wire()
                .send(Node.builder("receipt")
                        .attr("id", stanza.id())
                        .attr("to", stanza.from())
                        .attr("type", type)
                        .attr("participant", stanza.isGroup() ? stanza.sender() : null)
                        .attr("recipient", stanza.node().jid("recipient"))
                        .build());
    }

    private void nack(Node message, int code) {
        session.wire()
                .send(Node.builder("ack")
                        .attr("class", "message")
                        .attr("id", message.attr("id"))
                        .attr("to", message.attr("from", Jid.PN_SERVER))
                        .attr("participant", message.attr("participant"))
                        .attr("error", code)
                        .build());
    }
}
