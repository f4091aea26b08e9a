package org.camelwhatsapp.simulator.server;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.noise.TransportKeys;
import org.camelwhatsapp.engine.socket.FrameSplitter;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, from the first byte on. Lives on the simulator's event loop. */
public final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_FRAME = (1 << 24) - 1;
    private static final int MAX_INTRODUCTION = 4_096;
    private static final byte[] NO_PREFIX = {};

    private final ServerWebSocket socket;
    private final ServerHandshake handshake;
    private final ConnectionHandler handler;
    private final FrameSplitter splitter = new FrameSplitter(MAX_FRAME);
    private byte[] introduction = {};
    private boolean introduced;
    private boolean greeted;
    private @Nullable FrameCipher reader;
    private @Nullable FrameCipher writer;
    private @Nullable Device device;
    private @Nullable Object attachment;

    Connection(ServerWebSocket socket, ServerHandshake handshake, ConnectionHandler handler) {
        this.socket = socket;
        this.handshake = handshake;
        this.handler = handler;
        socket.handler(buffer -> onBytes(buffer.getBytes()));
        socket.closeHandler(v -> handler.onClosed(this));
        socket.exceptionHandler(e -> LOG.debug("connection broken", e));
    }

    private void onBytes(byte[] bytes) {
        try {
            byte[] frames = introduced ? bytes : afterIntroduction(bytes);
            if (frames.length > 0) {
                splitter.accept(frames, this::onFrame);
            }
        } catch (WhatsAppException | IllegalArgumentException e) {
            LOG.info("a client sent what cannot be read: {}", e.getMessage());
            close();
        }
    }

    /** Drops the optional routing prefix and the four bytes that start every connection. */
    private byte[] afterIntroduction(byte[] bytes) {
        byte[] all = Arrays.copyOf(introduction, introduction.length + bytes.length);
        System.arraycopy(bytes, 0, all, introduction.length, bytes.length);
        int start = 0;
        if (all.length >= 7 && all[0] == 'E' && all[1] == 'D') {
            start = 7 + ((all[4] & 0xFF) << 16 | (all[5] & 0xFF) << 8 | all[6] & 0xFF);
        }
        if (all.length < start + 4) {
            if (all.length > MAX_INTRODUCTION) {
                throw new IllegalArgumentException("the start of the connection is too long");
            }
            introduction = all;
            return NO_PREFIX;
        }
        if (!Arrays.equals(Arrays.copyOfRange(all, start, start + 4), NoisePattern.prologue())) {
            throw new IllegalArgumentException("the connection does not start as it should");
        }
        introduced = true;
        introduction = NO_PREFIX;
        return Arrays.copyOfRange(all, start + 4, all.length);
    }

    private void onFrame(byte[] frame) {
        FrameCipher cipher = reader;
        if (cipher != null) {
            handler.onStanza(this, NodeDecoder.decode(cipher.decrypt(frame)));
            return;
        }
        try {
            if (greeted) {
                handshake.onClientFinish(frame);
            } else {
                greeted = true;
                byte[] hello = handshake.onClientHello(frame);
                handler.beforeServerHello(this);
                write(hello);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a handshake message that cannot be read", e);
        }
        if (handshake.isComplete()) {
            TransportKeys keys = handshake.keys();
            reader = new FrameCipher(keys.clientWrite());
            writer = new FrameCipher(keys.clientRead());
            handler.onOpen(this, handshake.clientStatic(), handshake.clientPayload());
        }
    }

    private void write(byte[] payload) {
        if (!socket.isClosed()) {
            socket.writeBinaryMessage(Buffer.buffer(FrameSplitter.frame(NO_PREFIX, payload)));
        }
    }

    public void send(Node stanza) {
        FrameCipher cipher = writer;
        if (cipher != null && !socket.isClosed()) {
            write(cipher.encrypt(NodeEncoder.encode(stanza)));
        }
    }

    public void close() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }

    /** The device that logged in here, or null before. */
    public @Nullable Device device() {
        return device;
    }

    public void setDevice(@Nullable Device loggedIn) {
        device = loggedIn;
    }

    /** What a pairing under way keeps here. */
    public @Nullable Object attachment() {
        return attachment;
    }

    public void setAttachment(@Nullable Object object) {
        attachment = object;
    }

    /** Runs a task on the connection's event loop soon. */
    public void later(Consumer<Connection> task, long delayMillis, io.vertx.core.Vertx vertx) {
        vertx.setTimer(Math.max(1, delayMillis), id -> task.accept(this));
    }
}
