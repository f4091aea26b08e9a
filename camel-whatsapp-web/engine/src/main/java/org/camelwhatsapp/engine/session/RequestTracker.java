package org.camelwhatsapp.engine.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.WhatsAppException;
import org.camelwhatsapp.engine.env.Scheduling;
import org.camelwhatsapp.engine.wire.MalformedNodeException;
import org.camelwhatsapp.engine.wire.Node;
import org.jspecify.annotations.Nullable;

/**
 * Matches answers to requests by id. Used on the mailbox only.
 *
 * <p>Bounded: with {@code capacity} requests under way the next one fails at once. A request that times out is forgotten;
 * its late answer is dropped.
 */
final class RequestTracker {
    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(400, "bad request"),
            Map.entry(401, "not authorised"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not found"),
            Map.entry(405, "not allowed"),
            Map.entry(406, "not acceptable"),
            Map.entry(408, "time-out at the server"),
            Map.entry(409, "conflict"),
            Map.entry(419, "resource limit"),
            Map.entry(429, "too many requests"),
            Map.entry(500, "internal server error"),
            Map.entry(501, "not implemented by the server"),
            Map.entry(503, "service unavailable"));

    private record Pending(CompletableFuture<Node> answer, Scheduling.Cancellable timeout) {}

    private final Map<String, Pending> pending = new HashMap<>();
    private final Mailbox mailbox;
    private final Scheduling scheduling;
    private final int capacity;

    RequestTracker(Mailbox mailbox, Scheduling scheduling, int capacity) {
        this.mailbox = mailbox;
        this.scheduling = scheduling;
        this.capacity = capacity;
    }

    int size() {
        return pending.size();
    }

    CompletionStage<Node> await(String key, Duration timeout) {
        CompletableFuture<Node> answer = new CompletableFuture<>();
        if (pending.size() >= capacity) {
            answer.completeExceptionally(new NotConnectedException(capacity + " requests are under way already"));
            return answer;
        }
        if (pending.containsKey(key)) {
            answer.completeExceptionally(new IllegalStateException("a request with this id is under way"));
            return answer;
        }
        Scheduling.Cancellable timer =
                scheduling.schedule(timeout, () -> mailbox.execute(() -> expire(key, answer, timeout)));
        pending.put(key, new Pending(answer, timer));
        return answer;
    }

    /** A timer that fired while its answer was being handled must not end a later request with the same id. */
    private void expire(String key, CompletableFuture<Node> answer, Duration timeout) {
        Pending waiting = pending.get(key);
        if (waiting != null && waiting.answer == answer) {
            pending.remove(key);
            answer.completeExceptionally(new RequestTimeoutException("no answer within " + timeout.toMillis() + " ms"));
        }
    }

    /** @return whether somebody waited for it */
    boolean complete(String key, Node answer) {
        Pending waiting = pending.remove(key);
        if (waiting == null) {
            return false;
        }
        waiting.timeout.cancel();
        waiting.answer.complete(answer);
        return true;
    }

    /** Completes a request: with the node, or with the error it carries. */
    boolean completeRequest(String key, Node answer) {
        Pending waiting = pending.remove(key);
        if (waiting == null) {
            return false;
        }
        waiting.timeout.cancel();
        if (answer.attr("type", "result").equals("error")) {
            waiting.answer.completeExceptionally(errorOf(answer));
        } else {
            waiting.answer.complete(answer);
        }
        return true;
    }

    private static WhatsAppException errorOf(Node answer) {
        try {
            return serverError(answer);
        } catch (MalformedNodeException e) {
            // Whoever waits must hear of it, or would wait for ever.
            return e;
        }
    }

    private static ServerErrorException serverError(Node answer) {
        Node error = answer.child("error");
        if (error == null) {
            return new ServerErrorException(0, "no reason given", null);
        }
        int code = error.intAttr("code", 0);
        long backoff = error.longAttr("backoff", 0);
        String text = error.attr("text", TEXTS.getOrDefault(code, "unknown"));
        return new ServerErrorException(code, text, backoff > 0 ? Duration.ofSeconds(backoff) : null);
    }

    void failAll(@Nullable WhatsAppException why) {
        List<Pending> all = new ArrayList<>(pending.values());
        pending.clear();
        WhatsAppException cause = why == null ? new NotConnectedException("the connection was closed") : why;
        for (Pending waiting : all) {
            waiting.timeout.cancel();
            waiting.answer.completeExceptionally(cause);
        }
    }
}
