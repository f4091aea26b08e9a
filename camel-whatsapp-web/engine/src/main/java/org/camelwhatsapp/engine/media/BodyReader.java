package org.camelwhatsapp.engine.media;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Moves a response body from the event loop to a receiver on the blocking pool. Bytes are gathered to pieces of 64 KiB,
 * so that the change of threads costs little; while a piece is worked on, the socket is paused. So one transfer never
 * holds more than one piece, however slow the disk is.
 *
 * <p>All fields belong to the event loop, but for the piece, which is lent to the pool while {@code busy}.
 */
final class BodyReader {
    private static final int PIECE = 64 << 10;

    private final HttpClientResponse response;
    private final MediaReceiver receiver;
    private final Executor blocking;
    private final StallGuard guard;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Context loop = Vertx.currentContext();
    private byte[] piece = new byte[PIECE];
    private int filled;
    private boolean busy;
    private boolean ended;

    /** Must be made on the event loop of the response. */
    BodyReader(HttpClientResponse response, MediaReceiver receiver, Executor blocking, StallGuard guard) {
        this.response = response;
        this.receiver = receiver;
        this.blocking = blocking;
        this.guard = guard;
    }

    /** Completes when the receiver has taken the last byte. */
    CompletionStage<Void> read() {
        response.exceptionHandler(done::completeExceptionally);
        response.handler(this::take);
        response.endHandler(nothing -> {
            ended = true;
            if (!busy) {
                handOver();
            }
        });
        return done;
    }

    private void take(Buffer buffer) {
        guard.progress();
        int length = buffer.length();
        if (busy) {
            done.completeExceptionally(new IllegalStateException("bytes came from a paused response"));
            return;
        }
        if (piece.length - filled < length) {
            piece = Arrays.copyOf(piece, filled + length);
        }
        buffer.getBytes(0, length, piece, filled);
        filled += length;
        if (filled >= PIECE) {
            response.pause();
            handOver();
        }
    }

    private void handOver() {
        busy = true;
        byte[] bytes = piece;
        int count = filled;
        try {
            blocking.execute(() -> work(bytes, count));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new MediaException("the blocking pool is full", true, e));
        }
    }

    private void work(byte[] bytes, int count) {
        try {
            receiver.update(bytes, 0, count);
        } catch (MediaException e) {
            done.completeExceptionally(e);
            return;
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(new MediaException("the content cannot be written", true, e));
            return;
        }
        guard.progress();
        loop.runOnContext(nothing -> continueReading());
    }

    private void continueReading() {
        filled = 0;
        busy = false;
        if (ended) {
            done.complete(null);
        } else {
            response.resume();
        }
    }
}
