package org.camelwhatsapp.engine.wire;

/**
 * What a frame may cost at most.
 *
 * @param maxInflatedBytes size of a compressed frame after inflating
 * @param maxNodes how many nodes a stanza may have
 * @param maxDepth how deep nodes may nest
 */
public record DecoderLimits(int maxInflatedBytes, int maxNodes, int maxDepth) {
    /** 16 MiB, 200,000 nodes, 32 levels: several times what the largest group needs. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(16 << 20, 200_000, 32);

    public DecoderLimits {
        if (maxInflatedBytes < 1 || maxNodes < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("decoder limits are positive");
        }
    }
}
