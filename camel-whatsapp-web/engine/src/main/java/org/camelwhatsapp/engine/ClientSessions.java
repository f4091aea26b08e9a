package org.camelwhatsapp.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.session.ConnectionState;
import org.camelwhatsapp.engine.session.DefaultSession.StoreLoss;
import org.camelwhatsapp.engine.session.Futures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that a client uses at present. When its store is lost for a reason that may pass, such as a full disk, the next
 * one is opened from what is on the disk, as after a crash: nothing that ran ahead in memory goes on. Thread-safe.
 */
final class ClientSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ClientSessions.class);

    private final WhatsAppClientOptions options;
    private final EngineRuntime runtime;
    private final List<EventListener> listeners = new ArrayList<>();
    private volatile ClientCore core;
    private volatile CompletionStage<Void> recovery = CompletableFuture.completedFuture(null);

    // Under the lock of this object.
    private boolean wanted;
    private boolean closed;
    private int attempts;
    private Scheduling.@Nullable Cancellable timer;

    /** Opens the stored session. Blocks. */
    ClientSessions(WhatsAppClientOptions options, EngineRuntime runtime) {
        this.options = options;
        this.runtime = runtime;
        this.core = ClientCore.open(options, runtime);
        watch(core);
    }

    ClientCore core() {
        return core;
    }

    synchronized CompletionStage<Void> connect() {
        wanted = true;
        return core.session().start();
    }

    synchronized CompletionStage<Void> disconnect() {
        wanted = false;
        return core.session().stop();
    }

    synchronized void addListener(EventListener listener) {
        listeners.add(listener);
        core.session().events().add(listener);
    }

    synchronized void removeListener(EventListener listener) {
        listeners.remove(listener);
        core.session().events().remove(listener);
    }

    private void watch(ClientCore watched) {
        watched.session().storeLost().thenAccept(loss -> onLost(watched, loss));
    }

    private synchronized void onLost(ClientCore lost, StoreLoss loss) {
        if (closed || !loss.cause().isRetryable()) {
            return;
        }
        if (loss.before() == ConnectionState.READY) {
            attempts = 0;
        }
        // A session that had ended for another reason stays so; its store is opened again all the same.
        wanted &= isUnderWay(loss.before());
        recoverLater(lost, loss.cause().code());
    }

    private static boolean isUnderWay(ConnectionState state) {
        return switch (state) {
            case CONNECTING, PAIRING, LOGGING_IN, READY, BACKING_OFF -> true;
            default -> false;
        };
    }

    private synchronized void recoverLater(ClientCore lost, String why) {
        if (closed || options.options().reconnect().isExhausted(attempts + 1)) {
            return;
        }
        Duration delay = options.options()
                .reconnect()
                .delay(attempts, runtime.environment().random());
        attempts++;
        LOG.warn("session {}: {}; opening it again in {} ms", options.session(), why, delay.toMillis());
        timer = runtime.environment().scheduling().schedule(delay, () -> recover(lost));
    }

    private synchronized void recover(ClientCore lost) {
        if (!closed) {
            recovery = lost.session()
                    .close()
                    .handle((v, failure) -> {
                        if (failure != null) {
                            // Its row could not be given up; this process takes it again.
                            LOG.debug("session {}: not given up", options.session(), Futures.unwrap(failure));
                        }
                        return lost;
                    })
                    .thenComposeAsync(this::reopen, blocking());
        }
    }

    private CompletionStage<Void> reopen(ClientCore lost) {
        ClientCore fresh;
        try {
            fresh = ClientCore.open(options, runtime);
        } catch (WhatsAppException e) {
            if (e.isRetryable()) {
                recoverLater(lost, e.code());
            } else {
                LOG.error("session {}: it cannot be opened again: {}", options.session(), e.code());
            }
            return CompletableFuture.completedFuture(null);
        }
        return use(fresh)
                ? CompletableFuture.completedFuture(null)
                : fresh.session().close();
    }

    private synchronized boolean use(ClientCore fresh) {
        if (closed) {
            return false;
        }
        listeners.forEach(fresh.session().events()::add);
        core = fresh;
        watch(fresh);
        if (wanted) {
            fresh.session().start();
        }
        return true;
    }

    private Executor blocking() {
        return runtime.environment().scheduling().blocking();
    }

    /** Stops and gives the stored session up, whichever it is by then. */
    CompletionStage<Void> close() {
        ClientCore last;
        CompletionStage<Void> opening;
        synchronized (this) {
            closed = true;
            if (timer != null) {
                timer.cancel();
            }
            last = core;
            opening = recovery;
        }
        return opening.handle((v, failure) -> last)
                .thenCompose(present -> present.session().close());
    }
}
