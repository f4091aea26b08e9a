package org.camelwhatsapp.engine.history;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that wait to be taken in, in their order. The announcements themselves are in the store, so that they outlive
 * the process; memory holds only their names. At most 1,000; a further one is left to the next link. Mailbox only.
 */
final class HistoryQueue {
    static final int CAPACITY = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryQueue.class);

    private final Session session;
    private final TreeSet<HistoryPart> waiting = new TreeSet<>();
    /** Every part that is waiting, in work or put off, with how often it was tried. */
    private final Map<String, Integer> known = new HashMap<>();

    HistoryQueue(Session session) {
        this.session = session;
        session.gauges().add("history.parts", CAPACITY, known::size);
        session.gauges().add("history.waitingParts", CAPACITY, waiting::size);
    }

    /** How many parts are known, of 1,000. */
    int size() {
        return known.size();
    }

    /** Keeps an announcement; false if there are too many. It is offered once the transaction is durable. */
    boolean keep(HistoryPart part, HistorySyncNotification notification, StoreTransaction transaction) {
        if (known.size() >= CAPACITY) {
            LOG.warn("session {}: more than {} parts of the history wait", session.name(), CAPACITY);
            return false;
        }
        transaction.put(session.store().historyParts(), part.key(), notification.toByteArray());
        return true;
    }

    /** The part may be taken. */
    void offer(HistoryPart part) {
        if (known.putIfAbsent(part.key(), 0) == null) {
            waiting.add(part);
        }
    }

    /** A part that was put off may be taken again. */
    void offerAgain(HistoryPart part) {
        if (known.containsKey(part.key())) {
            waiting.add(part);
        }
    }

    @Nullable
    HistoryPart take() {
        return waiting.pollFirst();
    }

    /** Counts one more failed try, and tells how many there were. */
    int failed(HistoryPart part) {
        return known.merge(part.key(), 1, Integer::sum);
    }

    /** The part is done with, for good; the write goes into the transaction. */
    void remove(HistoryPart part, StoreTransaction transaction) {
        known.remove(part.key());
        transaction.delete(session.store().historyParts(), part.key());
    }

    /** The part is left alone until the next {@link #load}. */
    void forget(HistoryPart part) {
        known.remove(part.key());
    }

    /** The announcement, or null if it is gone. */
    CompletionStage<@Nullable HistorySyncNotification> read(HistoryPart part) {
        return Futures.blocking(session.environment(), session.mailbox(), () -> {
            byte[] value = session.store().historyParts().get(part.key());
            return value == null ? null : parse(value);
        });
    }

    private static HistorySyncNotification parse(byte[] value) {
        try {
            return HistorySyncNotification.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new HistoryException(HistoryException.Reason.MALFORMED, "an announcement cannot be read", e);
        }
    }

    /** Offers what is in the store. */
    CompletionStage<Void> load() {
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> session.store().historyParts().list(CAPACITY).stream()
                                .map(entry -> HistoryPart.of(entry.getKey(), parse(entry.getValue())))
                                .toList())
                .thenCompose(parts -> {
                    List<@Nullable HistoryPart> found = parts;
                    found.forEach(part -> {
                        if (part != null) {
                            offer(part);
                        }
                    });
                    return CompletableFuture.completedFuture(null);
                });
    }
}
