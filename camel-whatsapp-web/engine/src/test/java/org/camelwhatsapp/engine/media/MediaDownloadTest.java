package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.event.MediaReuploaded;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.MediaRetryNotification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaDownloadTest extends MediaTransfers {
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
    void aHostThatGoesSilentIsGivenUpOn() throws Exception {
        MediaHttp impatient = new MediaHttp(vertx, trust(), scheduling, Duration.ofMillis(400));
        // So many tries that a machine which stands still now and then does not use them up.
        media = new MediaFeature(session.session(), impatient, options(60));
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
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> session.sent.size() == 1);
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
    void withoutAConnectionDownloadsUseTheKnownHostsAndUploadsFail() throws Exception {
        RemoteMedia remote = uploaded(CONTENT);
        session.answers = iq -> CompletableFuture.failedFuture(new NotConnectedException("down"));
        MediaFeature offline = feature(
                new MediaOptions(64 << 20, directory, 1, Duration.ofMillis(5), 2, Duration.ofSeconds(5), hosts));
        assertThat(done(offline.downloadBytes(remote, CONTENT.length))).isEqualTo(CONTENT);
        failing(offline.upload(MediaSource.bytes(CONTENT, null), MediaKind.IMAGE))
                .isInstanceOf(NotConnectedException.class);
    }
}
