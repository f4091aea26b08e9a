package org.camelwhatsapp.interop;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.camelwhatsapp.engine.event.GroupChanged;
import org.camelwhatsapp.engine.session.Feature;
import org.camelwhatsapp.simulator.Phone;
import org.camelwhatsapp.simulator.Simulator;

/** Our engine (Alice) and an independent client (Bob) at one simulator, with a third who has only a phone (Carol). */
final class Pair implements AutoCloseable {
    final Simulator simulator = Simulator.start();
    final Phone alicePhone = simulator.addAccount("15550001001", "Alice");
    final Phone bobPhone = simulator.addAccount("15550001002", "Bob");
    final Phone carolPhone = simulator.addAccount("15550001003", "Carol");
    final NodeClient bob;
    final TestClient alice;

    Pair(String driver, Path directory) {
        NodeClient started = null;
        try {
            started = NodeClient.start(driver, simulator);
            started.paired(bobPhone);
            alice = new TestClient(simulator, directory, "alice").paired(alicePhone);
            bob = started;
        } catch (AssertionError e) {
            if (started != null) {
                started.close();
            }
            simulator.close();
            throw e;
        }
    }

    /** Both have written to each other. */
    Pair acquainted() {
        get(alice.client.sendText(bobPhone.phoneJid(), "warm"));
        bob.awaitText("warm");
        bob.sendText(alicePhone.lid(), "warm too");
        alicePhone.awaitText("warm too", NodeClient.PATIENCE);
        return this;
    }

    /** Waits for what our engine was asked to do. */
    <F extends Feature, T> T ours(Class<F> feature, Function<F, CompletionStage<T>> call) {
        return get(alice.client.with(feature, call));
    }

    /** Waits until our engine reported such a change of a group. */
    GroupChanged seenByUs(String action, Predicate<GroupChanged> wanted) {
        return alice.awaitEvent(GroupChanged.class, change -> change.action().equals(action) && wanted.test(change));
    }

    /** Waits until the other client reported such a change of a group. */
    JsonObject seenByBob(String action, Predicate<JsonObject> wanted) {
        return bob.await("group", event -> action.equals(event.getString("action")) && wanted.test(event));
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the call did not complete", e);
        }
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        simulator.close();
    }
}
