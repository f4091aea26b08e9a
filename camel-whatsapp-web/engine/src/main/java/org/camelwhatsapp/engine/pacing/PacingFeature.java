package org.camelwhatsapp.engine.pacing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.contact.AddressBook;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.pacing.PacingException.Reason;
import org.camelwhatsapp.engine.restriction.AccountRestriction;
import org.camelwhatsapp.engine.restriction.AccountRestriction.Kind;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when a message leaves. A message is first admitted or refused, then made durable, and then waits
 * for its turn: nothing that waits is lost when the process ends. At most 1,024 wait; more are refused. Mailbox only.
 */
public final class PacingFeature implements Feature {
    private static final int MAX_WAITING = 1_024;
    /** Messages that were admitted earlier and come back from the disk with a new connection. */
    private static final int MAX_RETURNING = 10_000;

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    /** After too many messages, when the server does not say for how long. */
    private static final Duration UNTOLD_PAUSE = Duration.ofSeconds(60);
    /** For restrictions of which the end is not told; the service says when they are over. */
    private static final Duration UNTOLD_BAR = Duration.ofDays(1);

    private final Session session;
    private final PacingOptions options;
    private final SendQueue queue;
    private final Brake strangersBarred;
    private final Brake newChatsBarred;
    private final Strangers strangers;
    /** Messages that were admitted and are not in the queue yet, by chat; no more than may wait. */
    private final Map<Jid, Integer> preparing = new HashMap<>();

    private int admitted;
    private long refused;

    public PacingFeature(Session session, AddressBook addresses, PacingOptions options) {
        this.session = session;
        this.options = options;
        this.strangersBarred = new Brake(session.environment());
        this.newChatsBarred = new Brake(session.environment());
        this.queue = new SendQueue(session.environment(), session.mailbox(), options);
        this.strangers = new Strangers(session, addresses, options.strangers());
        session.gauges().add("pacing.waiting", MAX_WAITING + MAX_RETURNING, queue::size);
        session.gauges().add("pacing.preparing", MAX_WAITING, preparing::size);
        session.gauges().add("pacing.busyChats", MAX_WAITING + MAX_RETURNING, queue::busyChats);
        session.gauges().add("pacing.chats", SendQueue.MAX_BUCKETS, queue::chats);
    }

    /**
     * Asks to send a message.
     *
     * @return completes with the right to, or fails with {@link PacingException}
     */
    public CompletionStage<Permit> admit(Jid chat) {
        if (!options.enabled()) {
            return CompletableFuture.completedFuture(new Permit(chat, null));
        }
        return strangers.open().thenCompose(v -> strangers.find(chat)).thenApply(stranger -> {
            Permit permit = new Permit(chat, stranger);
            check(permit);
            if (stranger != null) {
                strangers.count(1);
            }
            admitted++;
            preparing.merge(chat, 1, Integer::sum);
            return permit;
        });
    }

    /** Fails as {@link #admit} would now, without a right to send: to be asked before a file is uploaded. */
    public CompletionStage<Void> expect(Jid chat) {
        if (!options.enabled()) {
            return CompletableFuture.completedFuture(null);
        }
        return strangers
                .open()
                .thenCompose(v -> strangers.find(chat))
                .thenAccept(stranger -> check(new Permit(chat, stranger)));
    }

    private void check(Permit permit) {
        if (queue.size() + admitted >= MAX_WAITING) {
            throw refusal(Reason.QUEUE, MAX_WAITING + " messages wait already", next());
        }
        Duration wait = Duration.ofMillis(
                queue.longestWaitMillis(permit.chat, admitted, preparing.getOrDefault(permit.chat, 0)));
        if (wait.compareTo(options.maxWait()) > 0) {
            throw refusal(
                    Reason.WAIT,
                    "the message would wait up to " + wait.toSeconds() + " s, more than "
                            + options.maxWait().toSeconds(),
                    wait.minus(options.maxWait()));
        }
        if (permit.stranger != null && isBarred()) {
            throw refusal(
                    Reason.STRANGERS,
                    "the service lets this account write to no new people now",
                    Duration.ofMillis(Math.max(strangersBarred.leftMillis(), newChatsBarred.leftMillis())));
        }
        if (permit.stranger != null && !strangers.mayMeet()) {
            throw refusal(
                    Reason.STRANGERS,
                    "no more than " + strangers.allowed() + " new people may be written to today",
                    strangers.untilTomorrow());
        }
    }

    private PacingException refusal(Reason reason, String message, Duration retryAfter) {
        refused++;
        return new PacingException(reason, message, retryAfter);
    }

    /** Puts what must be remembered of the message into the transaction that makes it durable. */
    public void record(Permit permit, StoreTransaction transaction) {
        if (permit.stranger != null) {
            strangers.written(permit.stranger, transaction);
        }
    }

    /** The message is durable, and no more among those being prepared. */
    public void prepared(Permit permit) {
        settle(permit);
    }

    /**
     * Runs the task of a durable message when its turn has come, at once if that is now; it is never refused. Messages of one
     * chat keep their order. When the connection goes, what waits is forgotten; it comes again from the disk.
     *
     * @param id of the message
     */
    public void pass(String id, Jid chat, Runnable send) {
        if (options.enabled()) {
            queue.add(id, chat, send);
        } else {
            send.run();
        }
    }

    /** The message will not be sent. Does nothing after {@link #prepared}. */
    public void cancel(Permit permit) {
        if (settle(permit) && permit.stranger != null) {
            strangers.count(-1);
        }
    }

    private boolean settle(Permit permit) {
        if (!options.enabled() || !permit.use()) {
            return false;
        }
        admitted--;
        preparing.computeIfPresent(permit.chat, (chat, count) -> count == 1 ? null : count - 1);
        return true;
    }

    /** A message of this chat came, or was sent by another own device; the write goes into the transaction. */
    public void met(Jid chat, StoreTransaction transaction) {
        if (options.enabled()) {
            strangers.met(chat, transaction);
        }
    }

    /** How busy the way out is. */
    public CompletionStage<PacingStatus> status() {
        return strangers
                .open()
                .thenApply(v -> new PacingStatus(
                        options.enabled(),
                        queue.size(),
                        next(),
                        Duration.ofMillis(queue.pausedMillis()),
                        queue.delayed(),
                        refused,
                        strangers.countedToday(),
                        isBarred() ? 0 : strangers.allowed()));
    }

    /**
     * The server refused a message because there are too many, or because it is busy and says for how long: nothing leaves
     * before.
     *
     * @param code the server's number
     * @param wait how long the server said to wait, or null
     */
    public void onRefused(int code, @Nullable Duration wait) {
        if (!options.enabled() || code != TOO_MANY && code != UNAVAILABLE) {
            return;
        }
        if (wait != null) {
            queue.pause(wait);
        } else if (code == TOO_MANY) {
            queue.pause(UNTOLD_PAUSE);
        }
    }

    /** The service keeps the account from writing to new people, or does so no longer. */
    public void onRestriction(AccountRestriction restriction) {
        Brake brake = restriction.kind() == Kind.STRANGERS
                ? strangersBarred
                : restriction.kind() == Kind.NEW_CHATS ? newChatsBarred : null;
        if (brake != null) {
            Instant until = restriction.until();
            brake.set(!restriction.active() ? null : until == null ? untold() : until);
        }
    }

    private Instant untold() {
        return session.environment().time().instant().plus(UNTOLD_BAR);
    }

    private boolean isBarred() {
        return strangersBarred.leftMillis() > 0 || newChatsBarred.leftMillis() > 0;
    }

    private Duration next() {
        return Duration.ofMillis(queue.nextAfterMillis());
    }

    @Override
    public void onDisconnect() {
        queue.clear();
    }
}
