package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.camelwhatsapp.engine.env.Scheduling.Cancellable;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that the server could not take now and that go out again, the same bytes under the same id. How often each was
 * tried and until when it waits is durable before it waits. No more wait than are under way. Mailbox only.
 */
final class Resends {
    private static final Logger LOG = LoggerFactory.getLogger(Resends.class);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final double JITTER = 0.2;

    private final Session session;
    private final ResendOptions options;
    /** Tries so far, of messages that are still under way. */
    private final Map<String, Integer> tries = new HashMap<>();

    private final Map<String, Cancellable> timers = new HashMap<>();

    Resends(Session session, ResendOptions options, int capacity) {
        this.session = session;
        this.options = options;
        session.gauges().add("message.tried", capacity, tries::size);
        session.gauges().add("message.resending", capacity, timers::size);
    }

    /**
     * How long a refused message waits for its next try, or null if it fails.
     *
     * @param code the server's number
     * @param named how long the server said to wait, or null
     */
    @Nullable
    Duration waitOf(String id, int code, @Nullable Duration named) {
        int before = tries.getOrDefault(id, 0);
        if (code != TOO_MANY && code != UNAVAILABLE || before >= options.tries()) {
            return null;
        }
        double chance = 1 + JITTER * session.environment().random().nextDouble();
        // At most 20 doublings of at most an hour.
        Duration own = Duration.ofMillis((long) (chance * options.first().toMillis() * (1L << before)));
        if (named != null && named.compareTo(options.longest()) > 0) {
            return null;
        }
        Duration bounded = own.compareTo(options.longest()) > 0 ? options.longest() : own;
        return named != null && named.compareTo(bounded) > 0 ? named : bounded;
    }

    /** Makes it durable that a message waits, and sends it after the wait. */
    void later(String id, Node stanza, Duration wait, Runnable send) {
        int tried = tries.merge(id, 1, Integer::sum);
        long notBefore = session.environment().time().millis() + wait.toMillis();
        LOG.info("session {}: a message that was refused goes out again in {}", session.name(), wait);
        Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Optional.ofNullable(session.store().sentMessages().find(id)))
                .thenCompose(sent -> {
                    byte[] payload = sent.map(SentMessage::payload).orElse(new byte[0]);
                    long at = sent.map(SentMessage::sentAtMillis).orElse(notBefore);
                    StoreTransaction transaction = session.store().transaction();
                    transaction.put(new OutboxEntry(
                            id, stanza.requireJid("to"), payload, NodeEncoder.encode(stanza), at, tried, notBefore));
                    return Futures.on(session.mailbox(), session.store().commit(transaction));
                })
                .whenComplete((v, failure) -> {
                    if (failure != null) {
                        // It is on the disk as it was, so only the count and the wait may be lost with the process.
                        LOG.warn("session {}: that a message waits is not durable", session.name(), failure);
                    }
                    // Without a connection, the next one takes it up.
                    if (session.wire().isReady()) {
                        schedule(id, wait, send);
                    }
                });
    }

    /** Takes up a message of the disk: sends it at once, or when its wait is over. */
    void takeUp(OutboxEntry entry, Runnable send) {
        Duration wait = Duration.ofMillis(
                entry.notBeforeMillis() - session.environment().time().millis());
        if (entry.tries() > 0) {
            tries.put(entry.messageId(), entry.tries());
        }
        if (wait.isNegative() || wait.isZero()) {
            send.run();
        } else {
            // A clock that was set back keeps nobody waiting longer than anybody ever does.
            schedule(entry.messageId(), wait.compareTo(options.longest()) > 0 ? options.longest() : wait, send);
        }
    }

    private void schedule(String id, Duration wait, Runnable send) {
        timers.put(
                id,
                session.environment()
                        .scheduling()
                        .schedule(
                                wait,
                                () -> session.mailbox().execute(() -> {
                                    if (timers.remove(id) != null) {
                                        send.run();
                                    }
                                })));
    }

    /** The message is no longer under way. */
    void forget(String id) {
        tries.remove(id);
    }

    /** What waits is on the disk; the next connection takes it up. */
    void disconnected() {
        timers.values().forEach(Cancellable::cancel);
        timers.clear();
        tries.clear();
    }
}
