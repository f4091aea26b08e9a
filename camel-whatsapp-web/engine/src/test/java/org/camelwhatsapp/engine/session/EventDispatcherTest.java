package org.camelwhatsapp.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.event.Event;
import org.camelwhatsapp.engine.event.EventListener;
import org.camelwhatsapp.engine.event.OfflineCompleted;
import org.camelwhatsapp.engine.testing.ManualEnvironment;
import org.junit.jupiter.api.Test;

class EventDispatcherTest {
    private final ManualEnvironment time = new ManualEnvironment();
    private final EventDispatcher events =
            new EventDispatcher("test", new SerialMailbox("test", time.compute(), 100_000));
    private final List<Event> seen = new ArrayList<>();
    private final List<CompletableFuture<Void>> open = new ArrayList<>();

    private void addSlowListener() {
        events.add(event -> {
            seen.add(event);
            CompletableFuture<Void> done = new CompletableFuture<>();
            open.add(done);
            return done;
        });
    }

    private static Event event(int number) {
        return new OfflineCompleted(number);
    }

    @Test
    void handsOverOneEventAtATimeInOrder() {
        addSlowListener();
        events.publish(event(1));
        events.publish(event(2));
        assertThat(seen).containsExactly(event(1));
        assertThat(events.depth()).isEqualTo(1);
        open.get(0).complete(null);
        time.runPending();
        assertThat(seen).containsExactly(event(1), event(2));
        assertThat(events.depth()).isZero();
    }

    @Test
    void isDoneWhenEveryListenerIs() {
        addSlowListener();
        addSlowListener();
        CompletableFuture<Void> done = events.deliver(event(1)).toCompletableFuture();
        open.get(0).complete(null);
        time.runPending();
        assertThat(done).isNotDone();
        open.get(1).complete(null);
        time.runPending();
        assertThat(done).isCompleted();
    }

    @Test
    void failsWhenAListenerFailsAndGoesOnWithTheNextEvent() {
        addSlowListener();
        CompletableFuture<Void> first = events.deliver(event(1)).toCompletableFuture();
        CompletableFuture<Void> second = events.deliver(event(2)).toCompletableFuture();
        open.get(0).completeExceptionally(new IllegalStateException("route failed"));
        time.runPending();
        assertThat(first).isCompletedExceptionally();
        open.get(1).complete(null);
        time.runPending();
        assertThat(second).isCompleted();
    }

    @Test
    void failsWhenAListenerThrows() {
        events.add(event -> {
            throw new IllegalStateException("expected by the test");
        });
        CompletableFuture<Void> done = events.deliver(event(1)).toCompletableFuture();
        time.runPending();
        assertThat(done).isCompletedExceptionally();
    }

    @Test
    void dropsTheOldestWhenListenersAreTooSlow() {
        addSlowListener();
        for (int i = 0; i < 5_000; i++) {
            events.publish(event(i));
        }
        assertThat(events.depth()).isEqualTo(4_096);
        open.get(0).complete(null);
        time.runPending();
        assertThat(seen).containsExactly(event(0), event(5_000 - 4_096));
    }

    @Test
    void needsNoStackForManyEventsInARow() {
        events.add(event -> {
            seen.add(event);
            return CompletableFuture.completedFuture(null);
        });
        for (int i = 0; i < 100_000; i++) {
            events.publish(event(i));
        }
        assertThat(seen).hasSize(100_000);
    }

    @Test
    void forgetsAListenerThatWasRemoved() {
        EventListener listener = event -> {
            seen.add(event);
            return CompletableFuture.completedFuture(null);
        };
        events.add(listener);
        assertThat(events.hasListeners()).isTrue();
        events.remove(listener);
        assertThat(events.hasListeners()).isFalse();
        events.publish(event(1));
        assertThat(seen).isEmpty();
    }
}
