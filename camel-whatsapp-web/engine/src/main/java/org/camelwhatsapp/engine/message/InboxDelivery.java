package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.MessageReceived;
import org.camelwhatsapp.engine.event.StatusReceived;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.UnknownContent;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands journalled messages to the listeners, in order, until they are done. Mailbox only.
 *
 * <p>A bounded number waits in memory; what comes beyond that stays in the journal and is read back when there is room.
 * An entry whose listener failed is delivered again after a pause that doubles up to a minute, marked as redelivered, and
 * those behind it wait: order within a session is kept.
 */
final class InboxDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(InboxDelivery.class);
    private static final int CAPACITY = 512;
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;

    private final Session session;
    private final AddOns addOns;
    private final ArrayDeque<InboxEntry> waiting = new ArrayDeque<>();
    private @Nullable CompletionStage<Void> starting;
    private long lastQueued;
    /** The last entry that was left in the journal. */
    private long lastSpilled;

    private long nextId;
    private boolean spilled;
    private boolean busy;
    private int failures;

    InboxDelivery(Session session, AddOns addOns) {
        this.session = session;
        this.addOns = addOns;
        session.gauges().add("message.undelivered", CAPACITY, waiting::size);
    }

    /** Continues where the last process ended: whatever was not done is delivered again. */
    CompletionStage<Void> start() {
        CompletionStage<Void> present = starting;
        if (present != null) {
            return present;
        }
        CompletionStage<Void> begun = load();
        starting = begun;
        begun.whenComplete((v, failure) -> {
            if (failure != null) {
                starting = null;
            }
        });
        return begun;
    }

    /** Whether new entries have a number: only then may messages be taken in. */
    boolean isStarted() {
        return nextId > 0;
    }

    private CompletionStage<Void> load() {
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Map2.of(
                                session.store().inbox().lastId(),
                                session.store().inbox().pending(0, CAPACITY)))
                .thenAccept(found -> {
                    nextId = found.first() + 1;
                    for (InboxEntry entry : found.second()) {
                        waiting.add(new InboxEntry(
                                entry.id(),
                                entry.ciphertextHash(),
                                entry.payload(),
                                entry.receivedAtMillis(),
                                Math.max(1, entry.attempts())));
                        lastQueued = entry.id();
                    }
                    spilled = found.second().size() == CAPACITY;
                    pump();
                });
    }

    /** Two values. */
    private record Map2<A, B>(A first, B second) {
        static <A, B> Map2<A, B> of(A first, B second) {
            return new Map2<>(first, second);
        }
    }

    long nextId() {
        return nextId++;
    }

    /** Takes an entry whose commit has completed. */
    void enqueue(InboxEntry entry) {
        if (entry.id() <= lastQueued) {
            // It was durable, and was read back with others, before it was handed on.
            return;
        }
        if (spilled || waiting.size() >= CAPACITY) {
            spilled = true;
            lastSpilled = entry.id();
        } else {
            waiting.add(entry);
            lastQueued = entry.id();
        }
        pump();
    }

    private void pump() {
        if (busy) {
            return;
        }
        InboxEntry entry = waiting.poll();
        if (entry == null) {
            refill();
            return;
        }
        busy = true;
        read(entry).thenCompose(message -> session.deliver(event(message))).whenComplete((v, failure) -> {
            if (failure == null) {
                finish(entry);
            } else if (isDamaged(failure)) {
                LOG.error(
                        "session {}: inbox entry {} is damaged and passed over",
                        session.name(),
                        entry.id(),
                        Futures.unwrap(failure));
                finish(entry);
            } else {
                retryLater(entry, failure);
            }
        });
    }

    private static Event event(IncomingMessage message) {
        return message.key().chat().isStatus() ? new StatusReceived(message) : new MessageReceived(message);
    }

    private CompletionStage<IncomingMessage> read(InboxEntry entry) {
        try {
            JournalEntry journal = JournalEntry.decode(entry.payload());
            Message raw = journal.raw();
            return content(journal, raw).thenApply(content -> journal.toMessage(raw, content, entry.attempts() > 0));
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** What nobody here can make sense of is delivered all the same, with its protobuf: others wait behind it. */
    private CompletionStage<MessageContent> content(JournalEntry journal, Message raw) {
        CompletionStage<MessageContent> read;
        try {
            read = addOns.read(journal, Wrappers.unwrap(raw));
        } catch (RuntimeException e) {
            read = CompletableFuture.failedFuture(e);
        }
        return read.exceptionallyCompose(failure -> {
            if (Futures.unwrap(failure) instanceof StoreException) {
                return CompletableFuture.failedFuture(failure);
            }
            LOG.error(
                    "session {}: a message makes no sense: {}",
                    session.name(),
                    Failures.withoutText(Futures.unwrap(failure)));
            return CompletableFuture.completedFuture(new UnknownContent("unreadable"));
        });
    }

    private static boolean isDamaged(Throwable failure) {
        return Futures.unwrap(failure) instanceof StoreException e && e.kind() == StoreException.Kind.CORRUPT;
    }

    private void finish(InboxEntry entry) {
        failures = 0;
        StoreTransaction transaction = session.store().transaction();
        transaction.inboxDone(entry.id());
        session.store().commitLater(transaction);
        busy = false;
        pump();
    }

    private void retryLater(InboxEntry entry, Throwable failure) {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        failures++;
        LOG.warn(
                "session {}: a listener failed on a message, delivering it again in {} ms: {}",
                session.name(),
                pause,
                Futures.unwrap(failure).toString());
        StoreTransaction transaction = session.store().transaction();
        transaction.inboxFailed(entry.id());
        session.store().commit(transaction);
        InboxEntry again = new InboxEntry(
                entry.id(), entry.ciphertextHash(), entry.payload(), entry.receivedAtMillis(), entry.attempts() + 1);
        session.environment()
                .scheduling()
                .schedule(
                        Duration.ofMillis(pause),
                        () -> session.mailbox().execute(() -> {
                            busy = false;
                            waiting.addFirst(again);
                            pump();
                        }));
    }

    private void refill() {
        if (!spilled) {
            return;
        }
        busy = true;
        long known = lastSpilled;
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().inbox().pending(lastQueued, CAPACITY))
                .whenComplete((entries, failure) -> {
                    busy = false;
                    if (failure != null) {
                        LOG.error("session {}: the inbox cannot be read", session.name(), Futures.unwrap(failure));
                        refillLater();
                        return;
                    }
                    for (InboxEntry entry : entries) {
                        waiting.add(entry);
                        lastQueued = entry.id();
                    }
                    // What was spilled while the journal was read may not be among what was found.
                    spilled = entries.size() == CAPACITY || lastSpilled > Math.max(known, lastQueued);
                    if (spilled || !waiting.isEmpty()) {
                        pump();
                    }
                });
    }

    /** What waits in the journal must not wait for the next message to come. */
    private void refillLater() {
        busy = true;
        session.environment()
                .scheduling()
                .schedule(
                        Duration.ofMillis(LONGEST_PAUSE_MILLIS),
                        () -> session.mailbox().execute(() -> {
                            busy = false;
                            pump();
                        }));
    }
}
