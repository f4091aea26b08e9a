package org.camelwhatsapp.engine.signal;

import java.util.Arrays;

/** Writes the few protobuf fields of Signal structures, after the version byte. Not thread-safe. */
final class ProtoWriter {
    private byte[] buffer;
    private int length;

    /** @param sizeHint bytes expected */
    ProtoWriter(int sizeHint) {
        buffer = new byte[Math.max(16, sizeHint)];
        buffer[0] = SignalVersion.BYTE;
        length = 1;
    }

    ProtoWriter uint32(int field, int value) {
        tag(field, 0);
        varint(value & 0xFFFFFFFFL);
        return this;
    }

    ProtoWriter bytes(int field, byte[] value) {
        tag(field, 2);
        varint(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return this;
    }

    /** A public key, with its type byte. */
    ProtoWriter key(int field, byte[] key) {
        tag(field, 2);
        varint(33);
        ensure(33);
        buffer[length++] = 5;
        System.arraycopy(key, 0, buffer, length, 32);
        length += 32;
        return this;
    }

    private void tag(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    private void varint(long value) {
        ensure(10);
        long rest = value;
        while (rest > 0x7F) {
            buffer[length++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        buffer[length++] = (byte) rest;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    /** What was written, with room for a trailer of this many bytes. */
    byte[] toByteArray(int trailer) {
        return Arrays.copyOf(buffer, length + trailer);
    }
}
