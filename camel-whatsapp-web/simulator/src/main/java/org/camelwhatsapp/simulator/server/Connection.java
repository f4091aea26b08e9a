package org.camelwhatsapp.simulator.server;

import com.google.protobuf.InvalidProtocolBufferException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.Arrays;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.noise.TransportKeys;
import org.camelwhatsapp.engine.socket.FrameSplitter;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.simulator.Stanzas;
import org.camelwhatsapp.simulator.fault.FaultSpec;
import org.camelwhatsapp.simulator.fault.FaultStep;
import org.camelwhatsapp.simulator.fault.Faults;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection, from the first byte on. Lives on the simulator's event loop. */
public final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int MAX_FRAME = (1 << 24) - 1;
    /** Until the handshake is complete. */
    private static final int MAX_HELLO = 64 * 1024;

    private static final int MAX_INTRODUCTION = 4_096;
    /** What a client may leave unread, in bytes. */
    private static final long MAX_UNREAD = 64L << 20;

    private static final byte[] NO_PREFIX = {};

    private final ServerWebSocket socket;
    private final ServerHandshake handshake;
    private final ConnectionHandler handler;
    private final Faults faults;
    private final FrameSplitter splitter = new FrameSplitter(MAX_HELLO);
    private byte[] introduction = {};
    private boolean introduced;
    private boolean greeted;
    private boolean mute;
    private long unread;
    private @Nullable Node heldBack;
    private @Nullable Node overtaken;
    private @Nullable FrameCipher reader;
    private @Nullable FrameCipher writer;
    private @Nullable Device device;
    private @Nullable Object attachment;

    Connection(ServerWebSocket socket, ServerHandshake handshake, ConnectionHandler handler, Faults faults) {
        this.socket = socket;
        this.handshake = handshake;
        this.handler = handler;
        this.faults = faults;
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
        } catch (RuntimeException e) {
            LOG.warn("a client's bytes were too much for the simulator", e);
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
            byte[] plain = cipher.decrypt(frame);
            orEnd(() -> receive(NodeDecoder.decode(plain)));
            return;
        }
        try {
            if (greeted) {
                handshake.onClientFinish(frame);
            } else {
                greeted = true;
                byte[] hello = handshake.onClientHello(frame);
                handler.beforeServerHello(this);
                if (faults.meet(FaultStep.BEFORE_SERVER_HELLO, null) != null) {
                    close();
                    return;
                }
                write(hello);
                if (faults.meet(FaultStep.AFTER_SERVER_HELLO, null) != null) {
                    close();
                    return;
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("a handshake message that cannot be read", e);
        }
        if (handshake.isComplete()) {
            TransportKeys keys = handshake.keys();
            reader = new FrameCipher(keys.clientWrite());
            writer = new FrameCipher(keys.clientRead());
            splitter.allow(MAX_FRAME);
            handler.onOpen(this, handshake.clientStatic(), handshake.clientPayload());
        }
    }

    /** A stanza that cannot be taken ends the connection, not the server. */
    private void orEnd(Runnable taking) {
        try {
            taking.run();
        } catch (WhatsAppException | IllegalArgumentException e) {
            LOG.info("a client sent a stanza that cannot be taken: {}", e.getMessage());
            endMalformed();
        } catch (RuntimeException e) {
            LOG.warn("a client's stanza was too much for the simulator", e);
            endMalformed();
        }
    }

    private void endMalformed() {
        transmit(Node.of("stream:error", Node.of("xml-not-well-formed")));
        close();
    }

    /** Ends the connection unless its handshake is complete. */
    void endUnlessOpen() {
        if (reader == null) {
            close();
        }
    }

    private void write(byte[] payload) {
        write(Buffer.buffer(FrameSplitter.frame(NO_PREFIX, payload)));
    }

    private void write(Buffer bytes) {
        if (socket.isClosed()) {
            return;
        }
        unread += bytes.length();
        if (unread > MAX_UNREAD) {
            LOG.warn("a client does not read what it is sent: {} bytes", unread);
            abort();
            return;
        }
        socket.writeBinaryMessage(bytes).onComplete(done -> unread -= bytes.length());
    }

    private void receive(Node stanza) {
        FaultSpec fault = faults.meet(FaultStep.FROM_CLIENT, stanza);
        if (fault == null) {
            handler.onStanza(this, stanza);
            Node late = overtaken;
            if (late != null) {
                overtaken = null;
                handler.onStanza(this, late);
            }
            return;
        }
        switch (fault.effect()) {
            case CUT -> close();
            case CUT_BEFORE_ANSWER -> {
                mute = true;
                handler.onStanza(this, stanza);
                close();
            }
            case DELAY ->
                faults.later(fault.delayMillis(), () -> {
                    if (!socket.isClosed()) {
                        orEnd(() -> handler.onStanza(this, stanza));
                    }
                });
            case DUPLICATE -> {
                handler.onStanza(this, stanza);
                handler.onStanza(this, stanza);
            }
            case REORDER -> overtaken = stanza;
            case REFUSE -> transmit(refusal(stanza, fault));
            default -> LOG.debug("a <{}> is lost", stanza.tag());
        }
    }

    private static Node refusal(Node stanza, FaultSpec fault) {
        if (stanza.is("iq")) {
            return Stanzas.error(stanza, fault.code(), "asked for");
        }
        long backoff = fault.delayMillis() / 1_000;
        return Node.builder("ack")
                .attr("class", stanza.tag())
                .attr("id", stanza.attr("id"))
                .attr("from", stanza.jid("to"))
                .attr("error", fault.code())
                .attr("backoff", backoff == 0 ? null : Long.toString(backoff))
                .build();
    }

    public void send(Node stanza) {
        FaultSpec fault = faults.meet(FaultStep.TO_CLIENT, stanza);
        if (fault != null) {
            sendWith(fault, stanza);
            return;
        }
        transmit(stanza);
        Node held = heldBack;
        if (held != null) {
            heldBack = null;
            transmit(held);
        }
    }

    private void sendWith(FaultSpec fault, Node stanza) {
        switch (fault.effect()) {
            case CUT -> close();
            case CUT_INSIDE -> {
                FrameCipher cipher = writer;
                if (cipher != null && !socket.isClosed()) {
                    byte[] frame = FrameSplitter.frame(NO_PREFIX, cipher.encrypt(NodeEncoder.encode(stanza)));
                    write(Buffer.buffer(Arrays.copyOf(frame, frame.length / 2)));
                    close();
                }
            }
            case DELAY -> faults.later(fault.delayMillis(), () -> transmit(stanza));
            case DUPLICATE -> {
                transmit(stanza);
                transmit(stanza);
            }
            case REORDER -> heldBack = stanza;
            case CORRUPT -> transmit(spoilt(stanza, false));
            case WITHHOLD -> transmit(spoilt(stanza, true));
            default -> LOG.debug("a <{}> is lost", stanza.tag());
        }
    }

    private static Node spoilt(Node stanza, boolean withheld) {
        Node.Builder spoilt = Node.builder(stanza.tag());
        for (int i = 0; i < stanza.attributeCount(); i++) {
            Object value = stanza.attributeValue(i);
            if (value instanceof Jid jid) {
                spoilt.attr(stanza.attributeName(i), jid);
            } else {
                spoilt.attr(stanza.attributeName(i), value.toString());
            }
        }
        for (Node child : stanza.children()) {
            if (child.is("enc") && withheld) {
                spoilt.child(Node.of("unavailable"));
            } else if (child.is("enc")) {
                byte[] bytes = child.requireBytes().clone();
                bytes[bytes.length - 1] ^= 1;
                spoilt.child(child.toBuilder().bytes(bytes).build());
            } else {
                spoilt.child(child);
            }
        }
        return spoilt.build();
    }

    private void transmit(Node stanza) {
        FrameCipher cipher = writer;
        if (cipher != null && !mute && !socket.isClosed()) {
            write(cipher.encrypt(NodeEncoder.encode(stanza)));
        }
    }

    /** Ends the connection without waiting for what was written before, which nobody reads. */
    private void abort() {
        if (socket instanceof WebSocketInternal internal) {
            internal.channelHandlerContext().close();
        } else {
            close();
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
}
