package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.testing.ScriptedSession;
import org.junit.jupiter.api.Test;

class BatchLoopTest {
    private final ScriptedSession scripted = new ScriptedSession();
    private final List<Integer> used = new ArrayList<>();

    private CompletableFuture<Void> run(BatchLoop.Reading<Integer> reading) {
        return run(reading, batch -> {
            used.add(batch);
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<Void> run(
            BatchLoop.Reading<Integer> reading, java.util.function.Function<Integer, CompletionStage<Void>> use) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        scripted.run(() -> new BatchLoop<>(scripted.session, reading, use).run().whenComplete((v, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
        }));
        return done;
    }

    @Test
    void usesEveryBatchInOrder() {
        Iterator<Integer> batches = List.of(1, 2, 3).iterator();

        CompletableFuture<Void> done = run(() -> batches.hasNext() ? batches.next() : null);

        assertThat(done).isCompleted();
        assertThat(used).containsExactly(1, 2, 3);
    }

    @Test
    void readsNothingBeforeTheLastBatchIsWritten() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        List<Integer> read = new ArrayList<>();

        CompletableFuture<Void> done = run(
                () -> {
                    read.add(read.size());
                    return read.size() > 2 ? null : read.size();
                },
                batch -> written);

        assertThat(read).hasSize(1);
        assertThat(done).isNotDone();
        scripted.run(() -> written.complete(null));
        assertThat(done).isCompleted();
        assertThat(read).hasSize(3);
    }

    @Test
    void failsAsTheReadingDoes() {
        CompletableFuture<Void> done = run(() -> {
            throw new IOException("the disk is gone");
        });

        assertThatThrownBy(done::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UncheckedIOException.class);
    }

    @Test
    void failsAsTheWritingDoes() {
        IllegalStateException full = new IllegalStateException("full");

        CompletableFuture<Void> thrown = run(() -> 1, batch -> {
            throw full;
        });
        CompletableFuture<Void> failed = run(() -> 1, batch -> CompletableFuture.failedFuture(full));

        assertThatThrownBy(thrown::join).hasCause(full);
        assertThatThrownBy(failed::join).hasCause(full);
    }
}
