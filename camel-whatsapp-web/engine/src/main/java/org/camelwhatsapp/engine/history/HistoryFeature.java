package org.camelwhatsapp.engine.history;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.event.HistoryFailed;
import org.camelwhatsapp.engine.event.HistoryProgress;
import org.camelwhatsapp.engine.event.HistoryReceived;
import org.camelwhatsapp.engine.message.ProtocolHandler;
import org.camelwhatsapp.engine.message.ProtocolNotice;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;
import org.camelwhatsapp.proto.Message.ProtocolMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that the phone shares after linking, and older messages on request. An announcement is durable before the
 * phone is told that it came; its part is then taken in beside the ordinary traffic, one part at a time, and again after
 * a restart until it is done. Mailbox only. Source: docs/protocol.md, "History".
 */
public final class HistoryFeature implements Feature {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryFeature.class);
    private static final int MAX_TRIES = 5;
    private static final Duration FIRST_DELAY = Duration.ofSeconds(30);

    private final Session session;
    private final HistoryParts parts;
    private final HistoryQueue queue;
    private final HistoryDownload download;
    private final HistoryRequests requests;
    private boolean busy;

    public HistoryFeature(Session session, HistoryParts parts) {
        this.session = session;
        this.parts = parts;
        this.queue = new HistoryQueue(session);
        this.download = new HistoryDownload(session, parts);
        this.requests = new HistoryRequests(session, parts);
        parts.messages().protocolMessages().on(ProtocolMessage.Type.HISTORY_SYNC_NOTIFICATION, this::announced);
    }

    /** How many parts wait or are in work, of 1,000. */
    public int waiting() {
        return queue.size();
    }

    @Override
    public CompletionStage<Void> onLogin() {
        // The login does not wait for the history.
        queue.load().thenRun(this::pump).exceptionally(failure -> {
            LOG.warn("session {}: waiting parts of the history were not read", session.name(), Futures.unwrap(failure));
            return null;
        });
        return CompletableFuture.completedFuture(null);
    }

    private Runnable announced(ProtocolNotice notice, StoreTransaction transaction) {
        if (!notice.fromPhone()) {
            return ProtocolHandler.NOTHING;
        }
        HistorySyncNotification notification = notice.message().getHistorySyncNotification();
        String key = HistoryPart.keyOf(session.environment().time().millis(), notice.id());
        HistoryPart part = HistoryPart.of(key, notification);
        if (part == null) {
            return () -> acknowledge(notice.id());
        }
        if (!queue.keep(part, notification, transaction)) {
            return ProtocolHandler.NOTHING;
        }
        return () -> {
            acknowledge(notice.id());
            queue.offer(part);
            pump();
        };
    }

    private void acknowledge(String id) {
        session.wire()
                .send(Node.builder("receipt")
                        .attr("id", id)
                        .attr("to", session.credentials().requireAccount().jid().toUser())
                        .attr("type", "hist_sync")
                        .build());
    }

    private void pump() {
        HistoryPart part = busy ? null : queue.take();
        if (part == null) {
            return;
        }
        busy = true;
        safely(() -> takeIn(part)).whenComplete((v, failure) -> {
            busy = false;
            if (failure != null) {
                failed(part, Futures.unwrap(failure));
            }
            pump();
        });
    }

    /** What cannot even begin, because the session is closing or its threads are all taken, fails like the rest. */
    private static <T> CompletionStage<T> safely(Supplier<CompletionStage<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> takeIn(HistoryPart part) {
        return queue.read(part).thenCompose(notification -> {
            if (notification == null) {
                queue.forget(part);
                return CompletableFuture.completedFuture(null);
            }
            return download.fetch(part, notification)
                    .thenCompose(source ->
                            safely(() -> ingest(part, source)).whenComplete((counts, failure) -> source.close()))
                    .thenCompose(counts -> done(part, counts))
                    .thenRun(() -> download.discard(notification));
        });
    }

    private CompletionStage<HistoryIngest.Counts> ingest(HistoryPart part, HistorySource source) {
        String type = part.type().word();
        HistoryIngest.Needs needs = new HistoryIngest.Needs(
                parts.addresses(), parts.recorder(), parts.limits(), batch -> batch.learn(parts));
        return new HistoryIngest(
                        session, needs, messages -> session.publish(new HistoryProgress(type, part.chunk(), messages)))
                .run(source, part.type() != HistoryType.ON_DEMAND);
    }

    private CompletionStage<Void> done(HistoryPart part, HistoryIngest.Counts counts) {
        return drop(part)
                .thenRun(() -> session.publish(new HistoryReceived(
                        part.type().word(),
                        part.chunk(),
                        part.progress(),
                        part.requestId(),
                        counts.messages(),
                        counts.chats(),
                        counts.names())));
    }

    private CompletionStage<Void> drop(HistoryPart part) {
        StoreTransaction transaction = session.store().transaction();
        queue.remove(part, transaction);
        return Futures.on(session.mailbox(), session.store().commit(transaction));
    }

    /** What can never be read is given up; what may work later stays in the store, and is tried a few times before. */
    private void failed(HistoryPart part, Throwable failure) {
        if (!(failure instanceof WhatsAppException known) || failure instanceof StoreException) {
            // The session is closing, or about to end because of its store.
            LOG.warn("session {}: a part of the history was left for later", session.name(), failure);
            queue.forget(part);
            return;
        }
        LOG.warn("session {}: a part of the history failed: {}", session.name(), known.code());
        boolean again = known.isRetryable();
        int tries = again ? queue.failed(part) : 0;
        if (!again) {
            drop(part);
        } else if (tries < MAX_TRIES) {
            Duration delay = FIRST_DELAY.multipliedBy(1L << tries);
            session.environment()
                    .scheduling()
                    .schedule(
                            delay,
                            () -> session.mailbox().execute(() -> {
                                queue.offerAgain(part);
                                pump();
                            }));
        } else {
            queue.forget(part);
        }
        session.publish(new HistoryFailed(part.type().word(), part.chunk(), known.code(), again));
    }

    /** Asks the phone for more. */
    public HistoryRequests requests() {
        return requests;
    }

    /** Who had left a group before this device was linked, as the phone said. */
    public CompletionStage<PastMembers> pastMembers(Jid group) {
        return Futures.blocking(session.environment(), session.mailbox(), () -> {
            byte[] value = session.store().pastMembers().get(group.toUser());
            return value == null ? new PastMembers(List.of()) : PastMembers.decode(value);
        });
    }
}
