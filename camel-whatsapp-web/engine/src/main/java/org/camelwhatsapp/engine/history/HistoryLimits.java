package org.camelwhatsapp.engine.history;

/**
 * How much one part of the history may hold. What is larger is refused before anything of it is kept.
 *
 * @param maxBytes of it, inflated
 * @param maxRatio how many bytes one compressed byte may become, once more than {@code freeBytes} were read
 * @param freeBytes inflated bytes for which the ratio is not looked at
 * @param maxItemBytes of one message, and of all other things said about one chat
 * @param maxItems chats, messages, names and so on together
 */
public record HistoryLimits(long maxBytes, int maxRatio, long freeBytes, int maxItemBytes, long maxItems) {
    /** 2 GiB, 1 to 200 after 16 MiB, 8 MiB for one item, 10 million items. */
    public static final HistoryLimits DEFAULT = new HistoryLimits(2L << 30, 200, 16L << 20, 8 << 20, 10_000_000);

    public HistoryLimits {
        if (maxBytes < 1 || maxRatio < 1 || freeBytes < 0 || maxItemBytes < 1 || maxItems < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }
}
