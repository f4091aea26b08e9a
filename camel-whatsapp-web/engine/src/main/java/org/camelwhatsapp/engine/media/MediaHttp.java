package org.camelwhatsapp.engine.media;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.Scheduling;

/**
 * The HTTP connections to the media hosts; one for all sessions with the same trust and proxy. Thread-safe.
 *
 * <p>TLS trust, proxy and the size of the pool come with the Vert.x options. Every address is https. Redirects are not
 * followed: an address comes from a stranger's message and must not lead elsewhere.
 */
public final class MediaHttp implements AutoCloseable {
    private static final String ORIGIN = "https://web.whatsapp.com";

    /** How many requests of all sessions may wait for a connection, unless the options say otherwise. */
    private static final int MAX_WAITING = 4096;

    /** More of the answer to a deletion is not read. */
    private static final int MAX_ANSWER = 64 << 10;

    private static final long CONNECT_TIMEOUT_MILLIS = 10_000;

    private final HttpClient client;
    private final Scheduling scheduling;
    private final Duration stallLimit;

    /**
     * @param options trust, proxy and pool; the caller gives them away
     * @param stallLimit how long a transfer may stand still, such as 30 s; connecting may take 10 s
     */
    public MediaHttp(Vertx vertx, HttpClientOptions options, Scheduling scheduling, Duration stallLimit) {
        if (options.getMaxWaitQueueSize() < 0) {
            options.setMaxWaitQueueSize(MAX_WAITING);
        }
        this.client = vertx.createHttpClient(options.setSsl(true));
        this.scheduling = scheduling;
        this.stallLimit = stallLimit;
    }

    /** Sends the body and completes with the answer, whatever its status. Fails when the connection breaks. */
    CompletionStage<HttpAnswer> post(String url, UploadBody body) {
        HttpTransfer transfer = new HttpTransfer(scheduling, stallLimit);
        return transfer.run(client.request(request(HttpMethod.POST, url)), request -> transfer.upload(request, body));
    }

    /**
     * Streams the body of a 200 into the receiver and completes after its last byte was received there. The body of any
     * other status is left out.
     */
    CompletionStage<HttpAnswer> get(String url, MediaReceiver receiver) {
        HttpTransfer transfer = new HttpTransfer(scheduling, stallLimit);
        return transfer.run(
                client.request(request(HttpMethod.GET, url)), request -> transfer.download(request, receiver));
    }

    /** Asks to delete what is there, and completes with the answer, whatever its status; its body is left out. */
    CompletionStage<HttpAnswer> delete(String url) {
        HttpTransfer transfer = new HttpTransfer(scheduling, stallLimit);
        return transfer.run(
                client.request(request(HttpMethod.DELETE, url)),
                request -> transfer.download(request, new BodyCollector(MAX_ANSWER)));
    }

    private RequestOptions request(HttpMethod method, String url) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setFollowRedirects(false)
                .putHeader("Origin", ORIGIN)
                .putHeader("Referer", ORIGIN + "/");
    }

    @Override
    public void close() {
        client.close();
    }
}
