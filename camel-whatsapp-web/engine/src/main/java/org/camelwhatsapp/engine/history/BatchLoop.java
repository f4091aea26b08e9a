package org.camelwhatsapp.engine.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * Reads a batch on the blocking pool, uses it on the mailbox, and so on until there is none. Between two batches the
 * mailbox does whatever else waits there, and no thread is held while a batch is written. Memory does not grow with the
 * number of batches.
 */
final class BatchLoop<B> {
    private final Session session;
    private final Reading<B> reading;
    private final Function<B, CompletionStage<Void>> use;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** Where batches come from. */
    @FunctionalInterface
    interface Reading<B> {
        /** The next batch, or null. Blocks. */
        @Nullable
        B next() throws IOException;
    }

    BatchLoop(Session session, Reading<B> reading, Function<B, CompletionStage<Void>> use) {
        this.session = session;
        this.reading = reading;
        this.use = use;
    }

    /** Completes on the mailbox, unless that is closed. Call it once. */
    CompletionStage<Void> run() {
        step();
        return done;
    }

    private void step() {
        CompletionStage<@Nullable B> read;
        try {
            read = Futures.blocking(session.environment(), session.mailbox(), this::read);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(e);
            return;
        }
        read.whenComplete((batch, failure) -> {
            if (failure != null) {
                done.completeExceptionally(Futures.unwrap(failure));
            } else if (batch == null) {
                done.complete(null);
            } else {
                used(batch);
            }
        });
    }

    private @Nullable B read() {
        try {
            return reading.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void used(B batch) {
        CompletionStage<Void> written;
        try {
            written = use.apply(batch);
        } catch (RuntimeException e) {
            written = CompletableFuture.failedFuture(e);
        }
        Futures.on(session.mailbox(), written).whenComplete((v, failure) -> {
            if (failure == null) {
                step();
            } else {
                done.completeExceptionally(Futures.unwrap(failure));
            }
        });
    }
}
