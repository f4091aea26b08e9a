package org.camelwhatsapp.simulator.phone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * The last things of a kind that reached a phone, and those who wait for one; older ones are forgotten. Lives on the
 * simulator's event loop.
 */
public final class Arrivals<T> {
    private final int most;
    private final Deque<T> things = new ArrayDeque<>();
    private final List<Wait<T>> waits = new ArrayList<>();

    private record Wait<T>(Predicate<T> wanted, CompletableFuture<T> found) {}

    /** @param most how many are kept */
    Arrivals(int most) {
        this.most = most;
    }

    void add(T thing) {
        if (things.size() == most) {
            things.removeFirst();
        }
        things.addLast(thing);
        for (Iterator<Wait<T>> each = waits.iterator(); each.hasNext(); ) {
            Wait<T> wait = each.next();
            if (wait.found().isDone()) {
                each.remove();
            } else if (wait.wanted().test(thing)) {
                each.remove();
                wait.found().complete(thing);
            }
        }
    }

    /** Those that are kept, oldest first. */
    public List<T> all() {
        return List.copyOf(things);
    }

    public int size() {
        return things.size();
    }

    /** Completes with the first one that fits, be it there already or still to come. Cancel it to wait no longer. */
    public CompletableFuture<T> first(Predicate<T> wanted) {
        CompletableFuture<T> found = new CompletableFuture<>();
        for (T thing : things) {
            if (wanted.test(thing)) {
                found.complete(thing);
                return found;
            }
        }
        waits.removeIf(wait -> wait.found().isDone());
        waits.add(new Wait<>(wanted, found));
        return found;
    }

    /** How many wait for something that has not come. */
    public int waiting() {
        waits.removeIf(wait -> wait.found().isDone());
        return waits.size();
    }
}
