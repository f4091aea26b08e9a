package org.camelwhatsapp.engine.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelwhatsapp.engine.noise.NoiseRoot;
import org.camelwhatsapp.engine.session.FatalLinkException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets on loopback. */
@Timeout(600)
class VertxTransportTest {
    /** As long as a machine with other work may take. It costs nothing where all is well. */
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    static Path directory;

    private static TestTls tls;
    private static TestTls otherName;
    private Vertx vertx;
    private VertxTransportFactory factory;
    private final BlockingQueue<ServerWebSocket> accepted = new LinkedBlockingQueue<>();
    private final Recorder recorder = new Recorder();
    private volatile int status = 101;

    private static final class Recorder implements TransportListener {
        final CompletableFuture<Transport> opened = new CompletableFuture<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        final List<byte[]> pieces = new CopyOnWriteArrayList<>();
        final AtomicInteger ends = new AtomicInteger();
        volatile @Nullable Throwable cause;

        @Override
        public void onOpen(Transport transport) {
            opened.complete(transport);
        }

        @Override
        public void onBytes(byte[] bytes) {
            pieces.add(bytes);
        }

        @Override
        public void onClosed(@Nullable Throwable reason) {
            cause = reason;
            ends.incrementAndGet();
            closed.complete("closed");
        }

        int bytes() {
            return pieces.stream().mapToInt(piece -> piece.length).sum();
        }

        @Nullable
        Throwable awaitEnd() throws Exception {
            closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return cause;
        }

        Transport awaitOpen() throws Exception {
            return opened.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @BeforeAll
    static void makeCertificates() throws Exception {
        tls = new TestTls(directory, "ip:127.0.0.1");
        otherName = new TestTls(directory, "dns:example.org");
    }

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        factory = new VertxTransportFactory(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        factory.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterAll
    static void forget() {
        tls = null;
        otherName = null;
    }

    private int serve(@Nullable TestTls key) throws Exception {
        HttpServerOptions options = new HttpServerOptions().setMaxWebSocketFrameSize(40 << 20);
        if (key != null) {
            options.setSsl(true).setKeyCertOptions(key.serverKey);
        }
        return listen(vertx.createHttpServer(options).webSocketHandler(socket -> {
            if (status == 101) {
                accepted.add(socket);
            } else {
                socket.reject(status);
            }
        }));
    }

    private static int listen(HttpServer server) throws Exception {
        return server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .actualPort();
    }

    private ServerWebSocket accepted() throws Exception {
        ServerWebSocket socket = accepted.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(socket).as("a connection").isNotNull();
        return socket;
    }

    private Transport open(String uri, TlsTrust trust, @Nullable ProxySettings proxy) {
        return open(uri, trust, proxy, null);
    }

    private Transport open(String uri, TlsTrust trust, @Nullable ProxySettings proxy, byte @Nullable [] routing) {
        SocketOptions options = new SocketOptions(URI.create(uri), NoiseRoot.PRODUCTION, trust, proxy, LIMIT);
        return factory.open(new TransportRequest(options, routing), recorder);
    }

    private String plain() throws Exception {
        return "ws://127.0.0.1:" + serve(null) + "/ws/chat";
    }

    private String secure(TestTls key) throws Exception {
        return "wss://127.0.0.1:" + serve(key) + "/ws/chat";
    }

    @Test
    void sendsAndReceivesBinaryMessagesInOrder() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        Transport transport = recorder.awaitOpen();
        ServerWebSocket server = accepted();
        Buffer received = Buffer.buffer();
        CompletableFuture<Buffer> all = new CompletableFuture<>();
        server.binaryMessageHandler(message -> {
            received.appendBuffer(message);
            if (received.length() == 100) {
                all.complete(received);
            }
        });
        Buffer expected = Buffer.buffer();
        for (int i = 0; i < 100; i++) {
            transport.send(new byte[] {(byte) i});
            expected.appendByte((byte) i);
        }
        assertThat(all.get(120, TimeUnit.SECONDS)).isEqualTo(expected);
        await().atMost(LIMIT).until(() -> transport.pendingBytes() == 0);

        server.writeTextMessage("ignored");
        server.writeBinaryMessage(Buffer.buffer(new byte[] {4, 5}));
        await().atMost(LIMIT).until(() -> recorder.bytes() == 2);
        assertThat(recorder.pieces.get(0)).containsExactly(4, 5);
    }

    @Test
    void takesMessagesOfTheLongestFrame() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        recorder.awaitOpen();
        accepted().write(Buffer.buffer(new byte[FrameFormat.MAX_PAYLOAD_BYTES + 3]));
        await().atMost(LIMIT).until(() -> recorder.bytes() == FrameFormat.MAX_PAYLOAD_BYTES + 3);
    }

    @Test
    void presentsOriginAndRouting() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null, new byte[] {(byte) 0xFB, (byte) 0xFF});
        ServerWebSocket server = accepted();
        MultiMap headers = server.headers();
        assertThat(headers.getAll("Origin")).containsExactly("https://web.whatsapp.com");
        assertThat(headers.get("Cookie")).isEqualTo("sticky_routing=");
        assertThat(headers.get("Sec-WebSocket-Extensions")).isNull();
        assertThat(server.uri()).isEqualTo("/ws/chat?ED=-_8");
    }

    @Test
    void stopsReadingWhilePaused() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        Transport transport = recorder.awaitOpen();
        ServerWebSocket server = accepted();
        transport.pause();
        for (int i = 0; i < 64; i++) {
            server.writeBinaryMessage(Buffer.buffer(new byte[1 << 20]));
        }
        await().atMost(LIMIT).until(server::writeQueueFull);
        // While these go the other way, whoever reads would read.
        AtomicInteger heard = new AtomicInteger();
        server.binaryMessageHandler(message -> heard.incrementAndGet());
        for (int i = 1; i <= 50; i++) {
            int sent = i;
            transport.send(new byte[1]);
            await().atMost(LIMIT).pollInterval(Duration.ofMillis(1)).until(() -> heard.get() == sent);
        }
        assertThat(recorder.bytes()).as("a message under way, not 64 MiB").isLessThan(4 << 20);
        transport.resume();
        await().atMost(Duration.ofSeconds(120)).until(() -> recorder.bytes() == 64 << 20);
    }

    @Test
    void endsOnceWhenClosedHere() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        Transport transport = recorder.awaitOpen();
        transport.close();
        transport.close();
        assertThat(recorder.awaitEnd()).isNull();
        transport.send(new byte[1]);
        assertThat(recorder.ends).hasValue(1);
    }

    @Test
    void endsAlsoWhenClosedWhilePaused() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        Transport transport = recorder.awaitOpen();
        transport.pause();
        transport.close();
        assertThat(recorder.awaitEnd()).isNull();
    }

    @Test
    void endsWithoutACauseWhenTheServerClosesInGoodOrder() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        recorder.awaitOpen();
        accepted().close();
        assertThat(recorder.awaitEnd()).isNull();
    }

    @Test
    void closesWhatOpensAfterItWasClosed() throws Exception {
        CompletableFuture<HttpServerRequest> asked = new CompletableFuture<>();
        int port = listen(vertx.createHttpServer().requestHandler(request -> {
            // Otherwise it may be read to its end before it is answered.
            request.pause();
            asked.complete(request);
        }));
        Transport transport = open("ws://127.0.0.1:" + port + "/ws/chat", TlsTrust.SYSTEM, null);
        HttpServerRequest request = asked.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        transport.close();
        request.toWebSocket();
        recorder.awaitEnd();
        assertThat(recorder.opened).isNotDone();
    }

    @Test
    void acceptsTheCertificateItWasGiven() throws Exception {
        open(secure(tls), TlsTrust.ofPem(tls.pem), null);
        recorder.awaitOpen();
    }

    @Test
    void refusesACertificateThatNobodyVouchesFor() throws Exception {
        open(secure(tls), TlsTrust.SYSTEM, null);
        assertThat(recorder.awaitEnd()).isInstanceOf(FatalLinkException.class);
    }

    @Test
    void refusesAnotherCertificateThanTheOneItWasGiven() throws Exception {
        open(secure(otherName), TlsTrust.ofPem(tls.pem), null);
        assertThat(recorder.awaitEnd()).isInstanceOf(FatalLinkException.class);
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        open(secure(otherName), TlsTrust.ofPem(otherName.pem), null);
        assertThat(recorder.awaitEnd()).isInstanceOf(FatalLinkException.class);
    }

    @Test
    void acceptsAnyCertificateOnlyWhenAskedToBeInsecure() throws Exception {
        open(secure(otherName), TlsTrust.insecure(), null);
        recorder.awaitOpen();
    }

    @Test
    void keepsOneClientPerKindOfTrust() throws Exception {
        String uri = plain();
        open(uri, TlsTrust.SYSTEM, null);
        open(uri, TlsTrust.SYSTEM, null);
        open(uri, TlsTrust.insecure(), null);
        assertThat(factory.clientCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ProxySettings.Type.class)
    void goesThroughAProxyWithAPassword(ProxySettings.Type type) throws Exception {
        TestProxy proxy = new TestProxy(vertx, type);
        open(plain(), TlsTrust.SYSTEM, settings(type, proxy, TestProxy.PASSWORD));
        Transport transport = recorder.awaitOpen();
        ServerWebSocket server = accepted();
        CompletableFuture<Buffer> received = new CompletableFuture<>();
        server.binaryMessageHandler(received::complete);
        transport.send(new byte[] {1, 2});
        assertThat(received.get(120, TimeUnit.SECONDS).getBytes()).containsExactly(1, 2);
        assertThat(proxy.targets).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ProxySettings.Type.class)
    void goesThroughAProxyWithTls(ProxySettings.Type type) throws Exception {
        TestProxy proxy = new TestProxy(vertx, type);
        open(secure(tls), TlsTrust.ofPem(tls.pem), settings(type, proxy, TestProxy.PASSWORD));
        recorder.awaitOpen();
        assertThat(proxy.targets).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ProxySettings.Type.class)
    void tellsWhenTheProxyRefuses(ProxySettings.Type type) throws Exception {
        TestProxy proxy = new TestProxy(vertx, type);
        open(plain(), TlsTrust.SYSTEM, settings(type, proxy, "wrong"));
        Throwable cause = recorder.awaitEnd();
        assertThat(cause).isInstanceOf(TransportException.class);
        assertThat(cause.getMessage()).doesNotContain("wrong");
        assertThat(proxy.targets).isEmpty();
    }

    private static ProxySettings settings(ProxySettings.Type type, TestProxy proxy, String password) {
        return new ProxySettings(type, "127.0.0.1", proxy.port(), TestProxy.USER, password);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 501, 502, 503, 504})
    void mayTryAgainAfterAPassingStatus(int code) throws Exception {
        status = code;
        open(plain(), TlsTrust.SYSTEM, null);
        assertThat(recorder.awaitEnd()).isInstanceOf(TransportException.class).hasMessageContaining("" + code);
    }

    @ParameterizedTest
    @CsvSource({"400", "403", "404", "410"})
    void doesNotTryAgainAfterALastingStatus(int code) throws Exception {
        status = code;
        open(plain(), TlsTrust.SYSTEM, null);
        assertThat(recorder.awaitEnd()).isInstanceOf(FatalLinkException.class).hasMessageContaining("" + code);
    }

    @Test
    void givesUpOnAServerThatAcceptsAndSaysNothing() throws Exception {
        int port = vertx.createNetServer()
                .connectHandler(socket -> {})
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get()
                .actualPort();
        SocketOptions options = new SocketOptions(
                URI.create("ws://127.0.0.1:" + port + "/"),
                NoiseRoot.PRODUCTION,
                TlsTrust.SYSTEM,
                null,
                Duration.ofSeconds(1));
        factory.open(new TransportRequest(options, null), recorder);
        assertThat(recorder.awaitEnd()).isInstanceOf(TransportException.class);
    }

    @Test
    void tellsWhenNobodyListens() throws Exception {
        // A port that is taken, so that no other program comes to listen there.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            open("ws://127.0.0.1:" + taken.getLocalPort() + "/", TlsTrust.SYSTEM, null);
            assertThat(recorder.awaitEnd()).isInstanceOf(TransportException.class);
        }
    }

    @Test
    void endsWhenTheServerDoesNotRead() throws Exception {
        open(plain(), TlsTrust.SYSTEM, null);
        Transport transport = recorder.awaitOpen();
        accepted().pause();
        for (int i = 0; i < 100 && recorder.ends.get() == 0; i++) {
            transport.send(new byte[1 << 20]);
        }
        assertThat(recorder.awaitEnd()).isInstanceOf(TransportException.class).hasMessageContaining("does not read");
        assertThatCode(() -> transport.send(new byte[1])).doesNotThrowAnyException();
    }
}
