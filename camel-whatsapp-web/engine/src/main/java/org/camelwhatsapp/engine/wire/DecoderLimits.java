package org.camelwhatsapp.engine.wire;

/**
 * How much one frame may cost its reader. A frame beyond a limit is malformed.
 *
 * @param maxInflatedBytes the largest node in bytes after inflating
 * @param maxInflationRatio how many times larger than the frame the inflated node may be; 64 KiB are always allowed
 * @param maxDepth how deep nodes may be nested; 1 allows only a root
 * @param maxNodes how many nodes a frame may hold
 */
public record DecoderLimits(int maxInflatedBytes, int maxInflationRatio, int maxDepth, int maxNodes) {
    /**
     * 16 MiB, ratio 256, depth 32, 262,144 nodes. The largest frames seen are group and device lists of some ten
     * thousand nodes, seven levels deep.
     */
    public static final DecoderLimits DEFAULT = new DecoderLimits(16 << 20, 256, 32, 1 << 18);

    private static final int ALWAYS_ALLOWED = 64 << 10;

    public DecoderLimits {
        if (maxInflatedBytes < 1 || maxInflationRatio < 1 || maxDepth < 1 || maxNodes < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }

    /** The largest inflated size for a frame with this many compressed bytes. */
    int inflatedLimit(int compressedBytes) {
        long byRatio = Math.max(ALWAYS_ALLOWED, (long) compressedBytes * maxInflationRatio);
        return (int) Math.min(maxInflatedBytes, byRatio);
    }
}
