package org.camelwhatsapp.engine.socket;

import java.util.Arrays;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.wire.MalformedNodeException;

/**
 * Cuts the byte stream of a connection into frames of {@code u24 length || payload}, however WebSocket messages cut it.
 * Keeps at most one unfinished frame. Not thread-safe. Source: docs/protocol.md, "Frames".
 */
public final class FrameSplitter {
    private static final int HEADER = 3;
    private static final int FIRST_SIZE = 4_096;

    private final int maxFrame;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int filled;

    /** @param maxFrame the longest payload accepted, up to 2^24 - 1 */
    public FrameSplitter(int maxFrame) {
        this.maxFrame = maxFrame;
    }

    /**
     * Takes the next bytes and hands out every frame that is whole.
     *
     * @throws MalformedNodeException if a frame claims to be empty or too long
     */
    public void accept(byte[] bytes, Consumer<byte[]> frames) {
        append(bytes);
        int position = 0;
        while (filled - position >= HEADER) {
            int length = (buffer[position] & 0xFF) << 16
                    | (buffer[position + 1] & 0xFF) << 8
                    | buffer[position + 2] & 0xFF;
            if (length == 0 || length > maxFrame) {
                throw new MalformedNodeException("a frame of " + length + " bytes");
            }
            if (filled - position - HEADER < length) {
                break;
            }
            int start = position + HEADER;
            position = start + length;
            frames.accept(Arrays.copyOfRange(buffer, start, position));
        }
        System.arraycopy(buffer, position, buffer, 0, filled - position);
        filled -= position;
        if (filled < FIRST_SIZE && buffer.length > 16 * FIRST_SIZE) {
            buffer = Arrays.copyOf(buffer, FIRST_SIZE);
        }
    }

    private void append(byte[] bytes) {
        if (buffer.length - filled < bytes.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, filled + bytes.length));
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    /** A payload as a frame, behind an optional prefix. */
    public static byte[] frame(byte[] prefix, byte[] payload) {
        if (payload.length >= 1 << 24) {
            throw new MalformedNodeException("a frame of " + payload.length + " bytes");
        }
        byte[] frame = Arrays.copyOf(prefix, prefix.length + HEADER + payload.length);
        frame[prefix.length] = (byte) (payload.length >>> 16);
        frame[prefix.length + 1] = (byte) (payload.length >>> 8);
        frame[prefix.length + 2] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, prefix.length + HEADER, payload.length);
        return frame;
    }
}
