package org.camelwhatsapp.engine.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;

class HostWalkTest {
    private static final List<String> HOSTS = List.of("a", "b");

    private final List<Duration> delays = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final ArrayDeque<Throwable> failures = new ArrayDeque<>();

    /** Runs delayed tasks at once and writes the delays down. */
    private final Scheduling scheduling = new Scheduling() {
        @Override
        public Executor compute() {
            return Runnable::run;
        }

        @Override
        public Executor blocking() {
            return Runnable::run;
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            delays.add(delay);
            task.run();
            return () -> {};
        }
    };

    private CompletableFuture<String> walk(int tries) {
        MediaOptions defaults = MediaOptions.DEFAULT;
        MediaOptions options = new MediaOptions(
                1, defaults.temporaryDirectory(), tries, Duration.ofSeconds(1), 1, Duration.ZERO, List.of());
        Function<String, CompletionStage<String>> step = host -> {
            tried.add(host);
            Throwable failure = failures.poll();
            return failure == null ? CompletableFuture.completedFuture(host) : CompletableFuture.failedFuture(failure);
        };
        Environment environment = new Environment(() -> Instant.EPOCH, new SeededRandom(1), scheduling);
        return new HostWalk<>(environment, options, HOSTS, step).start().toCompletableFuture();
    }

    private static TemporaryRefusal refusal(Duration retryAfter) {
        return new TemporaryRefusal(new HttpAnswer(503, retryAfter, HttpAnswer.NO_BODY));
    }

    @Test
    void theFirstHostThatAnswersIsTheLast() {
        assertThat(walk(3)).isCompletedWithValue("a");
        assertThat(tried).containsExactly("a");
    }

    @Test
    void aBrokenHostIsTriedAgainAndThenLeft() {
        for (int i = 0; i < 3; i++) {
            failures.add(new IOException("reset"));
        }
        assertThat(walk(3)).isCompletedWithValue("b");
        assertThat(tried).containsExactly("a", "a", "a", "b");
        assertThat(delays).hasSize(2);
    }

    @Test
    void delaysDoubleWithJitterUpToFiveTimesTheFirst() {
        for (int i = 0; i < 6; i++) {
            failures.add(new IOException("reset"));
        }
        walk(7);
        long[] factors = {1, 2, 4, 5, 5, 5};
        assertThat(delays).hasSize(factors.length);
        for (int i = 0; i < factors.length; i++) {
            assertThat(delays.get(i).toMillis()).isBetween(750 * factors[i], 1250 * factors[i]);
        }
    }

    @Test
    void aHostThatNamesADelayGetsIt() {
        failures.add(refusal(Duration.ofSeconds(17)));
        assertThat(walk(3)).isCompletedWithValue("a");
        assertThat(delays).containsExactly(Duration.ofSeconds(17));
    }

    @Test
    void aFinalFailureEndsTheWalk() {
        failures.add(new MediaIntegrityException("wrong"));
        assertThat(walk(3))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(MediaIntegrityException.class);
        assertThat(tried).containsExactly("a");
    }

    @Test
    void whenEveryHostFailsTheReasonIsKept() {
        IOException last = new IOException("last");
        failures.addAll(List.of(new IOException("first"), last));
        assertThat(walk(1))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withCauseInstanceOf(MediaException.class)
                .havingRootCause()
                .isSameAs(last);
        failures.addAll(List.of(new IOException("first"), refusal(null)));
        assertThat(walk(1))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .withMessageContaining("503");
    }
}
