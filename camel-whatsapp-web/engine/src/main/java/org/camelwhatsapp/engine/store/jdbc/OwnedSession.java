package org.camelwhatsapp.engine.store.jdbc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** A session this process holds: its row, the epoch under which it was taken, and whether it can still be written. */
final class OwnedSession {
    private final long id;
    private final String name;
    private final long epoch;
    private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    private final CompletableFuture<StoreException> lost = new CompletableFuture<>();
    /** Set by the lane: a write failed, so those that wait behind it must not reach the disk. */
    private volatile boolean broken;

    OwnedSession(long id, String name, long epoch) {
        this.id = id;
        this.name = name;
        this.epoch = epoch;
    }

    long id() {
        return id;
    }

    String name() {
        return name;
    }

    long epoch() {
        return epoch;
    }

    /** Refuses commits from now on. The first reason stays. */
    void fail(StoreException reason) {
        if (failure.compareAndSet(null, reason)) {
            lost.complete(reason);
        }
    }

    /** Refuses commits, and those that are queued already. */
    void breakOff(StoreException reason) {
        broken = true;
        fail(reason);
    }

    boolean isBroken() {
        return broken;
    }

    boolean isFenced() {
        StoreException reason = failure.get();
        return reason != null && reason.kind() == StoreException.Kind.FENCED;
    }

    /** What a commit fails with now, or null if it may go on. */
    @Nullable
    StoreException refusal() {
        StoreException reason = failure.get();
        return reason == null
                ? null
                : new StoreException(reason.kind(), "an earlier failure ended this session's writes", reason);
    }

    CompletionStage<StoreException> lost() {
        return lost.minimalCompletionStage();
    }
}
