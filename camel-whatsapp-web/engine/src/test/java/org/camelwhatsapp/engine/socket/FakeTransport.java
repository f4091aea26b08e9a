package org.camelwhatsapp.engine.socket;

import java.util.ArrayList;
import java.util.List;

/** A transport in memory: keeps what was sent, and the test speaks for the server. */
final class FakeTransport implements Transport {
    final TransportRequest request;
    final TransportListener listener;
    final List<byte[]> sent = new ArrayList<>();
    boolean paused;
    boolean closed;

    FakeTransport(TransportRequest request, TransportListener listener) {
        this.request = request;
        this.listener = listener;
    }

    @Override
    public synchronized void send(byte[] message) {
        sent.add(message);
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    /** As the real one, reports the end once, and only of a transport that was open or opening. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            listener.onClosed(null);
        }
    }

    @Override
    public long pendingBytes() {
        return 0;
    }
}
