package org.camelwhatsapp.engine.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.jspecify.annotations.Nullable;

/** One WebSocket on a Vert.x event loop. Everything but {@link #send} and the counters happens on its context. */
final class VertxTransport implements Transport {
    /** What may gather for a server that does not read. Room for the longest frame and many ordinary ones. */
    private static final long MAX_PENDING_BYTES = 64L << 20;
    /** Answers to the upgrade that may be others the next time. Source: docs/protocol.md, "Frames". */
    private static final Set<Integer> PASSING_STATUS = Set.of(408, 429, 500, 501, 502, 503, 504);

    private static final long FORCE_CLOSE_MILLIS = 3_000;

    private final Context context;
    private final TransportListener listener;
    private final AtomicLong pendingBytes = new AtomicLong();
    private volatile @Nullable WebSocket socket;
    private volatile boolean closing;

    // Context only.
    private long forceTimer = -1;
    private boolean closed;
    private boolean binary;
    private @Nullable Throwable failure;

    VertxTransport(Context context, TransportListener listener) {
        this.context = context;
        this.listener = listener;
    }

    void connect(WebSocketClient client, WebSocketConnectOptions options) {
        context.runOnContext(
                v -> client.connect(options).onSuccess(this::onConnected).onFailure(this::onRefused));
    }

    private void onConnected(WebSocket opened) {
        socket = opened;
        opened.frameHandler(this::onFrame);
        opened.exceptionHandler(e -> failure = failure == null ? e : failure);
        opened.closeHandler(v -> finish(failure == null ? null : broken(failure)));
        if (closing) {
            opened.close();
        } else {
            listener.onOpen(this);
        }
    }

    private void onRefused(Throwable cause) {
        finish(refusal(cause));
    }

    private void onFrame(WebSocketFrame frame) {
        if (frame.isBinary() || frame.isText()) {
            binary = frame.isBinary();
        }
        boolean isData = frame.isBinary() || frame.isContinuation();
        if (isData && binary && !closed) {
            listener.onBytes(frame.binaryData().getBytes());
        }
    }

    private void finish(@Nullable Throwable cause) {
        if (!closed) {
            closed = true;
            closing = true;
            context.owner().cancelTimer(forceTimer);
            listener.onClosed(cause);
        }
    }

    @Override
    public void send(byte[] message) {
        WebSocket current = socket;
        if (current == null || closing) {
            return;
        }
        if (pendingBytes.addAndGet(message.length) > MAX_PENDING_BYTES) {
            pendingBytes.addAndGet(-message.length);
            fail(new TransportException("the server does not read: more than 64 MiB wait to be sent", null));
            return;
        }
        current.write(Buffer.buffer(Unpooled.wrappedBuffer(message)), result -> {
            pendingBytes.addAndGet(-message.length);
            if (result.failed()) {
                fail(result.cause());
            }
        });
    }

    private void fail(Throwable cause) {
        context.runOnContext(v -> failure = failure == null ? cause : failure);
        close();
    }

    @Override
    public void pause() {
        onContext(() -> {
            if (socket != null && !closed) {
                socket.pause();
            }
        });
    }

    @Override
    public void resume() {
        onContext(() -> {
            if (socket != null && !closed) {
                socket.resume();
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        context.runOnContext(v -> {
            WebSocket current = socket;
            if (current != null && !closed && forceTimer < 0) {
                forceTimer = context.owner().setTimer(FORCE_CLOSE_MILLIS, id -> force(current));
                // A paused socket would not see the server's close.
                current.resume();
                current.close();
            }
        });
    }

    /**
     * The close frame queues behind what a server that does not read has left unread, so it may never leave. Vert.x and the
     * channel's own close wait for the queue too; only the unsafe close does not.
     */
    private void force(WebSocket current) {
        if (!closed && current instanceof WebSocketInternal internal) {
            Channel channel = internal.channelHandlerContext().channel();
            channel.eventLoop().execute(() -> channel.unsafe().close(channel.voidPromise()));
        }
    }

    /** At once when called from a callback, so that a pause takes effect with the next frame. */
    private void onContext(Runnable task) {
        if (io.vertx.core.Vertx.currentContext() == context) {
            task.run();
        } else {
            context.runOnContext(v -> task.run());
        }
    }

    @Override
    public long pendingBytes() {
        return pendingBytes.get();
    }

    private static Throwable broken(Throwable cause) {
        return cause instanceof TransportException
                ? cause
                : new TransportException("the connection broke: " + describe(cause), cause);
    }

    private static Throwable refusal(Throwable cause) {
        if (cause instanceof UpgradeRejectedException rejected) {
            String message = "the server answered the upgrade with HTTP status " + rejected.getStatus();
            return PASSING_STATUS.contains(rejected.getStatus())
                    ? new TransportException(message, cause)
                    : new FatalLinkException(message, cause);
        }
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof CertificateException) {
                return new FatalLinkException("the server's TLS certificate is not trusted", cause);
            }
        }
        return new TransportException("cannot connect: " + describe(cause), cause);
    }

    private static String describe(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
