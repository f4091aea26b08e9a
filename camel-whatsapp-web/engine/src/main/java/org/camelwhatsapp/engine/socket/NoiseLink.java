package org.camelwhatsapp.engine.socket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.noise.CertificateException;
import org.camelwhatsapp.engine.noise.EstablishedHandshake;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.NoiseHandshake;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.camelwhatsapp.engine.session.Link;
import org.camelwhatsapp.engine.session.LinkInfo;
import org.camelwhatsapp.engine.session.LinkListener;
import org.camelwhatsapp.engine.session.LinkRequest;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket with the handshake and the frame ciphers on top.
 *
 * <p>Reading happens on the event loop. Writing may come from any thread: encrypting and writing are one step under a
 * lock, so that the order of counters is the order on the wire. Whatever cannot be read ends the link: after a lost frame
 * the counters would never agree again.
 */
final class NoiseLink implements Link {
    private static final int MAX_FRAME = (1 << 24) - 1;
    private static final byte[] NO_PREFIX = {};

    private final WebSocket socket;
    private final NoiseHandshake handshake;
    private final LinkListener listener;
    private final FrameSplitter splitter = new FrameSplitter(MAX_FRAME);
    private @Nullable FrameCipher writer;
    private @Nullable FrameCipher reader;
    private @Nullable Throwable cause;
    private boolean closedHere;
    private boolean reported;

    NoiseLink(WebSocket socket, NoiseHandshake handshake, LinkListener listener) {
        this.socket = socket;
        this.handshake = handshake;
        this.listener = listener;
    }

    void start(LinkRequest request) {
        socket.closeHandler(v -> report());
        socket.exceptionHandler(this::fail);
        socket.handler(buffer -> onBytes(buffer.getBytes()));
        socket.writeBinaryMessage(Buffer.buffer(FrameSplitter.frame(introduction(request), handshake.clientHello())));
    }

    private static byte[] introduction(LinkRequest request) {
        byte[] prologue = NoisePattern.prologue();
        byte[] routing = request.routingInfo();
        if (routing == null) {
            return prologue;
        }
        return ByteBuffer.allocate(7 + routing.length + prologue.length)
                .put(new byte[] {'E', 'D', 0, 1})
                .put((byte) (routing.length >>> 16))
                .putShort((short) routing.length)
                .put(routing)
                .put(prologue)
                .array();
    }

    private void onBytes(byte[] bytes) {
        try {
            splitter.accept(bytes, this::onFrame);
        } catch (CertificateException e) {
            fail(new FatalLinkException(e.getMessage(), e));
            socket.close();
        } catch (WhatsAppException e) {
            fail(e);
            socket.close();
        }
    }

    private void onFrame(byte[] frame) {
        FrameCipher cipher = reader;
        if (cipher != null) {
            listener.onStanza(NodeDecoder.decode(cipher.decrypt(frame)));
            return;
        }
        EstablishedHandshake result = handshake.receive(frame);
        byte[] finish = result.clientFinish();
        if (finish != null) {
            socket.writeBinaryMessage(Buffer.buffer(FrameSplitter.frame(NO_PREFIX, finish)));
        }
        reader = new FrameCipher(result.keys().clientRead());
        synchronized (this) {
            writer = new FrameCipher(result.keys().clientWrite());
        }
        listener.onOpen(this, new LinkInfo(result.serverStaticKey(), result.isResumed()));
    }

    @Override
    public void send(Node stanza) {
        byte[] plaintext = NodeEncoder.encode(stanza);
        synchronized (this) {
            FrameCipher cipher = writer;
            if (cipher == null || closedHere || socket.isClosed()) {
                return;
            }
            socket.writeBinaryMessage(Buffer.buffer(FrameSplitter.frame(NO_PREFIX, cipher.encrypt(plaintext))));
        }
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public synchronized void close() {
        if (!closedHere) {
            closedHere = true;
            socket.close();
        }
    }

    private synchronized void fail(Throwable failure) {
        if (cause == null) {
            cause = failure;
        }
    }

    private void report() {
        Throwable why;
        synchronized (this) {
            if (reported) {
                return;
            }
            reported = true;
            why = closedHere ? null : cause != null ? cause : new IOException("the server closed the connection");
        }
        listener.onClosed(why);
    }
}
