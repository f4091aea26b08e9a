package org.camelwhatsapp.engine.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.WhatsAppException;
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
    private static final int UNHANDLED_ERROR = 500;

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
            @Nullable InboxEntry entry,
            @Nullable RuntimeException failure,
            Runnable afterwards) {
        static Outcome silent(InboundStanza stanza, Runnable afterwards) {
            return new Outcome(stanza, null, null, afterwards);
        }

        static Outcome failed(InboundStanza stanza, RuntimeException failure) {
            return new Outcome(stanza, null, failure, ProtocolHandler.NOTHING);
        }

        boolean isDuplicate() {
            return failure instanceof SignalException e && e.reason() == SignalException.Reason.DUPLICATE;
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
        return delivery.start();
    }

    @Override
    public void onDisconnect() {
        // Not acknowledged, so the server sends them again.
        arrived.clear();
    }

    private void pump() {
        if (busy || arrived.isEmpty()) {
            return;
        }
        List<InboundStanza> burst = nextBurst();
        if (burst.isEmpty()) {
            return;
        }
        busy = true;
        CompletableFuture.completedFuture(burst)
                .thenCompose(this::prepare)
                .thenCompose(v -> process(burst))
                .whenComplete((outcomes, failure) -> {
                    busy = false;
                    if (failure == null) {
                        outcomes.forEach(this::settleAlone);
                        List.copyOf(copied).forEach(delivery::enqueue);
                        copied.clear();
                        pump();
                    } else {
                        LOG.error("session {}: a burst of messages failed", session.name(), Futures.unwrap(failure));
                        session.reconnect("messages could not be stored", false);
                    }
                });
    }

    /** What has come, without what is no message. */
    private List<InboundStanza> nextBurst() {
        List<InboundStanza> burst = new ArrayList<>();
        LinkedAccount account = session.credentials().account();
        while (!arrived.isEmpty() && burst.size() < MAX_BURST) {
            Node node = arrived.poll();
            if (account == null) {
                LOG.warn("session {}: a <message> before the device is linked", session.name());
                continue;
            }
            try {
                burst.add(InboundStanza.parse(node, account));
            } catch (MalformedNodeException e) {
                LOG.warn("session {}: malformed <message>: {}", session.name(), e.getMessage());
                nack(node, PARSING_ERROR);
            }
        }
        return burst;
    }

    private CompletionStage<Void> prepare(List<InboundStanza> burst) {
        Set<Jid> senders = new HashSet<>();
        burst.forEach(stanza -> senders.add(stanza.sender()));
        return preKeys.load().thenCompose(v -> addresses.load(senders)).thenCompose(v -> {
            SignalState.Changes changes = state.changes();
            burst.forEach(stanza -> addresses.learn(stanza.sender(), stanza.senderAlternate(), changes.transaction()));
            Set<SenderKeyName> senderKeys = new HashSet<>();
            for (InboundStanza stanza : burst) {
                if (stanza.isGroup()) {
                    senderKeys.add(state.senderKeyName(stanza.from(), stanza.sender()));
                }
            }
            CompletionStage<Void> learnt =
                    changes.transaction().isEmpty() ? CompletableFuture.completedFuture(null) : changes.commit();
            return learnt.thenCompose(w -> state.load(senders, senderKeys));
        });
    }

    private CompletionStage<List<Outcome>> process(List<InboundStanza> burst) {
        SignalState.Changes changes = state.changes();
        List<Outcome> outcomes = new ArrayList<>(burst.size());
        for (InboundStanza stanza : burst) {
            outcomes.add(process(stanza, changes));
        }
        return changes.commit().thenApply(v -> outcomes);
    }

    /** Never fails: a burst that was begun is committed, because the ratchets in memory have moved with it. */
    private Outcome process(InboundStanza stanza, SignalState.Changes changes) {
        if (stanza.node().child("unavailable") != null && stanza.node().child("enc") == null) {
            return Outcome.silent(stanza, ProtocolHandler.NOTHING);
        }
        try {
            return open(stanza, changes);
        } catch (RuntimeException e) {
            return Outcome.failed(stanza, e);
        }
    }

    private Outcome open(InboundStanza stanza, SignalState.Changes changes) {
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
        takeNote(stanza, entry, content, changes.transaction());
        return new Outcome(stanza, stored, null, ProtocolHandler.NOTHING);
    }

    /** What is kept beside the message itself. None of it is a reason not to deliver the message. */
    private void takeNote(InboundStanza stanza, JournalEntry entry, Message content, StoreTransaction transaction) {
        List<Runnable> notes = List.of(
                () -> parts.addOns().learn(stanza.chat(), stanza.id(), stanza.sender(), content, transaction),
                () -> parts.timers().learn(stanza.chat(), content, transaction),
                () -> record(entry, content, transaction),
                () -> parts.archive()
                        .businesses()
                        .seen(stanza.sender(), VerifiedNames.of(stanza.node().child("verified_name")), transaction));
        for (Runnable note : notes) {
            try {
                note.run();
            } catch (RuntimeException e) {
                LOG.error("session {}: something about a message was not kept: {}", session.name(), describe(e));
            }
        }
    }

    /** Without the text, which may hold a piece of the message, unless it is ours. */
    private static String describe(RuntimeException failure) {
        if (failure instanceof WhatsAppException) {
            return failure.toString();
        }
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
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

    /** What one message brings about must not keep the others of its burst from being acknowledged and delivered. */
    private void settleAlone(Outcome outcome) {
        try {
            settle(outcome);
        } catch (RuntimeException e) {
            LOG.error("session {}: a message was not acknowledged: {}", session.name(), describe(e));
        }
    }

    /** The burst is durable: now the server may forget the message, and the listeners may have it. */
    private void settle(Outcome outcome) {
        InboundStanza stanza = outcome.stanza;
        InboxEntry entry = outcome.entry;
        if (entry != null) {
            confirm(stanza);
            delivery.enqueue(entry);
            return;
        }
        RuntimeException failure = outcome.failure;
        if (failure == null || outcome.isDuplicate() || isOver(stanza)) {
            confirm(stanza);
        } else if (failure instanceof SignalException undecryptable) {
            onUndecryptable(stanza, undecryptable);
        } else {
            LOG.error("session {}: a message cannot be taken in: {}", session.name(), describe(failure));
            nack(stanza.node(), UNHANDLED_ERROR);
        }
        Node unavailable = stanza.node().child("unavailable");
        if (unavailable != null && stanza.node().child("enc") == null) {
            onUnavailable(stanza, unavailable);
        }
        outcome.afterwards.run();
    }

    private void onUndecryptable(InboundStanza stanza, SignalException failure) {
        if (failure.reason() == SignalException.Reason.INVALID_PLAINTEXT) {
            nack(stanza.node(), INVALID_PROTOBUF);
            return;
        }
        retries.request(stanza, failure);
        copies.askLater(stanza);
        MessageKey key = new MessageKey(
                stanza.chat(), stanza.id(), stanza.fromMe(), stanza.sender().toUser());
        session.publish(new MessageUnavailable(key, stanza.sender(), stanza.timestamp(), "undecryptable"));
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
                        .attr("to", sender(message))
                        .attr("participant", message.attr("participant"))
                        .attr("error", code)
                        .build());
    }

    private static Jid sender(Node message) {
        try {
            Jid from = message.jid("from");
            return from == null ? Jid.SERVER : from;
        } catch (MalformedNodeException e) {
            return Jid.SERVER;
        }
    }
}
