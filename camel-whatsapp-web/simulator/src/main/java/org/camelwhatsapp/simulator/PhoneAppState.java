package org.camelwhatsapp.simulator;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.appstate.AppStateChange;
import org.camelwhatsapp.engine.appstate.AppStateCollection;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.SyncActionValue;
import org.camelwhatsapp.simulator.appstate.AccountAppState;
import org.camelwhatsapp.simulator.phone.PhoneAppStatePeer;
import org.jspecify.annotations.Nullable;

/**
 * Pins, labels, contacts, settings: what the devices of an account share besides messages, as the phone sees and changes
 * it. Thread-safe; calls block until the simulator has done them.
 */
public final class PhoneAppState {
    private final Simulator simulator;
    private final AccountAppState state;
    private final PhoneAppStatePeer peer;

    PhoneAppState(Simulator simulator, AccountAppState state, PhoneAppStatePeer peer) {
        this.simulator = simulator;
        this.state = state;
        this.peer = peer;
    }

    /** Changes things of one collection on the phone, in one patch; linked devices are told. */
    public void change(List<AppStateChange> changes) {
        simulator.call(() -> {
            state.change(changes);
            return true;
        });
    }

    /** Sets one value on the phone; linked devices are told. */
    public void set(AppStateCollection collection, int version, SyncActionValue.Builder value, String... index) {
        change(List.of(AppStateChange.set(collection, version, value, index)));
    }

    /** What the phone has at a place, or null. */
    public @Nullable SyncActionValue value(AppStateCollection collection, String... index) {
        return simulator.call(() -> state.value(collection, List.of(index)));
    }

    /** How many values a collection has. */
    public int size(AppStateCollection collection) {
        return simulator.call(() -> state.size(collection));
    }

    /** How many patches a collection has had. */
    public long version(AppStateCollection collection) {
        return simulator.call(() -> state.version(collection));
    }

    /** How many uploads of devices were refused because they were not genuine. */
    public int rejected() {
        return simulator.call(state::rejected);
    }

    /** Gives the next answers of the server about a collection a wrong code. */
    public void spoil(AppStateCollection collection, int answers) {
        simulator.call(() -> {
            state.spoil(collection, answers);
            return true;
        });
    }

    /** Makes the phone neither share keys nor give copies, until it is told to again. */
    public void withhold(boolean withholding) {
        simulator.call(() -> {
            peer.withhold(withholding);
            return true;
        });
    }

    /** Writes with a new key from now on, which devices get only when they ask. */
    public void rotateKey() {
        simulator.call(state::newKey);
    }

    /** Gives a linked device all keys once more. */
    public void share(Jid device) {
        simulator.call(() -> {
            peer.share(device);
            return true;
        });
    }

    /**
     * Waits until the phone has a value at a place, or finds it there already.
     *
     * @throws AssertionError if it did not come in time
     */
    public SyncActionValue await(
            AppStateCollection collection, Predicate<SyncActionValue> wanted, Duration atMost, String... index) {
        CompletableFuture<SyncActionValue> found = new CompletableFuture<>();
        simulator.call(() -> {
            Runnable look = () -> {
                SyncActionValue value = state.value(collection, List.of(index));
                if (value != null && wanted.test(value)) {
                    found.complete(value);
                }
            };
            state.listen(mutation -> look.run());
            look.run();
            return true;
        });
        try {
            return found.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no such value on the phone within " + atMost, e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
