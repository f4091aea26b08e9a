package org.camelwhatsapp.engine.socket;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.noise.CertificateException;
import org.camelwhatsapp.engine.noise.EstablishedHandshake;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.NoiseHandshake;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.camelwhatsapp.engine.session.Link;
import org.camelwhatsapp.engine.session.LinkInfo;
import org.camelwhatsapp.engine.session.LinkListener;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: a transport, the handshake on it, and the ciphers after it.
 *
 * <p>The listener is only called from the transport's callbacks, which come one at a time; whatever else ends the link (a
 * time-out, {@link #close()}) closes the transport and lets its callback report. Sending takes a lock, because the cipher
 * counts and the order on the wire must be the order of the counter.
 */
final class NoiseLink implements Link, TransportListener {
    private static final Logger LOG = LoggerFactory.getLogger(NoiseLink.class);
    /** A server hello with its certificates has some 400 bytes; nobody needs more before the server has proved itself. */
    private static final int MAX_HELLO_BYTES = 64 * 1024;

    private static final Throwable REQUESTED = new TransportException("closed here", null);

    private final LinkAttempt attempt;
    private final Environment environment;
    private final LinkListener listener;
    private final FrameSplitter splitter = new FrameSplitter(MAX_HELLO_BYTES);
    private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();
    private final Object writing = new Object();
    private volatile @Nullable Transport transport;
    /** Under {@link #writing}. */
    private @Nullable FrameCipher writeCipher;

    // Transport thread only.
    private @Nullable NoiseHandshake handshake;
    private @Nullable FrameCipher readCipher;
    private Scheduling.@Nullable Cancellable deadline;
    private long malformed;
    private boolean reported;

    NoiseLink(LinkAttempt attempt, Environment environment, LinkListener listener) {
        this.attempt = attempt;
        this.environment = environment;
        this.listener = listener;
    }

    void start(TransportFactory transports) {
        Transport opening;
        try {
            opening = transports.open(attempt.transportRequest(), this);
        } catch (RuntimeException e) {
            onClosed(e);
            return;
        }
        transport = opening;
        if (end.get() != null) {
            opening.close();
        }
    }

    @Override
    public void onOpen(Transport opened) {
        transport = opened;
        deadline = environment
                .scheduling()
                .schedule(
                        attempt.handshakeTimeout(),
                        () -> fail(new TransportException("the server did not answer the handshake in time", null)));
        try {
            NoiseHandshake begun = attempt.begin(environment);
            handshake = begun;
            transmit(FrameFormat.frame(attempt.intro(), begun.clientHello()));
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    @Override
    public void onBytes(byte[] bytes) {
        if (end.get() != null) {
            return;
        }
        try {
            splitter.accept(bytes, this::onFrame);
        } catch (CertificateException e) {
            fail(new FatalLinkException(e.getMessage() == null ? e.code() : e.getMessage(), e));
        } catch (RuntimeException e) {
            // A frame that does not open, or a full mailbox: the counters would be wrong from here on.
            fail(e);
        }
    }

    private void onFrame(byte[] bytes, int offset, int length) {
        if (end.get() != null) {
            return;
        }
        FrameCipher cipher = readCipher;
        if (cipher == null) {
            onServerHello(Arrays.copyOfRange(bytes, offset, offset + length));
        } else {
            onStanza(cipher.decrypt(bytes, offset, length));
        }
    }

    private void onServerHello(byte[] hello) {
        NoiseHandshake begun = handshake;
        if (begun == null) {
            throw new FrameException("the server spoke before the client");
        }
        handshake = null;
        EstablishedHandshake established = begun.receive(hello);
        cancelDeadline();
        byte[] clientFinish = established.clientFinish();
        synchronized (writing) {
            if (clientFinish != null) {
                transmit(FrameFormat.frame(new byte[0], clientFinish));
            }
            writeCipher = new FrameCipher(established.keys().clientWrite());
        }
        readCipher = new FrameCipher(established.keys().clientRead());
        splitter.allow(FrameFormat.MAX_PAYLOAD_BYTES);
        listener.onOpen(this, new LinkInfo(established.serverStaticKey(), established.isResumed()));
    }

    private void onStanza(byte[] plaintext) {
        Node stanza;
        try {
            stanza = NodeDecoder.decode(plaintext);
        } catch (MalformedNodeException e) {
            malformed++;
            if (Long.bitCount(malformed) == 1) {
                LOG.warn(
                        "dropped a stanza that cannot be decoded, {} on this connection: {}",
                        malformed,
                        e.getMessage());
            }
            return;
        }
        listener.onStanza(stanza);
    }

    @Override
    public void onClosed(@Nullable Throwable cause) {
        cancelDeadline();
        if (reported) {
            return;
        }
        reported = true;
        end.compareAndSet(
                null, cause == null ? new TransportException("the server closed the connection", null) : cause);
        Throwable reason = end.get();
        try {
            listener.onClosed(reason == REQUESTED ? null : reason);
        } catch (RuntimeException e) {
            LOG.debug("nobody is left to hear that the connection closed: {}", e.toString());
        }
    }

    @Override
    public void send(Node stanza) {
        byte[] plaintext = NodeEncoder.encode(stanza);
        int length = plaintext.length + FrameCipher.OVERHEAD_BYTES;
        byte[] message = new byte[FrameFormat.HEADER_BYTES + length];
        FrameFormat.putLength(message, 0, length);
        synchronized (writing) {
            FrameCipher cipher = writeCipher;
            if (cipher == null || end.get() != null) {
                return;
            }
            cipher.encrypt(plaintext, message, FrameFormat.HEADER_BYTES);
            transmit(message);
        }
    }

    private void transmit(byte[] message) {
        Transport current = transport;
        if (current != null) {
            current.send(message);
        }
    }

    @Override
    public void pause() {
        Transport current = transport;
        if (current != null) {
            current.pause();
        }
    }

    @Override
    public void resume() {
        Transport current = transport;
        if (current != null) {
            current.resume();
        }
    }

    @Override
    public void close() {
        fail(REQUESTED);
    }

    private void fail(Throwable cause) {
        if (end.compareAndSet(null, cause)) {
            Transport current = transport;
            if (current != null) {
                current.close();
            }
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
