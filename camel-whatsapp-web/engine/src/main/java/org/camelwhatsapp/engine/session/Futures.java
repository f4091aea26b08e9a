package org.camelwhatsapp.engine.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.store.StoreException;

/** Small helpers for completion stages. */
public final class Futures {
    private Futures() {}

    /** The stage, completed on the mailbox: at once when the caller is on it and the stage is done already. */
    public static <T> CompletionStage<T> on(Mailbox mailbox, CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone() && mailbox.isCurrent()) {
            return future;
        }
        CompletableFuture<T> moved = new CompletableFuture<>();
        future.whenComplete((value, failure) -> {
            try {
                mailbox.execute(() -> finish(moved, value, failure));
            } catch (RejectedExecutionException e) {
                moved.completeExceptionally(failure == null ? e : unwrap(failure));
            }
        });
        return moved;
    }

    private static <T> void finish(CompletableFuture<T> future, T value, Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(unwrap(failure));
        }
    }

    /**
     * Runs a blocking call on the blocking pool and continues on the mailbox. Fails with {@link StoreException} when too many
     * wait for a thread.
     */
    public static <T> CompletionStage<T> blocking(Environment environment, Mailbox mailbox, Supplier<T> call) {
        try {
            return on(
                    mailbox,
                    CompletableFuture.supplyAsync(call, environment.scheduling().blocking()));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new StoreException(StoreException.Kind.UNAVAILABLE, "no thread is left to read the database", e));
        }
    }

    /** The same stage, except that what the server refuses fails as the caller names it. */
    public static <T> CompletionStage<T> namingRefusals(
            CompletionStage<T> stage, Function<ServerErrorException, ? extends RuntimeException> name) {
        return stage.exceptionallyCompose(failure -> {
            Throwable cause = unwrap(failure);
            return CompletableFuture.failedFuture(
                    cause instanceof ServerErrorException error ? name.apply(error) : cause);
        });
    }

    /** The failure itself, without the wrappers that futures add. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
