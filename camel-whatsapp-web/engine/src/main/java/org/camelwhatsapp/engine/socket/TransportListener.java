package org.camelwhatsapp.engine.socket;

import org.jspecify.annotations.Nullable;

/** What a transport tells its owner. Called on one thread, one call at a time; must not block. */
public interface TransportListener {
    /** The WebSocket is open. Comes at most once, before any bytes. */
    void onOpen(Transport transport);

    /** A piece of what the server sent. Pieces have nothing to do with frames. */
    void onBytes(byte[] bytes);

    /**
     * The WebSocket is gone. Comes exactly once.
     *
     * @param cause why, or null when {@link Transport#close()} was called or the server closed in good order
     */
    void onClosed(@Nullable Throwable cause);
}
