package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.MediaRetryNotification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTransferTest {
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final byte[] CONTENT = Samples.content(200_000, 1);

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;

    private static Vertx vertx;
    private static SystemScheduling scheduling;
    private static TestCertificate certificate;

    private final AtomicInteger grants = new AtomicInteger();
    private MediaHostServer server;
    private MediaHttp http;
    private FakeSession session;
    private MediaFeature media;
    private List<String> hosts;

    @BeforeAll
    static void startThreads() throws Exception {
        vertx = Vertx.vertx();
        scheduling = new SystemScheduling(2, 4);
        certificate = TestCertificate.make(certificates);
    }

    @AfterAll
    static void stopThreads() throws Exception {
        scheduling.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @BeforeEach
    void start() throws Exception {
        server = new MediaHostServer(vertx, certificate);
        hosts = List.of("127.0.0.1:" + server.port(), "localhost:" + server.port());
        http = new MediaHttp(vertx, trust(), scheduling, STALL);
        session = new FakeSession(scheduling);
        session.answers = iq -> CompletableFuture.completedFuture(grant());
        media = feature(options(2));
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        server.close();
        assertThat(directory).isDirectoryNotContaining("glob:**.{enc,part}");
    }

    private static HttpClientOptions trust() {
        return new HttpClientOptions()
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(certificate.pem().toString()));
    }

    private Node grant() {
        Node.Builder conn = Node.builder("media_conn")
                .attr("auth", "auth-" + grants.incrementAndGet())
                .attr("ttl", "60");
        hosts.forEach(
                host -> conn.child(Node.builder("host").attr("hostname", host).build()));
        return Node.of("iq", conn.build());
    }

    private MediaFeature feature(MediaOptions options) {
        return new MediaFeature(session.session(), http, options);
    }

    private MediaOptions options(int tries) {
        return new MediaOptions(64 << 20, directory, tries, Duration.ofMillis(5), 2, Duration.ofSeconds(5), List.of());
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static AbstractThrowableAssert<?, ?> failing(CompletionStage<?> stage) {
        return assertThatThrownBy(() -> done(stage));
    }

    private RemoteMedia uploaded(byte[] content) throws Exception {
        return done(media.upload(MediaSource.bytes(content, "image/jpeg"), MediaKind.IMAGE));
    }

    @Test
    void whatIsUploadedCanBeDownloaded() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        assertThat(remote.fileSha256()).isEqualTo(Samples.sha256(CONTENT));
        assertThat(remote.fileLength()).isEqualTo(CONTENT.length);
        assertThat(remote.mimetype()).isEqualTo("image/jpeg");
        assertThat(remote.mediaKeyTimestampSeconds()).isEqualTo(1_700_000_000);
        assertThat(remote.streamingSidecar()).isNull();
        byte[] stored = server.files.values().iterator().next();
        assertThat(remote.fileEncSha256()).isEqualTo(Samples.sha256(stored));

        Path target = directory.resolve("picture.jpg");
        done(media.download(remote, target));
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        assertThat(server.requests.get(0)).startsWith("POST /mms/image/").contains("?auth=auth-1&token=");
        assertThat(server.requests.get(1)).startsWith("GET /v/").contains("&hash=", "&mms-type=image&__wa-mms=");
        assertThat(grants).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_536, 3_000_000})
    void filesOfEverySizeGoRound(int length) throws Exception {
        byte[] content = Samples.content(length, length);
        assertThat(done(media.downloadBytes(uploaded(content), length))).isEqualTo(content);
    }

    @Test
    void aVideoCarriesItsSidecar() throws Exception {
        RemoteMedia remote = done(media.upload(MediaSource.bytes(CONTENT, "video/mp4"), MediaKind.VIDEO));
        assertThat(remote.streamingSidecar()).hasSize(4 * 10);
    }

    @Test
    void aFileOnDiskIsReadWhenItIsUploaded() throws Exception {
        Path file = Files.write(directory.resolve("source.bin"), CONTENT);
        RemoteMedia remote = done(media.upload(MediaSource.file(file, null), MediaKind.DOCUMENT));
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        failing(media.upload(MediaSource.file(directory.resolve("absent"), null), MediaKind.DOCUMENT))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void aSourceOfAnotherLengthThanPromisedIsRefused() {
        MediaSource source = MediaSource.stream(() -> new ByteArrayInputStream(CONTENT), 5, null);
        failing(media.upload(source, MediaKind.IMAGE)).isInstanceOf(MediaException.class);
        assertThat(server.requests).isEmpty();
    }

    @Test
    void aSourceBeyondTheLimitIsRefused() {
        MediaSource promised = MediaSource.stream(() -> new ByteArrayInputStream(CONTENT), 1L << 40, null);
        failing(media.upload(promised, MediaKind.IMAGE)).isInstanceOf(MediaTooLargeException.class);
    }

    @Test
    void aHostThatIsDownIsPassedOver() throws Exception {
        hosts = List.of("127.0.0.1:1", "127.0.0.1:" + server.port());
        RemoteMedia remote = uploaded(CONTENT);
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
    }

    @Test
    void whenAllHostsAreDownTheCallFailsAndMayBeTriedAgain() {
        hosts = List.of("127.0.0.1:1");
        failing(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.isRetryable()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedAuthorisationIsRenewedOnce(int status) throws Exception {
        server.script.add(MediaHostServer.status(status));
        uploaded(CONTENT);
        assertThat(server.requests.get(1)).contains("auth=auth-2");
        server.script.add(MediaHostServer.status(status));
        server.script.add(MediaHostServer.status(status));
        failing(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE)).isInstanceOf(MediaException.class);
        assertThat(grants).hasValue(3);
    }

    @Test
    void anEarlyRefusalOfALargeFileIsUnderstood() throws Exception {
        byte[] large = Samples.content(4 << 20, 2);
        server.script.add(request -> request.response()
                .setStatusCode(401)
                .putHeader("Connection", "close")
                .end());
        RemoteMedia remote = uploaded(large);
        assertThat(done(media.downloadBytes(remote, large.length))).isEqualTo(large);
    }

    @Test
    void temporaryRefusalsAreTriedAgain() throws Exception {
        server.script.add(MediaHostServer.status(503));
        RemoteMedia remote = uploaded(CONTENT);
        server.script.add(MediaHostServer.status(500));
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        assertThat(server.requests).hasSize(4);
    }

    @Test
    void aFinalRefusalIsNotTriedAgain() {
        server.script.add(MediaHostServer.status(413));
        failing(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("413");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void anAnswerThatMakesNoSenseIsAnError() {
        server.script.add(request -> request.response().end("<html>"));
        failing(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE)).isInstanceOf(MediaException.class);
        server.script.add(request -> request.response().end("{\"url\":1}"));
        failing(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE)).isInstanceOf(MediaException.class);
    }

    @Test
    void aBrokenLargeUploadGoesOnWhereItStopped() throws Exception {
        byte[] large = Samples.content(8 << 20, 3);
        server.script.add(request -> request.response().end("{\"resume\":\"0\"}"));
        server.script.add(server.cutAfter(3 << 20));
        RemoteMedia remote = uploaded(large);
        int kept = server.partial.values().iterator().next().length;
        assertThat(server.requests).hasSize(4);
        assertThat(server.requests.get(0)).endsWith("&resume=1");
        assertThat(server.requests.get(1)).doesNotContain("resume", "file_offset");
        assertThat(server.requests.get(2)).endsWith("&resume=1");
        assertThat(server.requests.get(3)).endsWith("&file_offset=" + kept);
        assertThat(done(media.downloadBytes(remote, large.length))).isEqualTo(large);
    }

    @Test
    void aLargeFileThatTheHostHasIsNotSent() throws Exception {
        server.script.add(request -> request.response()
                .end(server.place(request.getParam("token"))
                        .put("resume", "complete")
                        .toString()));
        RemoteMedia remote = uploaded(new byte[6 << 20]);
        assertThat(remote.directPath()).startsWith("/v/");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aHostThatDoesNotKnowResumingGetsTheWholeFile() throws Exception {
        server.script.add(MediaHostServer.status(400));
        byte[] large = new byte[6 << 20];
        assertThat(done(media.downloadBytes(uploaded(large), large.length))).isEqualTo(large);
        server.script.add(request -> request.response().end("{\"resume\":\"99999999\"}"));
        assertThat(done(media.downloadBytes(uploaded(large), large.length))).isEqualTo(large);
    }

    @Test
    void aHostThatGoesSilentIsGivenUpOn() throws Exception {
        MediaHttp impatient = new MediaHttp(vertx, trust(), scheduling, Duration.ofMillis(400));
        media = new MediaFeature(session.session(), impatient, options(4));
        RemoteMedia remote = uploaded(CONTENT);
        server.script.add(request -> {});
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        server.script.add(request ->
                request.response().putHeader("Content-Length", "200026").write("half"));
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        server.script.add(request -> {});
        uploaded(CONTENT);
        assertThat(server.requests).hasSizeGreaterThanOrEqualTo(7);
        impatient.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void aFileThatIsGoneIsFinal(int status) throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        server.script.add(MediaHostServer.status(status));
        Path target = directory.resolve("x");
        failing(media.download(remote, target))
                .isInstanceOfSatisfying(
                        MediaExpiredException.class, e -> assertThat(e.code()).isEqualTo("media-expired"));
        assertThat(server.requests).hasSize(2);
        assertThat(target).doesNotExist();
    }

    @Test
    void thePhoneIsAskedForAFileThatIsGone() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        byte[] stored = server.files.remove(
                remote.directPath().substring(0, remote.directPath().indexOf('?')));
        Consumer<Node> notifications = session.notifications(media);
        Path target = directory.resolve("x");
        MessageKey key = new MessageKey(Jid.phone("15550009999"), "3EB0BB", false, null);
        CompletionStage<Void> download = media.downloadOrReupload(key, remote, target);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> session.sent.size() == 1);
        assertThat(media.pendingReuploads()).isEqualTo(1);
        server.files.put("/v/again.enc", stored);
        notifications.accept(reuploaded(key, remote, "/v/again.enc?oh=2"));
        done(download);
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(session.sent.get(0).requireChild("rmr").has("participant")).isFalse();
        assertThat(session.events).containsExactly(new MediaReuploaded(key, "/v/again.enc?oh=2", "success"));
    }

    private static Node reuploaded(MessageKey key, RemoteMedia remote, String directPath) {
        byte[] secret = Hkdf.derive(remote.mediaKey(), null, "WhatsApp Media Retry Notification".getBytes(), 32);
        byte[] nonce = Samples.content(12, 77);
        byte[] answer = MediaRetryNotification.newBuilder()
                .setStanzaId(key.id())
                .setDirectPath(directPath)
                .setResult(MediaRetryNotification.ResultType.SUCCESS)
                .build()
                .toByteArray();
        byte[] sealed = AesGcm.seal(secret, nonce, answer, key.id().getBytes());
        return Node.builder("notification")
                .attr("type", "mediaretry")
                .attr("id", key.id())
                .child(Node.of("encrypt", Node.of("enc_p", sealed), Node.of("enc_iv", nonce)))
                .build();
    }

    @Test
    void wrongBytesAreFinalAndLeaveNothingBehind() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        byte[] stored = server.files.values().iterator().next();
        stored[100_000] ^= 1;
        Path target = directory.resolve("x");
        failing(media.download(remote, target))
                .isInstanceOfSatisfying(
                        MediaIntegrityException.class,
                        e -> assertThat(e.isRetryable()).isFalse());
        assertThat(server.requests).hasSize(2);
        assertThat(target).doesNotExist();
    }

    @Test
    void aConnectionCutInTheMiddleIsTriedAgain() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        byte[] stored = server.files.values().iterator().next();
        server.script.add(request -> request.response()
                .putHeader("Content-Length", Integer.toString(stored.length))
                .write(Buffer.buffer(Arrays.copyOf(stored, 100_000)))
                .onComplete(written -> request.connection().close()));
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        server.script.add(request -> request.response()
                .setStatusCode(302)
                .putHeader("Location", "https://127.0.0.1:1/")
                .end());
        failing(media.downloadBytes(remote, CONTENT.length)).hasMessageContaining("302");
    }

    @Test
    void aDownloadBeyondTheLimitIsRefused() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        failing(media.downloadBytes(remote, CONTENT.length - 1)).isInstanceOf(MediaTooLargeException.class);
        RemoteMedia lying =
                new RemoteMedia(MediaKind.IMAGE, null, remote.directPath(), remote.mediaKey(), null, null, 0, null, 0);
        failing(media.downloadBytes(lying, 100_000)).isInstanceOf(MediaTooLargeException.class);
    }

    @Test
    void aTargetThatCannotBeWrittenIsFinal() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        failing(media.download(remote, directory.resolve("absent/x"))).isInstanceOf(MediaException.class);
        MediaSink full = () -> new MediaSink.Transfer() {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("no space left on device");
            }

            @Override
            public void commit() {}

            @Override
            public void abort() {}
        };
        failing(media.download(remote, full)).isInstanceOf(MediaException.class).hasMessageContaining("written");
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void withoutATrustedCertificateNothingIsSent() {
        MediaHttp distrusting = new MediaHttp(vertx, new HttpClientOptions(), scheduling, STALL);
        MediaFeature strict = new MediaFeature(session.session(), distrusting, options(1));
        failing(strict.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE))
                .isInstanceOf(MediaException.class);
        assertThat(server.requests).isEmpty();
        distrusting.close();
    }

    @Test
    void theHostsAreAskedForAgainWhenTheirTimeIsOverOrTheConnectionIsNew() throws Exception {
        uploaded(CONTENT);
        uploaded(CONTENT);
        assertThat(grants).hasValue(1);
        session.now = session.now.plusSeconds(61);
        uploaded(CONTENT);
        assertThat(grants).hasValue(2);
        session.mailbox.execute(media::onDisconnect);
        uploaded(CONTENT);
        assertThat(grants).hasValue(3);
    }

    @Test
    void withoutAConnectionDownloadsUseTheKnownHostsAndUploadsFail() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        session.answers = iq -> CompletableFuture.failedFuture(new NotConnectedException("down"));
        MediaFeature offline = feature(
                new MediaOptions(64 << 20, directory, 1, Duration.ofMillis(5), 2, Duration.ofSeconds(5), hosts));
        assertThat(done(offline.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        failing(offline.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE))
                .isInstanceOf(NotConnectedException.class);
    }

    @Test
    void noMoreTransfersRunThanAllowed() throws Exception {
        CompletableFuture<Node> held = new CompletableFuture<>();
        session.answers = iq -> held;
        List<CompletionStage<RemoteMedia>> uploads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            uploads.add(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE));
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> media.waitingTransfers() == 3);
        assertThat(media.runningTransfers()).isEqualTo(2);
        session.mailbox.execute(() -> held.complete(grant()));
        for (CompletionStage<RemoteMedia> upload : uploads) {
            done(upload);
        }
        assertThat(media.waitingTransfers()).isZero();
        assertThat(media.runningTransfers()).isZero();
        assertThat(grants).hasValue(1);
    }
}
