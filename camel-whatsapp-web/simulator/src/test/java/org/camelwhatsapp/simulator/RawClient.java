package org.camelwhatsapp.simulator;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.SecureRandomSource;
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
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.Device;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.jspecify.annotations.Nullable;

/** A linked device that sends whatever a test wants, stanzas that no client would make among them. */
final class RawClient implements AutoCloseable, WebSocket.Listener {
    private static final byte[] NO_PREFIX = {};

    final List<Node> received = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> open = new CompletableFuture<>();
    private final FrameSplitter splitter = new FrameSplitter((1 << 24) - 1);
    private final ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    private final WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile boolean paused;
    private @Nullable NoiseHandshake handshake;
    private @Nullable FrameCipher reader;
    private @Nullable FrameCipher writer;

    private RawClient(Simulator simulator) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(simulator.webSocketUri(), this)
                .join();
    }

    /** Connected, and silent. */
    static RawClient silent(Simulator simulator) {
        return new RawClient(simulator);
    }

    /** Logged in as a new linked device of this account. */
    static RawClient loggedIn(Simulator simulator, Phone phone) {
        SecureRandomSource random = new SecureRandomSource();
        KeyPair noise = Curve25519.fastest().generateKeyPair(random);
        int id = simulator.call(() -> {
            Account account = simulator.world().directory().require(phone.phoneJid());
            PublishedKeys keys = new PublishedKeys(
                    new byte[4], new byte[32], new byte[][] {new byte[3], new byte[32], new byte[64]});
            Device device = new Device(account, account.nextDeviceId(), noise.publicKey(), keys, new byte[] {1});
            account.add(device);
            return device.id();
        });
        byte[] payload = ClientPayload.newBuilder()
                .setUsername(Long.parseLong(phone.phoneJid().user()))
                .setDevice(id)
                .setPassive(false)
                .build()
                .toByteArray();
        RawClient client = new RawClient(simulator);
        client.handshake = NoiseHandshake.full(new HandshakeParameters(
                Curve25519.fastest(), random, simulator.noiseRoot(), Instant.now(), noise, payload));
        client.sendBytes(FrameSplitter.frame(NoisePattern.prologue(), client.handshake.clientHello()));
        client.open.orTimeout(120, TimeUnit.SECONDS).join();
        client.await(node -> node.is("success"));
        return client;
    }

    void sendBytes(byte[] bytes) {
        enqueue(bytes).orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** The socket takes one message after the other. */
    private synchronized CompletableFuture<?> enqueue(byte[] bytes) {
        sending = sending.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
        return sending;
    }

    /** Sends a frame that holds these bytes. */
    void sendFrame(byte[] plain) {
        sendBytes(FrameSplitter.frame(NO_PREFIX, writer.encrypt(plain)));
    }

    void send(Node stanza) {
        sendFrame(NodeEncoder.encode(stanza));
    }

    /** The answer to a request. */
    Node ask(Node request) {
        send(request);
        String id = request.attr("id", "");
        return await(node -> node.is("iq") && id.equals(node.attr("id")));
    }

    Node await(Predicate<Node> wanted) {
        return Awaitility.with()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .await()
                .atMost(TestClient.PATIENCE)
                .until(() -> received.stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void awaitClosed() {
        closed.orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** Reads nothing any more. */
    void stopReading() {
        paused = true;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        pieces.writeBytes(bytes);
        if (last) {
            byte[] message = pieces.toByteArray();
            pieces.reset();
            splitter.accept(message, this::onFrame);
        }
        if (!paused) {
            from.request(1);
        }
        return null;
    }

    private void onFrame(byte[] frame) {
        if (reader == null) {
            EstablishedHandshake established = handshake.receive(frame);
            writer = new FrameCipher(established.keys().clientWrite());
            reader = new FrameCipher(established.keys().clientRead());
            enqueue(FrameSplitter.frame(NO_PREFIX, established.clientFinish()));
            open.complete(null);
        } else {
            received.add(NodeDecoder.decode(reader.decrypt(frame)));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(null);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
