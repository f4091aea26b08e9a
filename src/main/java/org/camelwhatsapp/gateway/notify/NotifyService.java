package org.camelwhatsapp.gateway.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camelwhatsapp.engine.env.RandomSource;
import org.jspecify.annotations.Nullable;

/**
 * The notify endpoint, to the letter of OA-20 to OA-40 and OA-116 to OA-120. The order of its checks is part of the
 * contract: key, rate, readiness, length, content, attachments, recipient. Thread-safe. A call that waits for delivery
 * holds its thread for 30 s at most.
 */
public final class NotifyService {
    private static final String NOT_READY = "WhatsApp is not paired or not connected. Pair the device first from the"
            + " /whatsapp page in OpenAlgo before sending.";

    private final String apiKey;
    private final NotifyLimits limits;
    private final Outlet outlet;
    private final Function<String, Optional<String>> usernames;

    /**
     * Where messages go.
     *
     * @param session for those that are waited for
     * @param queue for the others
     * @param random the source of message ids
     */
    public record Outlet(Session session, PartQueue queue, RandomSource random) {}

    /** @param usernames finds the phone number of a linked user */
    public NotifyService(
            String apiKey, NotifyLimits limits, Outlet outlet, Function<String, Optional<String>> usernames) {
        this.apiKey = apiKey;
        this.limits = limits;
        this.outlet = outlet;
        this.usernames = usernames;
    }

    /**
     * Answers one request.
     *
     * @param request the JSON body
     * @throws NotifyException with status and text of a refusal
     */
    public Map<String, Object> answer(Map<String, ?> request, Caller caller) {
        authorize(request.get("apikey"), caller);
        if (!limits.rate().tryAcquire()) {
            throw new NotifyException(429, "Rate limit exceeded");
        }
        if (!outlet.session().isReady()) {
            throw new NotifyException(409, NOT_READY);
        }
        Notification notification = Notification.of(request, limits.attachments());
        Recipients recipients = Recipients.of(request, usernames);
        PartIds ids = PartIds.of(outlet.random(), caller.idempotencyKey());
        return new Fields(request).flag("wait_for_delivery", true)
                ? sendAndWait(recipients, notification, ids)
                : sendLater(recipients, notification, ids);
    }

    /**
     * Checks a key, from the body or from beside it.
     *
     * @throws NotifyException with 401 if it is missing or wrong
     */
    public void authorize(@Nullable Object bodyKey, Caller caller) {
        String given = bodyKey instanceof String text ? text : caller.apiKey() == null ? "" : caller.apiKey();
        if (!MessageDigest.isEqual(bytes(given), bytes(apiKey))) {
            throw new NotifyException(401, "Invalid or missing API key");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Promises one text to oneself, as order alerts are sent.
     *
     * @return whether it will be sent; not, when nobody is connected (OA-74)
     */
    public boolean alert(String text, Caller caller) {
        PartIds ids = PartIds.of(outlet.random(), caller.idempotencyKey());
        if (!outlet.session().isReady()) {
            return false;
        }
        outlet.queue().add(List.of(Part.text(ids.id(Recipients.SELF, 0), Recipients.SELF, text)));
        return true;
    }

    private Map<String, Object> sendLater(Recipients recipients, Notification notification, PartIds ids) {
        outlet.queue()
                .add(recipients.targets().stream()
                        .flatMap(target -> notification.parts(target, ids).stream())
                        .toList());
        int count = recipients.targets().size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "success");
        answer.put("message", "Queued for " + count + " recipient(s)");
        answer.put("queued", count);
        return answer;
    }

    private Map<String, Object> sendAndWait(Recipients recipients, Notification notification, PartIds ids) {
        Deliveries deliveries = new Deliveries(outlet.session());
        recipients.targets().forEach(target -> deliveries.start(target, notification.parts(target, ids)));
        deliveries.await(limits.patience());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sent", deliveries.sent());
        data.put("failed", deliveries.failed());
        data.put("skipped", recipients.skipped());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", "success");
        answer.put(
                "message",
                "Delivered to " + deliveries.sent().size() + ", failed "
                        + deliveries.failed().size());
        answer.put("data", data);
        return answer;
    }
}
