package org.camelwhatsapp.engine.history;

import java.util.Comparator;
import java.util.Locale;
import org.camelwhatsapp.proto.Message.HistorySyncNotification;
import org.jspecify.annotations.Nullable;

/**
 * A part of the history that was announced. Parts are taken in by type, then in the phone's order, then as they came.
 *
 * @param key under what the announcement is kept: when it came and the id of its message
 * @param chunk its number among the parts of its type
 * @param progress 0 to 100, or -1 when the phone does not say
 * @param requestId the request that it answers, or null
 */
record HistoryPart(
        String key,
        HistoryType type,
        int chunk,
        int progress,
        @Nullable String requestId) implements Comparable<HistoryPart> {
    private static final Comparator<HistoryPart> ORDER = Comparator.comparing(HistoryPart::type)
            .thenComparingInt(HistoryPart::chunk)
            .thenComparing(HistoryPart::key);
    private static final int MAX_PROGRESS = 100;

    /** The key of an announcement; keys sort by time. */
    static String keyOf(long atMillis, String messageId) {
        return String.format(Locale.ROOT, "%013d/%s", atMillis, messageId);
    }

    /** Null if the announcement names nothing to take in. */
    static @Nullable HistoryPart of(String key, HistorySyncNotification notification) {
        HistoryType type = HistoryType.of(notification.getSyncType());
        if (type == null) {
            return null;
        }
        String request = notification.getPeerDataRequestSessionId().isEmpty()
                ? notification.getFullHistorySyncOnDemandRequestMetadata().getRequestId()
                : notification.getPeerDataRequestSessionId();
        return new HistoryPart(
                key,
                type,
                Math.max(0, notification.getChunkOrder()),
                notification.hasProgress() ? Math.max(0, Math.min(MAX_PROGRESS, notification.getProgress())) : -1,
                request.isEmpty() ? null : request);
    }

    /** The id of the message that announced it. */
    String messageId() {
        return key.substring(key.indexOf('/') + 1);
    }

    /** When it was announced, milliseconds since 1970. */
    long announcedAt() {
        return Long.parseLong(key.substring(0, key.indexOf('/')));
    }

    @Override
    public int compareTo(HistoryPart other) {
        return ORDER.compare(this, other);
    }
}
