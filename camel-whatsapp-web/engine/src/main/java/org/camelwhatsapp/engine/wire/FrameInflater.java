package org.camelwhatsapp.engine.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates the rest of a compressed frame, within limits. */
final class FrameInflater {
    private static final int FIRST_GUESS = 4;

    private FrameInflater() {}

    /** A zlib stream or, failing that, a raw deflate stream, which fills the array from the offset to its end. */
    static byte[] inflate(byte[] frame, int offset, DecoderLimits limits) {
        try {
            return inflate(frame, offset, limits, false);
        } catch (DataFormatException notZlib) {
            try {
                return inflate(frame, offset, limits, true);
            } catch (DataFormatException e) {
                throw new MalformedNodeException("the compressed frame cannot be inflated", e);
            }
        }
    }

    private static byte[] inflate(byte[] frame, int offset, DecoderLimits limits, boolean raw)
            throws DataFormatException {
        int compressed = frame.length - offset;
        int limit = limits.inflatedLimit(compressed);
        Inflater inflater = new Inflater(raw);
        try {
            inflater.setInput(frame, offset, compressed);
            byte[] target = new byte[(int) Math.min(limit, Math.max(64L, (long) compressed * FIRST_GUESS))];
            int size = 0;
            while (true) {
                int count = inflater.inflate(target, size, target.length - size);
                size += count;
                if (inflater.finished()) {
                    break;
                }
                if (size == target.length) {
                    // At the limit one more byte of room tells a full result from one that goes on.
                    if (size > limit) {
                        throw new MalformedNodeException("the frame inflates beyond " + limit + " bytes");
                    }
                    target = Arrays.copyOf(target, size >= limit ? limit + 1 : (int) Math.min(limit, 2L * size));
                } else if (count == 0) {
                    throw new DataFormatException("the stream is truncated or needs a dictionary");
                }
            }
            if (size > limit) {
                throw new MalformedNodeException("the frame inflates beyond " + limit + " bytes");
            }
            if (inflater.getRemaining() != 0) {
                throw new MalformedNodeException("bytes follow the compressed node");
            }
            return size == target.length ? target : Arrays.copyOf(target, size);
        } finally {
            inflater.end();
        }
    }
}
