package org.camelwhatsapp.simulator.phone;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.wire.Node;

/**
 * The last 1,000 stanzas that reached a phone, such as receipts and notifications; older ones are forgotten. Lives on the
 * simulator's event loop.
 */
public final class StanzaLog {
    private static final int MAX_STANZAS = 1_000;

    private final Deque<Node> stanzas = new ArrayDeque<>();
    private final List<Wait> waits = new ArrayList<>();

    private record Wait(Predicate<Node> wanted, CompletableFuture<Node> found) {}

    void add(Node stanza) {
        if (stanzas.size() == MAX_STANZAS) {
            stanzas.removeFirst();
        }
        stanzas.addLast(stanza);
        for (Iterator<Wait> each = waits.iterator(); each.hasNext(); ) {
            Wait wait = each.next();
            if (wait.found().isDone()) {
                each.remove();
            } else if (wait.wanted().test(stanza)) {
                each.remove();
                wait.found().complete(stanza);
            }
        }
    }

    /** Completes with the first stanza that fits, be it there already or still to come. */
    public CompletableFuture<Node> first(Predicate<Node> wanted) {
        CompletableFuture<Node> found = new CompletableFuture<>();
        for (Node stanza : stanzas) {
            if (wanted.test(stanza)) {
                found.complete(stanza);
                return found;
            }
        }
        waits.add(new Wait(wanted, found));
        return found;
    }
}
