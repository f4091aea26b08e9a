package org.camelwhatsapp.engine.wire;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Inflates a compressed frame up to a limit: zlib, or raw deflate where the header is missing. */
final class Inflater {
    private static final int FIRST_FACTOR = 4;

    private Inflater() {}

    static byte[] inflate(byte[] frame, int offset, int limit) {
        try {
            return inflate(frame, offset, limit, false);
        } catch (DataFormatException zlib) {
            try {
                return inflate(frame, offset, limit, true);
            } catch (DataFormatException raw) {
                throw new MalformedNodeException("a compressed frame that cannot be inflated", raw);
            }
        }
    }

    private static byte[] inflate(byte[] frame, int offset, int limit, boolean raw) throws DataFormatException {
        java.util.zip.Inflater inflater = new java.util.zip.Inflater(raw);
        try {
            int length = frame.length - offset;
            inflater.setInput(frame, offset, length);
            byte[] out = new byte[(int) Math.min(limit, Math.max(256L, (long) length * FIRST_FACTOR))];
            int filled = 0;
            while (!inflater.finished()) {
                if (filled == out.length) {
                    if (filled >= limit) {
                        throw new MalformedNodeException("a frame inflates to more than " + limit + " bytes");
                    }
                    out = Arrays.copyOf(out, (int) Math.min(limit, out.length * 2L));
                }
                int count = inflater.inflate(out, filled, out.length - filled);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DataFormatException("truncated");
                }
                filled += count;
            }
            return Arrays.copyOf(out, filled);
        } finally {
            inflater.end();
        }
    }
}
