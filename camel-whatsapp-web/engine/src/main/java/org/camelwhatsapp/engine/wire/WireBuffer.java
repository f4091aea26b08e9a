package org.camelwhatsapp.engine.wire;

import java.util.Arrays;

/** A growing array of bytes for one encoder at a time. Not thread-safe. */
final class WireBuffer {
    private byte[] bytes;
    private int size;

    WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    int capacity() {
        return bytes.length;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void put(int first, int second) {
        reserve(2);
        bytes[size] = (byte) first;
        bytes[size + 1] = (byte) second;
        size += 2;
    }

    void putShort(int value) {
        put(value >> 8, value);
    }

    void put(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** The header of a run of bytes, in its shortest form. */
    void putLength(int length) {
        if (length < 1 << 8) {
            put(WireTags.BINARY_8, length);
        } else if (length < 1 << 20) {
            put(WireTags.BINARY_20, length >> 16);
            putShort(length);
        } else {
            put(WireTags.BINARY_32);
            putShort(length >> 16);
            putShort(length);
        }
    }

    void putAscii(String text) {
        int length = text.length();
        reserve(length);
        byte[] target = bytes;
        int at = size;
        for (int i = 0; i < length; i++) {
            target[at + i] = (byte) text.charAt(i);
        }
        size = at + length;
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, count)));
        }
    }
}
