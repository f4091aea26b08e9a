package org.camelwhatsapp.gateway.store;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.message.SendPendingException;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.gateway.notify.Part;
import org.camelwhatsapp.gateway.notify.PartQueue;
import org.camelwhatsapp.gateway.notify.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what was promised. A message is in the database before its caller is told so, and leaves it when the server
 * accepted it or refused it for good; after a crash it is sent again under the same id, so that it arrives once. Messages
 * to one recipient keep their order. At most 10,000 wait, at most 64 recipients are served at a time. Thread-safe.
 */
public final class NotificationQueue implements PartQueue {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationQueue.class);
    private static final int MAX_UNDER_WAY = 64;

    private final QueueTable table;
    private final Session session;
    private final Executor worker;

    // The worker's only.
    private final Map<String, ArrayDeque<String>> lanes = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> busy = new HashSet<>();
    private final Set<String> startable = new LinkedHashSet<>();

    /** @param worker a single thread, which may wait for the database */
    public NotificationQueue(
            GatewayDatabase database, TextSeal seal, Session session, InstantSource time, Executor worker) {
        this.table = new QueueTable(database, seal, time);
        this.session = session;
        this.worker = worker;
        table.purge();
    }

    @Override
    public void add(List<Part> parts) {
        table.add(parts);
        onWorker(() -> {
            parts.forEach(part -> enqueue(part.target(), part.messageId()));
            startSome();
        });
    }

    /** How many messages wait, of 10,000. */
    public int depth() {
        return table.depth();
    }

    /** Sends whatever waits, if the session is ready. Called when it becomes ready, and now and then. Does not block. */
    public void resume() {
        onWorker(() -> {
            table.purge();
            table.waiting().forEach(waiting -> enqueue(waiting.target(), waiting.messageId()));
            startable.addAll(lanes.keySet());
            startable.removeAll(busy);
            startSome();
        });
    }

    private void onWorker(Runnable work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (WhatsAppException e) {
                    LOG.error("promised messages wait: {}", e.code(), e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("promised messages wait for the next start");
        }
    }

    private void enqueue(String target, String messageId) {
        if (known.add(messageId)) {
            ArrayDeque<String> lane = lanes.computeIfAbsent(target, name -> new ArrayDeque<>());
            lane.add(messageId);
            // One whose first message waits for the next resume, waits with it.
            if (lane.size() == 1) {
                startable.add(target);
            }
        }
    }

    private void startSome() {
        while (busy.size() < MAX_UNDER_WAY && !startable.isEmpty() && session.isReady()) {
            String target = startable.iterator().next();
            startable.remove(target);
            start(target);
        }
    }

    private void start(String target) {
        ArrayDeque<String> lane = lanes.get(target);
        String messageId = lane == null ? null : lane.peek();
        if (messageId == null) {
            return;
        }
        Part part = find(messageId);
        if (part == null) {
            leave(target, messageId);
            return;
        }
        busy.add(target);
        session.send(part).whenComplete((v, failure) -> onWorker(() -> finish(part, failure)));
    }

    /** Null for one that no longer waits, or that cannot be read: the others must not wait for it. */
    private @Nullable Part find(String messageId) {
        try {
            return table.find(messageId).orElse(null);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.CORRUPT) {
                throw e;
            }
            LOG.error("a promised message is damaged and passed over: {}", e.code());
            table.done(messageId, e.code());
            return null;
        }
    }

    private void finish(Part part, @Nullable Throwable failure) {
        busy.remove(part.target());
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null) {
            table.done(part.messageId(), null);
            leave(part.target(), part.messageId());
        } else if (cause instanceof WhatsAppException known && isFinal(known)) {
            LOG.warn("a promised message was refused: {}", known.code());
            table.done(part.messageId(), known.code());
            leave(part.target(), part.messageId());
        } else {
            LOG.info("a promised message waits: {}", cause.getClass().getSimpleName());
        }
        startSome();
    }

    /** One that is pending leaves with the next connection; asked for again under its id, it does not leave twice. */
    private static boolean isFinal(WhatsAppException failure) {
        return !failure.isRetryable() && !(failure instanceof SendPendingException);
    }

    private void leave(String target, String messageId) {
        known.remove(messageId);
        ArrayDeque<String> lane = lanes.get(target);
        if (lane != null) {
            lane.remove(messageId);
            if (lane.isEmpty()) {
                lanes.remove(target);
            } else {
                startable.add(target);
            }
        }
    }
}
