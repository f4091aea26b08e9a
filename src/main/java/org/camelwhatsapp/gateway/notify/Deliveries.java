package org.camelwhatsapp.gateway.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.session.NotConnectedException;
import org.jspecify.annotations.Nullable;

/** The sends of one call that waits, and what became of each (OA-34, OA-38). Used by one thread. */
final class Deliveries {
    private static final String TIMEOUT = "send timeout";
    private static final String NOT_CONNECTED = "Bot not connected";

    private final Session session;
    private final Map<String, CompletableFuture<Void>> sends = new LinkedHashMap<>();
    private final List<String> sent = new ArrayList<>();
    private final List<Map<String, String>> failed = new ArrayList<>();

    Deliveries(Session session) {
        this.session = session;
    }

    /** Sends parts to one recipient, one after the other; the first that fails ends it. */
    void start(String target, List<Part> parts) {
        CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
        for (Part part : parts) {
            last = last.thenCompose(v -> session.send(part));
        }
        sends.put(target, last);
    }

    /** Waits for all of them together. */
    void await(Duration atMost) {
        CompletableFuture<Void> all = CompletableFuture.allOf(sends.values().toArray(CompletableFuture<?>[]::new));
        try {
            all.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Which of them, is told one by one below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sends.forEach((target, send) -> {
            String error = errorOf(send);
            if (error == null) {
                sent.add(session.nameOf(target));
            } else {
                boolean device = error.equals(TIMEOUT) || error.equals(NOT_CONNECTED);
                Map<String, String> entry = new LinkedHashMap<>();
                entry.put("to", device ? "<bot>" : session.nameOf(target));
                entry.put("error", error);
                failed.add(entry);
            }
        });
    }

    private static @Nullable String errorOf(CompletableFuture<Void> send) {
        if (!send.isDone()) {
            return TIMEOUT;
        }
        Throwable failure = send.handle((v, thrown) -> thrown).join();
        if (failure == null) {
            return null;
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof NotConnectedException) {
            return NOT_CONNECTED;
        }
        // Only our own texts are made for strangers' eyes.
        return cause instanceof WhatsAppException ? String.valueOf(cause.getMessage()) : "send failed";
    }

    List<String> sent() {
        return sent;
    }

    List<Map<String, String>> failed() {
        return failed;
    }
}
