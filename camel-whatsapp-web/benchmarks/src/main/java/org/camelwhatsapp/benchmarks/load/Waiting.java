package org.camelwhatsapp.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for another process, but not for ever. */
final class Waiting {
    private Waiting() {}

    /** @throws LoadException if it fails or takes longer */
    static <T> T forResult(CompletionStage<T> stage, Duration atMost, String what) {
        try {
            return stage.toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new LoadException(what + ": " + e.getMessage(), e);
        } catch (TimeoutException e) {
            throw new LoadException(what + ": no answer within " + atMost.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException(what + ": interrupted", e);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LoadException("interrupted", e);
        }
    }
}
