package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientOptions;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaUploadTest extends MediaTransfers {
    @Test
    void aVideoCarriesItsSidecar() throws Exception {
        RemoteMedia remote = done(media.upload(MediaSource.bytes(CONTENT, "video/mp4"), MediaKind.VIDEO));
        assertThat(remote.streamingSidecar()).hasSize(4 * 10);
    }

    @Test
    void aFileForANewsletterIsNotEncrypted() throws Exception {
        server.script.add(request -> request.body().onSuccess(body -> {
            server.files.put("/v/plain", body.getBytes());
            request.response()
                    .end(server.place("x")
                            .put("direct_path", "/v/plain")
                            .put("handle", "H1")
                            .toString());
        }));
        RemoteMedia remote = done(media.uploadPlain(MediaSource.bytes(CONTENT, "image/png"), MediaKind.IMAGE));
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(CONTENT));
        assertThat(server.requests.get(0)).startsWith("POST /newsletter/newsletter-image/" + token + "?");
        assertThat(server.files.get("/v/plain")).isEqualTo(CONTENT);
        assertThat(remote.handle()).isEqualTo("H1");
        assertThat(remote.isEncrypted()).isFalse();
        assertThat(remote.fileEncSha256()).isNull();
        assertThat(remote.fileSha256()).isEqualTo(Hashes.sha256(CONTENT));
        assertThat(remote.fileLength()).isEqualTo(CONTENT.length);
        assertThat(done(media.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
    }

    @Test
    void aFileForANewsletterHasALimitToo() {
        MediaSource endless = MediaSource.stream(
                () -> new ByteArrayInputStream(new byte[70 << 20]), MediaSource.UNKNOWN_LENGTH, null);
        failing(media.uploadPlain(endless, MediaKind.VIDEO)).isInstanceOf(MediaTooLargeException.class);
        assertThat(server.requests).isEmpty();
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
    void noMoreTransfersRunThanAllowed() throws Exception {
        CompletableFuture<Node> held = new CompletableFuture<>();
        session.answers = iq -> held;
        List<CompletionStage<RemoteMedia>> uploads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            uploads.add(media.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE));
        }
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> media.waitingTransfers() == 3);
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
