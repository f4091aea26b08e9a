package org.camelwhatsapp.engine.media;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Moves part of a file into a request: a piece of 64 KiB is read on the blocking pool, and the next one only after the
 * socket has taken it. So one transfer never holds more than one piece, however slow the network is.
 */
final class BodyWriter {
    private static final int PIECE = 64 << 10;

    private final HttpClientRequest request;
    private final UploadBody body;
    private final Executor blocking;
    private final StallGuard guard;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
    private @Nullable FileChannel channel;
    private long sent;

    BodyWriter(HttpClientRequest request, UploadBody body, Executor blocking, StallGuard guard) {
        this.request = request;
        this.body = body;
        this.blocking = blocking;
        this.guard = guard;
    }

    boolean isDone() {
        return done.isDone() && !done.isCompletedExceptionally();
    }

    /** Completes when the request has been sent. */
    CompletionStage<Void> write() {
        request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(body.length()));
        if (body.length() == 0) {
            end();
        } else {
            next();
        }
        return done.whenComplete((nothing, failure) -> closeLater());
    }

    private void next() {
        try {
            blocking.execute(this::readPiece);
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new MediaException("the blocking pool is full", true, e));
        }
    }

    private void readPiece() {
        try {
            FileChannel open = channel;
            if (open == null) {
                open = FileChannel.open(body.file(), StandardOpenOption.READ);
                channel = open;
            }
            piece.clear().limit((int) Math.min(PIECE, body.length() - sent));
            int count = open.read(piece, body.offset() + sent);
            if (count < 0) {
                throw new EOFException("the encrypted file became shorter");
            }
            sent += count;
            // The array is copied into the buffer, so the piece is free again.
            request.write(Buffer.buffer(count).appendBytes(piece.array(), 0, count))
                    .onFailure(done::completeExceptionally)
                    .onSuccess(nothing -> {
                        guard.progress();
                        if (sent < body.length()) {
                            next();
                        } else {
                            end();
                        }
                    });
        } catch (IOException | RuntimeException e) {
            done.completeExceptionally(new MediaException("the encrypted file cannot be read", true, e));
        }
    }

    private void end() {
        request.end().onFailure(done::completeExceptionally).onSuccess(nothing -> done.complete(null));
    }

    private void closeLater() {
        FileChannel open = channel;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Nothing was written, so nothing can be lost.
                channel = null;
            }
        }
    }
}
