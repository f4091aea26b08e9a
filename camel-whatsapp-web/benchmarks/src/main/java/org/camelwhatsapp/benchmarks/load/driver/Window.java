package org.camelwhatsapp.benchmarks.load.driver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Runs a number of asynchronous tasks, never more than so many at a time. */
final class Window {
    private final int count;
    private final IntFunction<CompletionStage<?>> task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final CompletableFuture<Void> all = new CompletableFuture<>();

    private Window(int count, IntFunction<CompletionStage<?>> task) {
        this.count = count;
        this.task = task;
    }

    /** Fails with the first failure. */
    static CompletionStage<Void> run(int count, int window, IntFunction<CompletionStage<?>> task) {
        Window run = new Window(count, task);
        for (int i = 0; i < Math.min(window, count); i++) {
            run.startNext();
        }
        return run.all;
    }

    private void startNext() {
        int i = next.getAndIncrement();
        if (i >= count || all.isDone()) {
            return;
        }
        task.apply(i).whenComplete((result, failure) -> {
            if (failure != null) {
                all.completeExceptionally(failure);
            } else if (done.incrementAndGet() == count) {
                all.complete(null);
            } else {
                startNext();
            }
        });
    }
}
