package org.camelwhatsapp.engine.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.EventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to the listeners, one event at a time and in order. Journalled events wait for their turn in the
 * journal; the others in a bounded queue here, which drops the oldest when full and says so in the log.
 *
 * <p>{@link #publish} and {@link #deliver} are for the mailbox; adding and removing listeners is thread-safe.
 */
public final class EventDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(EventDispatcher.class);
    static final int CAPACITY = 4_096;

    private record Waiting(Event event, CompletableFuture<Void> done) {}

    private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final String session;
    private final Mailbox mailbox;
    private boolean busy;

    public EventDispatcher(String session, Mailbox mailbox) {
        this.session = session;
        this.mailbox = mailbox;
    }

    public void add(EventListener listener) {
        listeners.add(listener);
    }

    public void remove(EventListener listener) {
        listeners.remove(listener);
    }

    public boolean hasListeners() {
        return !listeners.isEmpty();
    }

    /** How many events wait for the listeners. */
    public int depth() {
        return waiting.size();
    }

    /** Hands over an event that is not journalled. */
    public void publish(Event event) {
        if (waiting.size() >= CAPACITY) {
            Waiting dropped = waiting.removeFirst();
            LOG.warn(
                    "session {}: listeners are too slow, dropped a {}",
                    session,
                    dropped.event.getClass().getSimpleName());
            dropped.done.completeExceptionally(new NotConnectedException("dropped: listeners are too slow"));
        }
        deliver(event);
    }

    /** Hands over an event; the stage completes on the mailbox when every listener is done, or fails with the first. */
    public CompletionStage<Void> deliver(Event event) {
        Waiting next = new Waiting(event, new CompletableFuture<>());
        waiting.add(next);
        drain();
        return next.done;
    }

    private void drain() {
        while (!busy && !waiting.isEmpty()) {
            Waiting next = waiting.removeFirst();
            busy = true;
            CompletableFuture<?>[] stages = listeners.stream()
                    .map(listener -> call(listener, next.event))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> all = CompletableFuture.allOf(stages);
            if (all.isDone() && !all.isCompletedExceptionally()) {
                busy = false;
                next.done.complete(null);
            } else {
                all.whenComplete((v, failure) -> mailbox.execute(() -> finish(next, failure)));
            }
        }
    }

    private void finish(Waiting done, Throwable failure) {
        busy = false;
        if (failure == null) {
            done.done.complete(null);
        } else {
            done.done.completeExceptionally(failure);
        }
        drain();
    }

    private CompletableFuture<Void> call(EventListener listener, Event event) {
        try {
            return listener.onEvent(event).toCompletableFuture();
        } catch (RuntimeException e) {
            LOG.warn(
                    "session {}: a listener failed on a {}",
                    session,
                    event.getClass().getSimpleName(),
                    e);
            return CompletableFuture.failedFuture(e);
        }
    }
}
