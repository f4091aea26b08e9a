package org.camelwhatsapp.engine.socket;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the frames in the stream of bytes, however it was cut into pieces. Not thread-safe.
 *
 * <p>A frame that lies within one piece is handed on where it is. Only a frame that spans pieces is gathered, in a buffer
 * that grows with what has come, not with what the length claims, and is let go with the frame: an idle connection holds
 * nothing. Source: docs/protocol.md, "Frames".
 */
public final class FrameSplitter {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BUFFER_BYTES = 512;

    /** Receives frames. The array belongs to the caller and is only valid during the call. */
    @FunctionalInterface
    public interface Sink {
        void onFrame(byte[] bytes, int offset, int length);
    }

    private int maxPayload;
    private byte[] gathered = NOTHING;
    private int gatheredBytes;

    /** @param maxPayload the longest payload accepted until {@link #allow} says otherwise, up to 2^24 - 1 */
    public FrameSplitter(int maxPayload) {
        this.maxPayload = maxPayload;
    }

    /** Sets the longest payload that is accepted from now on. */
    public void allow(int payloadBytes) {
        maxPayload = payloadBytes;
    }

    /** How many bytes of an incomplete frame are held. */
    public int gatheredBytes() {
        return gatheredBytes;
    }

    /**
     * Takes the next piece and hands out every frame that is whole, each as an array of its own.
     *
     * @throws FrameException if a frame is empty or announces more than is allowed; no more use then
     */
    public void accept(byte[] piece, Consumer<byte[]> frames) {
        accept(piece, (bytes, offset, length) -> frames.accept(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    /**
     * Takes the next piece and hands out every frame that is whole, without a copy.
     *
     * @throws FrameException if a frame is empty or announces more than is allowed; no more use then
     */
    public void accept(byte[] piece, Sink sink) {
        int offset = gatheredBytes == 0 ? 0 : complete(piece, sink);
        while (gatheredBytes == 0 && offset < piece.length) {
            int available = piece.length - offset;
            int length = available < FrameFormat.HEADER_BYTES ? -1 : length(piece, offset);
            if (length < 0 || available < FrameFormat.HEADER_BYTES + length) {
                gather(piece, offset, available);
                return;
            }
            sink.onFrame(piece, offset + FrameFormat.HEADER_BYTES, length);
            offset += FrameFormat.HEADER_BYTES + length;
        }
    }

    /** Adds to the frame in the buffer; returns how much of the piece it took. */
    private int complete(byte[] piece, Sink sink) {
        int taken = 0;
        if (gatheredBytes < FrameFormat.HEADER_BYTES) {
            taken = Math.min(FrameFormat.HEADER_BYTES - gatheredBytes, piece.length);
            gather(piece, 0, taken);
            if (gatheredBytes < FrameFormat.HEADER_BYTES) {
                return taken;
            }
        }
        int length = length(gathered, 0);
        int missing = FrameFormat.HEADER_BYTES + length - gatheredBytes;
        int more = Math.min(missing, piece.length - taken);
        gather(piece, taken, more);
        if (more == missing) {
            byte[] frame = gathered;
            gathered = NOTHING;
            gatheredBytes = 0;
            sink.onFrame(frame, FrameFormat.HEADER_BYTES, length);
        }
        return taken + more;
    }

    private void gather(byte[] piece, int offset, int count) {
        int needed = gatheredBytes + count;
        if (needed > gathered.length) {
            int most = FrameFormat.HEADER_BYTES + maxPayload;
            int doubled = Math.max(FIRST_BUFFER_BYTES, 2 * gathered.length);
            gathered = Arrays.copyOf(gathered, Math.max(needed, Math.min(doubled, most)));
        }
        System.arraycopy(piece, offset, gathered, gatheredBytes, count);
        gatheredBytes = needed;
    }

    /** A payload as a frame, behind what precedes it. */
    public static byte[] frame(byte[] prefix, byte[] payload) {
        return FrameFormat.frame(prefix, payload);
    }

    private int length(byte[] bytes, int offset) {
        int length = (bytes[offset] & 0xFF) << 16 | (bytes[offset + 1] & 0xFF) << 8 | bytes[offset + 2] & 0xFF;
        if (length == 0 || length > maxPayload) {
            throw new FrameException(
                    "a frame announces " + length + " bytes, 1 to " + maxPayload + " are allowed here");
        }
        return length;
    }
}
