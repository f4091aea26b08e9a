package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.pacing.PacingFeature;
import org.camelwhatsapp.engine.pacing.Permit;
import org.camelwhatsapp.engine.session.BoundedMap;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.LinkedAccount;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.RequestTimeoutException;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.session.StanzaRouter;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages out: prepared, made durable with the ratchets they moved, put on the wire, and done when the server says so. A
 * message that was durable but not answered is sent again, the same bytes under the same id, with the next connection.
 *
 * <p>Messages of one chat keep their order; different chats do not wait for each other. Each waits, durable, until the
 * pacing lets it go. At most 2,048 are under way; more are refused. Mailbox only.
 */
final class OutboundPipeline implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(OutboundPipeline.class);
    private static final int MAX_UNDER_WAY = 2_048;
    private static final int RETRANSMIT_LIMIT = 10_000;
    private static final int STALE_ADDRESSING = 421;
    private static final int MAX_SILENCES = 5;

    private final Session session;
    private final SignalState state;
    private final DirectSend direct;
    private final GroupSend group;
    private final AddOns addOns;
    private final ChatTimers timers;
    private final ArchiveRecorder archive;
    private final PacingFeature pacing;
    private final Departures departures;
    private final Resends resends;
    /** Accepted and not answered: completed by the ack, whichever connection brings it. */
    private final Map<String, Sending> underWay = new HashMap<>();
    /** Those that the server wanted once more; each gets one second chance. */
    private final BoundedMap<String, Boolean> again;

    private final List<RefusalListener> listeners = new ArrayList<>();
    /** The last message of each chat that has something under way. */
    private final Map<Jid, CompletionStage<Void>> tails = new HashMap<>();
    /** The last answer of the server is durable, and so are those before it. */
    private CompletionStage<Void> answersKept = CompletableFuture.completedFuture(null);

    /** One message on its way. */
    private static final class Sending {
        private final CompletableFuture<SendResult> result = new CompletableFuture<>();
        /** Whether it is durable. */
        private boolean kept;
        /** How often the server has not answered, in this process. */
        private int silences;
    }

    OutboundPipeline(Session session, SignalState state, DirectSend direct, GroupSend group, MessageParts parts) {
        this.session = session;
        this.state = state;
        this.direct = direct;
        this.group = group;
        this.addOns = parts.addOns();
        this.timers = parts.timers();
        this.archive = parts.archive();
        this.again = new BoundedMap<>(session.gauges(), "message.sentAgain", MAX_UNDER_WAY);
        session.gauges().add("message.underWay", MAX_UNDER_WAY, underWay::size);
        // A chat is here while a message of it is under way.
        session.gauges().add("message.busyChats", MAX_UNDER_WAY, tails::size);
        this.pacing = parts.pacing();
        this.departures = new Departures(session.gauges(), MAX_UNDER_WAY);
        this.resends = new Resends(session, parts.traffic().resend(), MAX_UNDER_WAY + RETRANSMIT_LIMIT);
    }

    @Override
    public void register(StanzaRouter router) {
        // Acks of messages are matched by the channel.
    }

    CompletionStage<SendResult> send(OutgoingDraft outgoing) {
        if (!session.wire().isReady()) {
            return CompletableFuture.failedFuture(new NotConnectedException("not connected"));
        }
        Sending known = underWay.get(outgoing.id());
        if (known != null) {
            return known.result;
        }
        if (underWay.size() >= MAX_UNDER_WAY) {
            return CompletableFuture.failedFuture(
                    new SendFailedException(0, MAX_UNDER_WAY + " messages are under way already"));
        }
        if (state.isOverloaded()) {
            return CompletableFuture.failedFuture(
                    new SendFailedException(0, "the disk does not keep up with the messages under way"));
        }
        Sending sending = new Sending();
        CompletableFuture<SendResult> result = sending.result;
        underWay.put(outgoing.id(), sending);
        Jid chat = outgoing.chat();
        CompletionStage<Void> before = tails.getOrDefault(chat, CompletableFuture.completedFuture(null));
        CompletionStage<Void> durable = before.thenCompose(v -> prepareAndSend(outgoing, result))
                .exceptionally(failure -> {
                    underWay.remove(outgoing.id());
                    result.completeExceptionally(Futures.unwrap(failure));
                    return null;
                });
        // A new version of a post has the id of the post, so one must be answered before the other leaves.
        CompletionStage<Void> turn =
                chat.isNewsletter() ? durable.thenCompose(v -> result.handle((sent, failure) -> null)) : durable;
        tails.put(chat, turn);
        turn.thenRun(() -> tails.remove(chat, turn));
        return result;
    }

    /** Completes when the stanza may go to the wire, or was there before: an id that a caller chose leaves once. */
    private CompletionStage<Void> prepareAndSend(OutgoingDraft outgoing, CompletableFuture<SendResult> result) {
        if (!outgoing.givenId()) {
            return prepareNew(outgoing, result);
        }
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Optional.ofNullable(session.store().sentMessages().find(outgoing.id()))
                                .filter(SentMessage::wasAccepted))
                .thenCompose(sent -> {
                    if (sent.isEmpty()) {
                        return prepareNew(outgoing, result);
                    }
                    underWay.remove(outgoing.id());
                    Instant timestamp = Instant.ofEpochMilli(sent.get().sentAtMillis());
                    result.complete(new SendResult(outgoing.id(), sent.get().chat(), timestamp));
                    return CompletableFuture.completedFuture(null);
                });
    }

    private CompletionStage<Void> prepareNew(OutgoingDraft draft, CompletableFuture<SendResult> result) {
        return pacing.admit(draft.chat())
                .thenCompose(permit -> prepare(draft, permit)
                        .thenAccept(stanza -> {
                            pacing.prepared(permit);
                            leave(draft.id(), draft.chat(), stanza, result);
                        })
                        .whenComplete((v, failure) -> {
                            if (failure != null) {
                                pacing.cancel(permit);
                            }
                        }));
    }

    /** Completes with the stanza when the message and all that it changed is durable. */
    private CompletionStage<Node> prepare(OutgoingDraft draft, @Nullable Permit permit) {
        return CompletableFuture.completedFuture(draft)
                .thenCompose(d -> d.message().get())
                .thenCompose(message -> {
                    OutgoingMessage outgoing = new OutgoingMessage(draft.id(), draft.chat(), message);
                    SignalState.Changes changes = state.changes();
                    return prepare(outgoing, draft.mediaHandle(), changes)
                            .thenCompose(stanza -> {
                                if (permit != null) {
                                    pacing.record(permit, changes.transaction());
                                }
                                return commit(outgoing, stanza, changes);
                            })
                            .whenComplete((v, failure) -> changes.abandon());
                });
    }

    private CompletionStage<Node> prepare(
            OutgoingMessage outgoing, @Nullable String mediaHandle, SignalState.Changes changes) {
        if (outgoing.chat().isNewsletter()) {
            return CompletableFuture.completedFuture(NewsletterSend.stanza(outgoing, mediaHandle));
        }
        return isShared(outgoing.chat()) ? group.prepare(outgoing, changes) : direct.prepare(outgoing, changes);
    }

    /** Whether it is encrypted once for all. */
    private static boolean isShared(Jid chat) {
        return chat.isGroup() || chat.isStatus();
    }

    private CompletionStage<Node> commit(OutgoingMessage outgoing, Node stanza, SignalState.Changes changes) {
        long now = session.environment().time().millis();
        Message message = outgoing.message();
        byte[] payload = message.toByteArray();
        changes.transaction()
                .put(new OutboxEntry(outgoing.id(), outgoing.chat(), payload, NodeEncoder.encode(stanza), now));
        changes.transaction().put(new SentMessage(outgoing.id(), outgoing.chat(), payload, now));
        LinkedAccount account = session.credentials().requireAccount();
        addOns.learn(outgoing.chat(), outgoing.id(), account.lid(), message, changes.transaction());
        timers.learn(outgoing.chat(), message, changes.transaction());
        MessageKey key = new MessageKey(outgoing.chat(), outgoing.id(), true, null);
        archive.seen(
                new ArchiveRecorder.Seen(key, now, null, Wrappers.unwrap(message)),
                MessageStatus.PENDING,
                changes.transaction());
        return changes.commit().thenApply(v -> {
            Sending sending = underWay.get(outgoing.id());
            if (sending != null) {
                sending.kept = true;
            }
            return stanza;
        });
    }

    /** It is durable: its turn comes with the pacing, behind what an earlier connection left over. */
    private void leave(String id, Jid chat, Node stanza, CompletableFuture<SendResult> result) {
        departures.leave(id, () -> pacing.pass(id, chat, () -> transmit(id, stanza, result)));
    }

    private void transmit(String id, Node stanza, CompletableFuture<SendResult> result) {
        session.wire().sendMessage(stanza).whenComplete((ack, failure) -> {
            if (failure == null) {
                settle(id, stanza, ack, result);
                return;
            }
            Throwable cause = Futures.unwrap(failure);
            if (cause instanceof RequestTimeoutException) {
                onSilence(id, stanza, result);
            } else if (!(cause instanceof NotConnectedException)) {
                LOG.warn("session {}: a message is waiting for the next connection", session.name(), cause);
            }
        });
    }

    /**
     * The connection may be dead, so the message goes out again with the next one. A message that the server never answers, while
     * the connection lives, would end every connection; it is given up.
     */
    private void onSilence(String id, Node stanza, CompletableFuture<SendResult> result) {
        Sending sending = underWay.get(id);
        if (sending == null || ++sending.silences < MAX_SILENCES) {
            session.reconnect("a message was not acknowledged", true);
            return;
        }
        LOG.error(
                "session {}: the server did not answer to a message {} times, giving it up",
                session.name(),
                MAX_SILENCES);
        resends.forget(id);
        again.remove(id);
        underWay.remove(id);
        StoreTransaction transaction = session.store().transaction();
        transaction.outboxDone(id);
        archive.answered(stanza.requireJid("to"), id, MessageStatus.FAILED, transaction);
        refuse(
                new OutgoingRefusal(id, stanza.requireJid("to"), result),
                new SendFailedException(0, "the server did not answer to the message " + MAX_SILENCES + " times"),
                transaction);
    }

    /** Who is told of a refusal. */
    private record OutgoingRefusal(String id, Jid chat, CompletableFuture<SendResult> result) {}

    /** A caller who tries again under the same id must not be told that it was sent. */
    private void refuse(OutgoingRefusal told, SendFailedException refusal, StoreTransaction transaction) {
        long now = session.environment().time().millis();
        transaction.put(SentMessage.refused(told.id, told.chat, now));
        session.store().commit(transaction).whenComplete((v, failure) -> told.result.completeExceptionally(refusal));
    }

    private void settle(String id, Node stanza, Node ack, CompletableFuture<SendResult> result) {
        int code = SendFailedException.codeOf(ack);
        if (code == STALE_ADDRESSING && again.put(id, true) == null) {
            onRefused(stanza).whenComplete((v, failure) -> sendAgain(id, stanza.requireJid("to"), result));
            return;
        }
        SendFailedException refusal = code == 0 ? null : SendFailedException.ofAck(code, ack);
        if (refusal != null) {
            onRefused(stanza);
            listeners.forEach(listener -> listener.onRefused(code, refusal.retryAfter()));
            Duration wait = resends.waitOf(id, code, refusal.retryAfter());
            if (wait != null) {
                Jid chat = stanza.requireJid("to");
                resends.later(id, stanza, wait, () -> leave(id, chat, stanza, result));
                return;
            }
        }
        resends.forget(id);
        again.remove(id);
        underWay.remove(id);
        String participants = ack.attr("phash");
        if (refusal == null && participants != null && !participants.equals(stanza.attr("phash"))) {
            // The server counts other devices than we do: the next message asks who is there.
            refresh(stanza.requireJid("to"));
        }
        StoreTransaction transaction = session.store().transaction();
        transaction.outboxDone(id);
        MessageStatus status = refusal == null ? MessageStatus.SENT : MessageStatus.FAILED;
        archive.answered(stanza.requireJid("to"), id, status, transaction);
        if (refusal == null) {
            answersKept = session.store().commitLater(transaction);
            Instant timestamp = acceptedAt(ack);
            result.complete(new SendResult(id, stanza.requireJid("to"), timestamp, serverId(ack)));
            if (stanza.requireJid("to").isUser()) {
                direct.accepted(stanza.requireJid("to"));
            }
        } else {
            refuse(new OutgoingRefusal(id, stanza.requireJid("to"), result), refusal, transaction);
        }
    }

    void listen(RefusalListener listener) {
        listeners.add(listener);
    }

    /** The server's time; a message that was accepted is not lost for want of one. */
    private Instant acceptedAt(Node ack) {
        try {
            return ack.timeAttr("t", 0);
        } catch (MalformedNodeException e) {
            LOG.debug("session {}: an acknowledgement has no time: {}", session.name(), e.getMessage());
            return session.environment().time().instant();
        }
    }

    private @Nullable Long serverId(Node ack) {
        try {
            return ack.has("server_id") ? ack.longAttr("server_id", 0) : null;
        } catch (MalformedNodeException e) {
            LOG.debug("session {}: an acknowledgement has no number: {}", session.name(), e.getMessage());
            return null;
        }
    }

    private CompletionStage<Void> onRefused(Node stanza) {
        return isShared(stanza.requireJid("to")) ? group.onRefused(stanza) : CompletableFuture.completedFuture(null);
    }

    private CompletionStage<Void> refresh(Jid chat) {
        return isShared(chat) ? group.refresh(chat) : direct.refresh(chat);
    }

    /** What we know of the chat is old: it is asked for again, and the message goes out once more under its id. */
    private void sendAgain(String id, Jid chat, CompletableFuture<SendResult> result) {
        refresh(chat)
                .thenCompose(v -> Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Optional.ofNullable(session.store().sentMessages().find(id))))
                .thenCompose(sent -> prepare(draftOf(id, chat, sent.orElseThrow()), null))
                .thenAccept(stanza -> leave(id, chat, stanza, result))
                .whenComplete((v, failure) -> {
                    if (failure != null) {
                        again.remove(id);
                        resends.forget(id);
                        underWay.remove(id);
                        result.completeExceptionally(Futures.unwrap(failure));
                    }
                });
    }

    private static OutgoingDraft draftOf(String id, Jid chat, SentMessage sent) {
        return new OutgoingDraft(id, chat, () -> CompletableFuture.completedFuture(SentPayloads.parse(sent)), true);
    }

    /** What is durable stays in the outbox, and its callers hear that nobody knows yet; the others fail by themselves. */
    @Override
    public void onEnd(ConnectionState state) {
        Map<String, Sending> waiting = new HashMap<>(underWay);
        waiting.values().removeIf(sending -> !sending.kept);
        underWay.keySet().removeAll(waiting.keySet());
        waiting.forEach((id, sending) -> sending.result.completeExceptionally(
                state == ConnectionState.LOGGED_OUT
                        ? new NotConnectedException("the device was unlinked before the message was answered")
                        : new SendPendingException(id)));
    }

    @Override
    public CompletionStage<Void> onLogin() {
        long connection = departures.connection();
        // What the server took just before the connection broke must not be read as if it were waiting. When the store
        // failed, the session has ended by itself.
        CompletionStage<Void> kept = answersKept.exceptionally(failure -> null);
        return Futures.on(session.mailbox(), kept)
                .thenCompose(v -> Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().outbox().pending(RETRANSMIT_LIMIT)))
                .thenAccept(entries -> retransmit(connection, entries));
    }

    @Override
    public void onDisconnect() {
        departures.close();
        resends.disconnected();
    }

    private void retransmit(long connection, List<OutboxEntry> entries) {
        if (!entries.isEmpty()) {
            LOG.info("session {}: sending {} messages again", session.name(), entries.size());
        }
        Map<String, Runnable> leftOver = new LinkedHashMap<>();
        for (OutboxEntry entry : entries) {
            Node stanza = NodeDecoder.decode(entry.stanza());
            leftOver.put(entry.messageId(), () -> {
                Sending sending = underWay.computeIfAbsent(entry.messageId(), id -> new Sending());
                sending.kept = true;
                resends.takeUp(entry, () -> leave(entry.messageId(), entry.chat(), stanza, sending.result));
            });
        }
        departures.open(connection, leftOver);
    }
}
