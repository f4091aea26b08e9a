package org.camelwhatsapp.engine.media;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.env.Scheduling;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Completes once, with the answer or with what broke; either way the connection is left in
 * order and the guard against stalls is stopped.
 */
final class HttpTransfer {
    private static final int MAX_ANSWER_BYTES = 64 << 10;

    private final CompletableFuture<HttpAnswer> result = new CompletableFuture<>();
    private final Scheduling scheduling;
    private final StallGuard guard;
    private volatile @Nullable HttpClientRequest current;

    HttpTransfer(Scheduling scheduling, Duration stallLimit) {
        this.scheduling = scheduling;
        guard = new StallGuard(scheduling, stallLimit, () -> fail(new IOException("the media host went silent")));
    }

    CompletionStage<HttpAnswer> run(Future<HttpClientRequest> connecting, Consumer<HttpClientRequest> exchange) {
        connecting.onFailure(this::fail).onSuccess(request -> {
            current = request;
            guard.start();
            request.exceptionHandler(this::fail);
            exchange.accept(request);
        });
        return result;
    }

    void upload(HttpClientRequest request, UploadBody body) {
        BodyWriter writer = new BodyWriter(request, body, scheduling.blocking(), guard);
        request.response().onFailure(this::fail).onSuccess(response -> {
            BodyCollector collector = new BodyCollector(MAX_ANSWER_BYTES);
            new BodyReader(response, collector, scheduling.blocking(), guard)
                    .read()
                    .whenComplete((nothing, failure) -> {
                        if (failure != null) {
                            fail(failure);
                            return;
                        }
                        complete(HttpAnswer.of(response, collector.bytes()), !writer.isDone());
                    });
        });
        writer.write().exceptionally(failure -> {
            // A host that refuses early closes its side; its answer says more than the broken pipe.
            if (failure instanceof MediaException || !request.response().succeeded()) {
                fail(failure);
            }
            return null;
        });
    }

    void download(HttpClientRequest request, MediaReceiver receiver) {
        request.response().onFailure(this::fail).onSuccess(response -> receive(response, receiver));
        request.end();
    }

    private void receive(HttpClientResponse response, MediaReceiver receiver) {
        HttpAnswer answer = HttpAnswer.of(response, HttpAnswer.NO_BODY);
        if (!answer.isOk()) {
            response.exceptionHandler(this::fail);
            complete(answer, true);
            return;
        }
        new BodyReader(response, receiver, scheduling.blocking(), guard).read().whenComplete((nothing, failure) -> {
            if (failure == null) {
                complete(answer, false);
            } else {
                fail(failure);
            }
        });
    }

    /** @param reset whether bytes are still on their way, so that the connection cannot be used again */
    private void complete(HttpAnswer answer, boolean reset) {
        guard.stop();
        if (result.complete(answer) && reset) {
            reset();
        }
    }

    private void fail(Throwable failure) {
        guard.stop();
        if (result.completeExceptionally(failure)) {
            reset();
        }
    }

    private void reset() {
        HttpClientRequest request = current;
        if (request != null) {
            request.reset();
        }
    }
}
