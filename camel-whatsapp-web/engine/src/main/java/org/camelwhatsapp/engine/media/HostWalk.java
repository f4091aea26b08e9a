package org.camelwhatsapp.engine.media;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.session.Futures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one thing with host after host. A broken connection or a temporary refusal is tried again at the same host
 * after a growing delay with jitter, then at the next; every other failure is final. Used once.
 */
final class HostWalk<T> {
    private static final Logger LOG = LoggerFactory.getLogger(HostWalk.class);
    private static final int MAX_DELAY_FACTOR = 5;

    private final Environment environment;
    private final MediaOptions options;
    private final List<String> hosts;
    private final Function<String, CompletionStage<T>> step;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    /** @param step one try at this host; fails with a final {@link WhatsAppException}, or with anything else */
    HostWalk(
            Environment environment,
            MediaOptions options,
            List<String> hosts,
            Function<String, CompletionStage<T>> step) {
        this.environment = environment;
        this.options = options;
        this.hosts = hosts;
        this.step = step;
    }

    CompletionStage<T> start() {
        attempt(0, 1);
        return result;
    }

    private void attempt(int host, int number) {
        CompletionStage<T> attempt;
        try {
            attempt = step.apply(hosts.get(host));
        } catch (RuntimeException e) {
            attempt = CompletableFuture.failedFuture(e);
        }
        attempt.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                next(host, number, Futures.unwrap(failure));
            }
        });
    }

    private void next(int host, int number, Throwable failure) {
        if (failure instanceof WhatsAppException && !(failure instanceof TemporaryRefusal)) {
            result.completeExceptionally(failure);
        } else if (number < options.triesPerHost()) {
            Duration asked = failure instanceof TemporaryRefusal refusal ? refusal.retryAfter() : null;
            environment.scheduling().schedule(delay(number, asked), () -> attempt(host, number + 1));
        } else if (host + 1 < hosts.size()) {
            LOG.debug("media host {} of {} gave up on", host + 1, hosts.size());
            attempt(host + 1, 1);
        } else {
            result.completeExceptionally(
                    failure instanceof TemporaryRefusal
                            ? failure
                            : new MediaException("no media host could be reached", true, failure));
        }
    }

    private Duration delay(int number, @Nullable Duration asked) {
        if (asked != null) {
            return asked;
        }
        double factor = Math.min(MAX_DELAY_FACTOR, 1L << Math.min(number - 1, MAX_DELAY_FACTOR));
        double jitter = 0.75 + 0.5 * environment.random().nextDouble();
        return Duration.ofNanos((long) (options.firstRetryDelay().toNanos() * factor * jitter));
    }
}
