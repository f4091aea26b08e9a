package org.camelwhatsapp.gateway.notify;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The notify endpoint, to the letter of OA-20 to OA-40 and OA-116 to OA-120. The order of its checks is part of the
 * contract: key, rate, readiness, length, content, attachments, recipient. Thread-safe. A call that waits for delivery holds its
 * thread for 30 s at most.
 */
public final class NotifyService {
    private static final long WAIT_SECONDS = 30;
    private static final String NOT_READY = "WhatsApp is not paired or not connected. Pair the device first from the"
            + " /whatsapp page in OpenAlgo before sending.";

    private final String apiKey;
    private final NotifyLimits limits;
    private final Session session;
    private final Function<String, Optional<String>> usernames;

    public NotifyService(
            String apiKey, NotifyLimits limits, Session session, Function<String, Optional<String>> usernames) {
        this.apiKey = apiKey;
        this.limits = limits;
        this.session = session;
        this.usernames = usernames;
    }

    /**
     * Answers one request.
     *
     * @param request the JSON body
     * @param headerKey the key of the header {@code X-API-KEY} or of the query, or null
     * @throws NotifyException with status and text of a refusal
     */
    public Map<String, Object> answer(Map<String, ?> request, @Nullable String headerKey) {
        authorize(request.get("apikey"), headerKey);
        if (!limits.rate().tryAcquire()) {
            throw new NotifyException(429, "Rate limit exceeded");
        }
        if (!session.isReady()) {
            throw new NotifyException(409, NOT_READY);
        }
        Notification notification = Notification.of(request, limits.attachments());
        Recipients recipients = Recipients.of(request, usernames);
        return Boolean.FALSE.equals(request.get("wait_for_delivery"))
                ? sendLater(recipients, notification)
                : sendAndWait(recipients, notification);
    }

    /**
     * Checks a key, from the body or from a header.
     *
     * @throws NotifyException with 401 if it is missing or wrong
     */
    public void authorize(@Nullable Object bodyKey, @Nullable String headerKey) {
        String given = bodyKey != null ? bodyKey.toString() : headerKey == null ? "" : headerKey;
        if (!MessageDigest.isEqual(bytes(given), bytes(apiKey))) {
            throw new NotifyException(401, "Invalid or missing API key");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private Map<String, Object> sendLater(Recipients recipients, Notification notification) {
        recipients.targets().forEach(target -> notification.send(session, target));
        int count = recipients.targets().size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "success");
        answer.put("message", "Queued for " + count + " recipient(s)");
        answer.put("queued", count);
        return answer;
    }

    private Map<String, Object> sendAndWait(Recipients recipients, Notification notification) {
        Map<String, CompletableFuture<Void>> sends = new LinkedHashMap<>();
        recipients.targets().forEach(target -> sends.put(target, notification.send(session, target)));
        List<String> sent = new ArrayList<>();
        List<Map<String, String>> failed = new ArrayList<>();
        sends.forEach((target, send) -> {
            String error = await(send);
            if (error == null) {
                sent.add(session.nameOf(target));
            } else {
                boolean device = error.equals("send timeout") || error.equals("Bot not connected");
                failed.add(Map.of("to", device ? "<bot>" : session.nameOf(target), "error", error));
            }
        });
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sent", sent);
        data.put("failed", failed);
        data.put("skipped", recipients.skipped());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "success");
        answer.put("message", "Delivered to " + sent.size() + ", failed " + failed.size());
        answer.put("data", data);
        return answer;
    }

    private static @Nullable String await(CompletableFuture<Void> send) {
        try {
            send.get(WAIT_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (TimeoutException e) {
            return "send timeout";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "send timeout";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return cause instanceof org.camelwhatsapp.engine.session.NotConnectedException
                    ? "Bot not connected"
                    : String.valueOf(cause.getMessage());
        }
    }
}
