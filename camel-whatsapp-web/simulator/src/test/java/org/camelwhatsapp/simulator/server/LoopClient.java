package org.camelwhatsapp.simulator.server;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.noise.EstablishedHandshake;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.HandshakeParameters;
import org.camelwhatsapp.engine.noise.NoiseHandshake;
import org.camelwhatsapp.engine.noise.NoisePattern;
import org.camelwhatsapp.engine.socket.FrameSplitter;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.proto.ClientPayload;
import org.camelwhatsapp.simulator.fault.Faults;
import org.camelwhatsapp.simulator.state.Device;
import org.jspecify.annotations.Nullable;

/** A linked device's connection without a socket: what it causes has happened when {@link #send} returns. */
public final class LoopClient {
    private static final byte[] NO_PREFIX = {};

    private final List<Node> received = new ArrayList<>();
    private final Queue<byte[]> outgoing = new ArrayDeque<>();
    private final FrameSplitter splitter = new FrameSplitter((1 << 24) - 1);
    private final @Nullable Device device;
    private final NoiseHandshake handshake;
    private @Nullable Handler<Buffer> bytes;
    private @Nullable Handler<Void> end;
    private @Nullable FrameCipher reader;
    private @Nullable FrameCipher writer;
    private boolean closed;
    private int asked;

    /**
     * The server's side.
     *
     * @param now the server's clock
     */
    public record Server(Sessions sessions, Faults faults, ServerCertificates certificates, Instant now) {}

    /** Logs in; a passive device is sent nothing that waits for it. */
    public LoopClient(Server server, RandomSource random, Device device, KeyPair noise, boolean passive) {
        this(server, random, noise, login(device, passive), device);
    }

    /** Wants to be linked. */
    LoopClient(Server server, RandomSource random, KeyPair noise, ClientPayload.DevicePairingRegistrationData data) {
        this(
                server,
                random,
                noise,
                ClientPayload.newBuilder().setDevicePairingData(data).build().toByteArray(),
                null);
    }

    private static byte[] login(Device device, boolean passive) {
        return ClientPayload.newBuilder()
                .setUsername(Long.parseLong(device.account().phoneJid().user()))
                .setDevice(device.id())
                .setPassive(passive)
                .build()
                .toByteArray();
    }

    private LoopClient(Server server, RandomSource random, KeyPair noise, byte[] payload, @Nullable Device device) {
        this.device = device;
        Curve25519 curve = Curve25519.fastest();
        handshake = NoiseHandshake.full(
                new HandshakeParameters(curve, random, server.certificates().root(), server.now(), noise, payload));
        ServerWebSocket socket = (ServerWebSocket) Proxy.newProxyInstance(
                LoopClient.class.getClassLoader(), new Class<?>[] {ServerWebSocket.class}, this::onServer);
        new Connection(
                socket, new ServerHandshake(server.certificates(), curve, random), server.sessions(), server.faults());
        write(FrameSplitter.frame(NoisePattern.prologue(), handshake.clientHello()));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Object onServer(Object socket, Method method, Object @Nullable [] arguments) {
        switch (method.getName()) {
            case "handler" -> bytes = (Handler<Buffer>) arguments[0];
            case "closeHandler" -> end = (Handler<Void>) arguments[0];
            case "exceptionHandler" -> {}
            case "isClosed" -> {
                return closed;
            }
            case "writeBinaryMessage" -> {
                splitter.accept(((Buffer) arguments[0]).getBytes(), this::onFrame);
                return Future.succeededFuture();
            }
            case "close" -> {
                close();
                return Future.succeededFuture();
            }
            default -> throw new UnsupportedOperationException(method.getName());
        }
        return socket;
    }

    private void onFrame(byte[] frame) {
        FrameCipher cipher = reader;
        if (cipher != null) {
            received.add(NodeDecoder.decode(cipher.decrypt(frame)));
            return;
        }
        EstablishedHandshake established = handshake.receive(frame);
        writer = new FrameCipher(established.keys().clientWrite());
        reader = new FrameCipher(established.keys().clientRead());
        write(FrameSplitter.frame(NO_PREFIX, established.clientFinish()));
    }

    /** The server takes one after the other, as from a socket, not in the middle of an answer. */
    private void write(byte[] frame) {
        outgoing.add(frame);
        if (outgoing.size() > 1) {
            return;
        }
        while (!outgoing.isEmpty()) {
            if (!closed && bytes != null) {
                bytes.handle(Buffer.buffer(outgoing.element()));
            }
            outgoing.remove();
        }
    }

    /** The device that logged in. */
    public Device device() {
        return Objects.requireNonNull(device);
    }

    /** All that came and was not taken. */
    public List<Node> received() {
        return received;
    }

    /** All that came since the last call. */
    public List<Node> take() {
        List<Node> taken = List.copyOf(received);
        received.clear();
        return taken;
    }

    public void send(Node stanza) {
        FrameCipher cipher = writer;
        if (cipher == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        write(FrameSplitter.frame(NO_PREFIX, cipher.encrypt(NodeEncoder.encode(stanza))));
    }

    /** Sends a request with a new id; returns its answer, and leaves everything else to {@link #take}. */
    public Node ask(Node.Builder request) {
        String id = "ask" + ++asked;
        send(request.attr("id", id).build());
        for (Node one : received) {
            if (one.is("iq") && id.equals(one.attr("id"))) {
                received.remove(one);
                return one;
            }
        }
        throw new AssertionError("no answer, but " + received);
    }

    /** The code of the error with which a request is answered; 0 for a result. */
    public int refusal(Node.Builder request) {
        Node answer = ask(request);
        return answer.attr("type", "").equals("error")
                ? (int) answer.requireChild("error").longAttr("code", -1)
                : 0;
    }

    public boolean isClosed() {
        return closed;
    }

    /** The connection is gone. */
    public void close() {
        if (!closed) {
            closed = true;
            if (end != null) {
                end.handle(null);
            }
        }
    }
}
