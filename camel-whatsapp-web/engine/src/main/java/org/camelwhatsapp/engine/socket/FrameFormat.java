package org.camelwhatsapp.engine.socket;

import org.camelwhatsapp.engine.noise.NoisePattern;
import org.jspecify.annotations.Nullable;

/** The layout of frames and of what precedes the first one. Source: docs/protocol.md, "Frames". */
final class FrameFormat {
    /** Three bytes of length, big-endian. */
    static final int HEADER_BYTES = 3;

    static final int MAX_PAYLOAD_BYTES = (1 << 24) - 1;

    private FrameFormat() {}

    /** What goes in front of the first frame of a connection: the routing bytes, if any, and the intro header. */
    static byte[] intro(byte @Nullable [] routingInfo) {
        byte[] header = NoisePattern.prologue();
        if (routingInfo == null) {
            return header;
        }
        int prefix = 4 + HEADER_BYTES + routingInfo.length;
        byte[] intro = new byte[prefix + header.length];
        intro[0] = 'E';
        intro[1] = 'D';
        intro[3] = 1;
        putLength(intro, 4, routingInfo.length);
        System.arraycopy(routingInfo, 0, intro, 4 + HEADER_BYTES, routingInfo.length);
        System.arraycopy(header, 0, intro, prefix, header.length);
        return intro;
    }

    /** The intro and one frame as one message. */
    static byte[] frame(byte[] before, byte[] payload) {
        byte[] message = new byte[before.length + HEADER_BYTES + payload.length];
        System.arraycopy(before, 0, message, 0, before.length);
        putLength(message, before.length, payload.length);
        System.arraycopy(payload, 0, message, before.length + HEADER_BYTES, payload.length);
        return message;
    }

    /** @throws FrameException if no frame can hold as much */
    static void putLength(byte[] target, int offset, int length) {
        if (length > MAX_PAYLOAD_BYTES) {
            throw new FrameException("a frame holds up to " + MAX_PAYLOAD_BYTES + " bytes, not " + length);
        }
        target[offset] = (byte) (length >>> 16);
        target[offset + 1] = (byte) (length >>> 8);
        target[offset + 2] = (byte) length;
    }
}
