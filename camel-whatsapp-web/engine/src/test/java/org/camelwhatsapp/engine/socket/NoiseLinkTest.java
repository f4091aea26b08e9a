package org.camelwhatsapp.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.noise.CertificateException;
import org.camelwhatsapp.engine.noise.FrameCipher;
import org.camelwhatsapp.engine.noise.IndependentServer;
import org.camelwhatsapp.engine.noise.NoiseException;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.camelwhatsapp.engine.session.Link;
import org.camelwhatsapp.engine.session.LinkInfo;
import org.camelwhatsapp.engine.session.LinkListener;
import org.camelwhatsapp.engine.session.LinkRequest;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.engine.wire.NodeDecoder;
import org.camelwhatsapp.engine.wire.NodeEncoder;
import org.camelwhatsapp.proto.HandshakeMessage.ServerHello;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NoiseLinkTest {
    private static final byte[] PAYLOAD = {1, 2, 3};
    private static final Node STANZA = Node.builder("iq").attr("id", "7").build();

    private final Curve25519 curve = Curve25519.fastest();
    private final KeyPair noiseKey = curve.generateKeyPair(new SeededRandom(8));
    private final ManualEnvironment time = new ManualEnvironment();
    private final IndependentServer server = new IndependentServer();
    private final List<FakeTransport> transports = new ArrayList<>();
    private final Recorder recorder = new Recorder();

    private static final class Recorder implements LinkListener {
        final List<Node> stanzas = new ArrayList<>();
        final List<@Nullable Throwable> closed = new ArrayList<>();

        @Nullable
        Link link;

        @Nullable
        LinkInfo info;

        boolean full;

        @Override
        public void onOpen(Link opened, LinkInfo openedInfo) {
            link = opened;
            info = openedInfo;
        }

        @Override
        public void onStanza(Node stanza) {
            if (full) {
                throw new RejectedExecutionException("full");
            }
            stanzas.add(stanza);
        }

        @Override
        public void onClosed(@Nullable Throwable cause) {
            closed.add(cause);
        }
    }

    private Scheduling.Cancellable open(byte @Nullable [] serverKey, byte @Nullable [] routing, NoiseRoot root) {
        SocketOptions options = new SocketOptions(
                URI.create("ws://127.0.0.1:1/ws/chat"), root, TlsTrust.SYSTEM, null, Duration.ofSeconds(20));
        TransportFactory factory = (request, listener) -> {
            FakeTransport transport = new FakeTransport(request, listener);
            transports.add(transport);
            return transport;
        };
        return new NoiseLinkFactory(factory, options, curve, time.environment())
                .open(new LinkRequest(noiseKey, PAYLOAD, serverKey, routing), recorder);
    }

    private FakeTransport open() {
        open(null, null, server.certificates.root());
        transport().listener.onOpen(transport());
        return transport();
    }

    private FakeTransport transport() {
        return transports.get(transports.size() - 1);
    }

    /** The payload of the first frame, behind this many bytes of introduction. */
    private static byte[] payload(byte[] message, int introduction) {
        return Arrays.copyOfRange(message, introduction + 3, message.length);
    }

    private static byte[] frame(byte[] payload) {
        return FrameSplitter.frame(new byte[0], payload);
    }

    private FrameCipher[] establish() {
        FakeTransport transport = open();
        byte[] hello = payload(transport.sent.get(0), 4);
        transport.listener.onBytes(frame(IndependentServer.message(server.answerFull(hello))));
        server.readFinish(payload(transport.sent.get(1), 0));
        return ciphers();
    }

    /** Reads from the client, writes to the client. */
    private FrameCipher[] ciphers() {
        byte[][] keys = server.split();
        return new FrameCipher[] {new FrameCipher(keys[0]), new FrameCipher(keys[1])};
    }

    @Test
    void aTryThatWasGivenUpDoesNotLogIn() {
        Scheduling.Cancellable attempt = open(null, null, server.certificates.root());
        FakeTransport transport = transport();
        transport.listener.onOpen(transport);
        byte[] hello = payload(transport.sent.get(0), 4);
        attempt.cancel();
        assertThat(transport.closed).isTrue();
        transport.listener.onBytes(frame(IndependentServer.message(server.answerFull(hello))));
        assertThat(transport.sent).as("no second message of the handshake").hasSize(1);
        assertThat(recorder.link).isNull();
        assertThat(recorder.closed).containsExactly((Throwable) null);
    }

    @Test
    void aTryWithRoutingBytesThatWasGivenUpIsNotFollowedByAnother() {
        Scheduling.Cancellable attempt = open(null, new byte[] {9}, server.certificates.root());
        attempt.cancel();
        assertThat(transports)
                .singleElement()
                .satisfies(transport -> assertThat(transport.closed).isTrue());
        assertThat(recorder.closed).hasSize(1);
    }

    @Test
    void opensWithTheFullHandshakeAndThenSpeaksStanzas() {
        FrameCipher[] ciphers = establish();
        assertThat(server.clientPayload).isEqualTo(PAYLOAD);
        assertThat(recorder.info.serverStaticKey()).isEqualTo(server.staticKey.publicKey());
        assertThat(recorder.info.resumed()).isFalse();
        assertThat(transport().sent.get(0)).startsWith('W', 'A', 6, 3);

        recorder.link.send(STANZA);
        assertThat(NodeDecoder.decode(
                        ciphers[0].decrypt(payload(transport().sent.get(2), 0))))
                .isEqualTo(STANZA);

        transport().listener.onBytes(frame(ciphers[1].encrypt(NodeEncoder.encode(STANZA))));
        assertThat(recorder.stanzas).containsExactly(STANZA);
    }

    @Test
    void readsStanzasThatArriveWithTheServerHello() {
        open(server.staticKey.publicKey(), null, server.certificates.root());
        FakeTransport transport = transport();
        transport.listener.onOpen(transport);
        byte[] hello = payload(transport.sent.get(0), 4);
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.writeBytes(frame(IndependentServer.message(server.answerResumed(hello))));
        piece.writeBytes(frame(ciphers()[1].encrypt(NodeEncoder.encode(STANZA))));
        transport.listener.onBytes(piece.toByteArray());
        assertThat(recorder.info.resumed()).isTrue();
        assertThat(recorder.stanzas).containsExactly(STANZA);
        assertThat(transport.sent).hasSize(1);
    }

    @Test
    void presentsRoutingBytesAndTriesOnceMoreWithoutThem() {
        open(null, new byte[] {9}, server.certificates.root());
        FakeTransport first = transport();
        assertThat(first.request.pathAndQuery()).isEqualTo("/ws/chat?ED=CQ");
        first.listener.onOpen(first);
        assertThat(first.sent.get(0)).startsWith('E', 'D', 0, 1, 0, 0, 1, 9, 'W', 'A', 6, 3);

        first.listener.onClosed(null);
        assertThat(recorder.closed).isEmpty();
        FakeTransport second = transport();
        assertThat(second).isNotSameAs(first);
        assertThat(second.request.pathAndQuery()).isEqualTo("/ws/chat");
        second.listener.onClosed(new TransportException("x", null));
        assertThat(recorder.closed).hasSize(1);
        assertThat(transports).hasSize(2);
    }

    @Test
    void endsForGoodWhenTheServerIsNotTheService() {
        open(null, new byte[] {9}, NoiseRoot.PRODUCTION);
        FakeTransport transport = transport();
        transport.listener.onOpen(transport);
        byte[] hello = payload(transport.sent.get(0), 12);
        transport.listener.onBytes(frame(IndependentServer.message(server.answerFull(hello))));
        assertThat(transport.closed).isTrue();
        assertThat(recorder.closed.get(0))
                .isInstanceOf(FatalLinkException.class)
                .hasCauseInstanceOf(CertificateException.class);
        assertThat(transport.sent).as("no word about this device").hasSize(1);
        assertThat(transports).hasSize(1);
    }

    @Test
    void doesNotWaitForEverForTheServerHello() {
        FakeTransport transport = open();
        time.advance(Duration.ofSeconds(19));
        assertThat(transport.closed).isFalse();
        time.advance(Duration.ofSeconds(1));
        assertThat(transport.closed).isTrue();
        assertThat(recorder.closed.get(0))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("in time");
    }

    @Test
    void keepsNoTimerOnceOpenOrClosed() {
        establish();
        assertThat(time.timers()).isZero();
        open();
        transport().listener.onClosed(null);
        assertThat(time.timers()).isZero();
    }

    @Test
    void endsOnAHandshakeMessageThatWasChanged() {
        FakeTransport transport = open();
        ServerHello.Builder hello = server.answerFull(payload(transport.sent.get(0), 4));
        byte[] changed = hello.getStatic().toByteArray();
        changed[3] ^= 1;
        hello.setStatic(ByteString.copyFrom(changed));
        transport.listener.onBytes(frame(IndependentServer.message(hello)));
        assertThat(recorder.closed.get(0)).isInstanceOf(NoiseException.class);
    }

    @Test
    void takesNoLongMessageFromAServerThatHasNotProvedItself() {
        FakeTransport transport = open();
        transport.listener.onBytes(new byte[] {1, 0, 1});
        assertThat(recorder.closed.get(0)).isInstanceOf(FrameException.class);
    }

    @Test
    void dropsAStanzaThatCannotBeDecodedAndGoesOn() {
        FrameCipher[] ciphers = establish();
        transport().listener.onBytes(frame(ciphers[1].encrypt(new byte[] {0, (byte) 0xF8})));
        transport().listener.onBytes(frame(ciphers[1].encrypt(NodeEncoder.encode(STANZA))));
        assertThat(recorder.closed).isEmpty();
        assertThat(recorder.stanzas).containsExactly(STANZA);
    }

    @Test
    void endsWhenAFrameDoesNotOpen() {
        FrameCipher[] ciphers = establish();
        byte[] good = frame(ciphers[1].encrypt(NodeEncoder.encode(STANZA)));
        byte[] changed = good.clone();
        changed[5] ^= 1;
        transport().listener.onBytes(changed);
        transport().listener.onBytes(good);
        assertThat(recorder.closed).hasSize(1);
        assertThat(recorder.closed.get(0)).isInstanceOf(NoiseException.class);
        assertThat(recorder.stanzas).isEmpty();
    }

    @Test
    void endsWhenNobodyCanTakeAStanza() {
        FrameCipher[] ciphers = establish();
        recorder.full = true;
        transport().listener.onBytes(frame(ciphers[1].encrypt(NodeEncoder.encode(STANZA))));
        assertThat(transport().closed).isTrue();
        assertThat(recorder.closed.get(0)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void reportsItsEndOnceAndWithoutACauseWhenItWasWanted() {
        establish();
        recorder.link.close();
        recorder.link.close();
        transport().listener.onClosed(new TransportException("late", null));
        assertThat(recorder.closed).containsOnlyNulls().hasSize(1);
        recorder.link.send(STANZA);
        assertThat(transport().sent).hasSize(2);
    }

    @Test
    void tellsWhenTheServerCloses() {
        establish();
        transport().listener.onClosed(null);
        assertThat(recorder.closed.get(0))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("server closed");
    }

    @Test
    void passesPauseAndResumeOn() {
        establish();
        recorder.link.pause();
        assertThat(transport().paused).isTrue();
        recorder.link.resume();
        assertThat(transport().paused).isFalse();
    }

    @Test
    void keepsTheOrderOfTheCounterWhenManyThreadsSend() throws Exception {
        FrameCipher[] ciphers = establish();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 250; i++) {
                    recorder.link.send(STANZA);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join(60_000);
        }
        assertThat(transport().sent).hasSize(1_002);
        for (byte[] message : transport().sent.subList(2, 1_002)) {
            assertThat(NodeDecoder.decode(ciphers[0].decrypt(payload(message, 0))))
                    .isEqualTo(STANZA);
        }
    }

    @Test
    void reportsATransportThatCannotEvenBegin() {
        SocketOptions options = new SocketOptions(
                URI.create("ws://127.0.0.1:1/"),
                server.certificates.root(),
                TlsTrust.SYSTEM,
                null,
                Duration.ofSeconds(5));
        TransportFactory factory = (request, listener) -> {
            throw new FatalLinkException("no", null);
        };
        new NoiseLinkFactory(factory, options, curve, time.environment())
                .open(new LinkRequest(noiseKey, PAYLOAD, null, null), recorder);
        assertThat(recorder.closed.get(0)).isInstanceOf(FatalLinkException.class);
    }
}
