package org.camelwhatsapp.engine.media;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.camelwhatsapp.engine.session.RequestTimeoutException;

/**
 * Fetches files from the media hosts and verifies them on the way. Thread-safe.
 *
 * <p>A broken transfer is tried again, then at the next host. A file that is gone, and one whose hash or code is wrong,
 * is final: other hosts have the same. Source: docs/protocol.md, "Media".
 */
final class MediaDownloader {
    private final Environment environment;
    private final MediaOptions options;
    private final MediaConnection connection;
    private final MediaHttp http;

    MediaDownloader(Environment environment, MediaOptions options, MediaConnection connection, MediaHttp http) {
        this.environment = environment;
        this.options = options;
        this.connection = connection;
        this.http = http;
    }

    /** @param maxBytes the largest content that is accepted */
    CompletionStage<Void> download(RemoteMedia media, long maxBytes, MediaSink sink) {
        if (media.fileLength() > maxBytes) {
            return CompletableFuture.failedFuture(new MediaTooLargeException(maxBytes));
        }
        String path = MediaAddress.pathOf(media);
        return hosts().thenCompose(hosts -> new HostWalk<Void>(
                        environment, options, hosts, host -> attempt("https://" + host + path, media, maxBytes, sink))
                .start());
    }

    /** Downloads need no authorisation, so without a connection the hosts that everybody knows will do. */
    private CompletionStage<List<String>> hosts() {
        return connection.servers().thenApply(MediaServers::hosts).exceptionally(failure -> {
            Throwable cause = Futures.unwrap(failure);
            boolean silent = cause instanceof NotConnectedException || cause instanceof RequestTimeoutException;
            if (silent && !options.fallbackHosts().isEmpty()) {
                return options.fallbackHosts();
            }
            throw new CompletionException(cause);
        });
    }

    private CompletionStage<Void> attempt(String url, RemoteMedia media, long maxBytes, MediaSink sink) {
        return CompletableFuture.supplyAsync(
                        () -> begin(sink), environment.scheduling().blocking())
                .thenCompose(transfer -> receive(url, media, maxBytes, transfer)
                        .handleAsync(
                                (nothing, failure) -> end(transfer, failure),
                                environment.scheduling().blocking()));
    }

    private static MediaSink.Transfer begin(MediaSink sink) {
        try {
            return sink.begin();
        } catch (IOException e) {
            throw new MediaException("the target cannot be written", true, e);
        }
    }

    private CompletionStage<Void> receive(String url, RemoteMedia media, long maxBytes, MediaSink.Transfer transfer) {
        MediaReceiver receiver;
        try {
            receiver = MediaReceiver.of(media, maxBytes, transfer);
        } catch (MediaException e) {
            return CompletableFuture.failedFuture(e);
        }
        return http.get(url, receiver)
                .thenAcceptAsync(
                        answer -> {
                            check(answer);
                            try {
                                receiver.finish();
                                transfer.commit();
                            } catch (IOException e) {
                                throw new MediaException("the target cannot be written", true, e);
                            }
                        },
                        environment.scheduling().blocking());
    }

    private static void check(HttpAnswer answer) {
        if (answer.isGone()) {
            throw new MediaExpiredException("the media hosts no longer have the file: status " + answer.status());
        }
        if (answer.isTemporary()) {
            throw new TemporaryRefusal(answer);
        }
        if (!answer.isOk()) {
            throw new MediaException("the media host answered with status " + answer.status(), false, null);
        }
    }

    private static Void end(MediaSink.Transfer transfer, Throwable failure) {
        if (failure == null) {
            return null;
        }
        transfer.abort();
        throw new CompletionException(Futures.unwrap(failure));
    }
}
