package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.wire.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A media feature over TLS against a host that a test can make fail. */
abstract class MediaTransfers {
    static final Duration STALL = Duration.ofSeconds(60);
    static final byte[] CONTENT = Samples.content(200_000, 1);

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;

    static Vertx vertx;
    static SystemScheduling scheduling;
    static TestCertificate certificate;

    final AtomicInteger grants = new AtomicInteger();
    MediaHostServer server;
    MediaHttp http;
    FakeSession session;
    MediaFeature media;
    List<String> hosts;

    @BeforeAll
    static void startThreads() throws Exception {
        vertx = Vertx.vertx();
        scheduling = new SystemScheduling(2, 4);
        certificate = TestCertificate.make(certificates);
    }

    @AfterAll
    static void stopThreads() throws Exception {
        scheduling.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
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

    static HttpClientOptions trust() {
        return new HttpClientOptions()
                .setTrustOptions(
                        new PemTrustOptions().addCertPath(certificate.pem().toString()));
    }

    Node grant() {
        Node.Builder conn = Node.builder("media_conn")
                .attr("auth", "auth-" + grants.incrementAndGet())
                .attr("ttl", "60");
        hosts.forEach(
                host -> conn.child(Node.builder("host").attr("hostname", host).build()));
        return Node.of("iq", conn.build());
    }

    MediaFeature feature(MediaOptions options) {
        return new MediaFeature(session.session(), http, options);
    }

    MediaOptions options(int tries) {
        return new MediaOptions(64 << 20, directory, tries, Duration.ofMillis(5), 2, Duration.ofSeconds(5), List.of());
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    static AbstractThrowableAssert<?, ?> failing(CompletionStage<?> stage) {
        return assertThatThrownBy(() -> done(stage));
    }

    RemoteMedia uploaded(byte[] content) throws Exception {
        return done(media.upload(MediaSource.bytes(content, "image/jpeg"), MediaKind.IMAGE));
    }
}
