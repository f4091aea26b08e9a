package org.camelwhatsapp.engine.media;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Mailbox;
import org.camelwhatsapp.engine.session.NotConnectedException;

/** Calls from any thread into state that belongs to a mailbox. */
final class MailboxCalls {
    private MailboxCalls() {}

    /** Runs the call on the mailbox, at once when the caller is there already; completes on it. */
    static <T> CompletionStage<T> call(Mailbox mailbox, Supplier<CompletionStage<T>> call) {
        if (mailbox.isCurrent()) {
            return run(call);
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            mailbox.execute(() -> run(call).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(Futures.unwrap(failure));
                }
            }));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(new NotConnectedException("the session is closed or overloaded"));
        }
        return result;
    }

    private static <T> CompletionStage<T> run(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
