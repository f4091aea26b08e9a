package org.camelwhatsapp.engine.media;

import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Mailbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a few transfers run at a time, so that memory and connections of a session stay bounded. The others wait in
 * order, up to a limit; beyond it a transfer is refused. The state is the mailbox's; any thread may call.
 */
final class TransferGate {
    static final int MAX_WAITING = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(TransferGate.class);

    private final Mailbox mailbox;
    private final int maxRunning;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    private volatile int running;
    private volatile int waitingCount;

    TransferGate(Mailbox mailbox, int maxRunning) {
        this.mailbox = mailbox;
        this.maxRunning = maxRunning;
    }

    int running() {
        return running;
    }

    int waiting() {
        return waitingCount;
    }

    /** Starts the transfer on the mailbox when there is room; completes as it does, on the mailbox. */
    <T> CompletionStage<T> pass(Supplier<CompletionStage<T>> transfer) {
        return MailboxCalls.call(mailbox, () -> {
            if (waiting.size() >= MAX_WAITING) {
                return CompletableFuture.failedFuture(
                        new MediaException(MAX_WAITING + " transfers are waiting already", true, null));
            }
            CompletableFuture<T> result = new CompletableFuture<>();
            waiting.add(() -> start(transfer, result));
            startNext();
            return result;
        });
    }

    private void startNext() {
        while (running < maxRunning && !waiting.isEmpty()) {
            count(1);
            waiting.remove().run();
        }
        waitingCount = waiting.size();
    }

    private <T> void start(Supplier<CompletionStage<T>> transfer, CompletableFuture<T> result) {
        CompletionStage<T> stage;
        try {
            stage = transfer.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((value, failure) -> {
            try {
                mailbox.execute(() -> {
                    count(-1);
                    startNext();
                    settle(result, value, failure);
                });
            } catch (RejectedExecutionException e) {
                // The session is closed: nobody waits for room any more, but the caller still learns the outcome.
                LOG.debug("a transfer ended after its session");
                settle(result, value, failure);
            }
        });
    }

    private void count(int change) {
        // Written on the mailbox only; volatile for readers of the sizes.
        running = running + change;
    }

    private static <T> void settle(CompletableFuture<T> result, T value, Throwable failure) {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(Futures.unwrap(failure));
        }
    }
}
