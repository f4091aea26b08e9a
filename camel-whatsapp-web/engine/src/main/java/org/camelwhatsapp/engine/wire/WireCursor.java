package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads forward through the bytes of one node and never beyond them. Not thread-safe. */
final class WireCursor {
    private final byte[] bytes;
    private int at;

    WireCursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    int remaining() {
        return bytes.length - at;
    }

    int readByte() {
        if (at == bytes.length) {
            throw truncated();
        }
        return bytes[at++] & 0xFF;
    }

    int readShort() {
        return readByte() << 8 | readByte();
    }

    /** The length of a run of bytes that is announced by this tag; all of them are there. */
    int readLength(int tag) {
        long length = switch (tag) {
            case WireTags.BINARY_8 -> readByte();
            case WireTags.BINARY_20 -> (readByte() & 0x0F) << 16 | readShort();
            default -> (long) readShort() << 16 | readShort();
        };
        return require(length);
    }

    /** Checks that so many bytes are left. */
    int require(long count) {
        if (count > remaining()) {
            throw truncated();
        }
        return (int) count;
    }

    byte[] readBytes(int length) {
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return copy;
    }

    String readUtf8(int length) {
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private static MalformedNodeException truncated() {
        return new MalformedNodeException("the node ends too early");
    }
}
