package org.camelwhatsapp.engine.signal;

import java.util.Arrays;

/**
 * Reads the few protobuf fields of Signal structures without building objects. Bounds are checked before every read; the
 * only exception is {@link SignalException} with {@code INVALID_MESSAGE}. Not thread-safe.
 */
final class ProtoReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED_32 = 5;

    private final byte[] data;
    private final int end;
    private int position;
    private int wireType;

    ProtoReader(byte[] data, int from, int end) {
        this.data = data;
        this.position = from;
        this.end = end;
    }

    /** The number of the next field, or 0 at the end. */
    int nextField() {
        if (position == end) {
            return 0;
        }
        long tag = varint();
        wireType = (int) (tag & 7);
        long field = tag >>> 3;
        if (field == 0 || field > 0x1FFFFFFF) {
            throw malformed();
        }
        return (int) field;
    }

    int uint32() {
        if (wireType != VARINT) {
            throw malformed();
        }
        return (int) varint();
    }

    byte[] bytes() {
        int length = length();
        position += length;
        return Arrays.copyOfRange(data, position - length, position);
    }

    /** A public key: {@code 05} and 32 bytes, returned without the type byte. */
    byte[] key() {
        int length = length();
        if (length != 33 || data[position] != 5) {
            throw new SignalException(SignalException.Reason.INVALID_KEY, "a public key of the wrong form");
        }
        position += length;
        return Arrays.copyOfRange(data, position - 32, position);
    }

    private int length() {
        if (wireType != BYTES) {
            throw malformed();
        }
        long length = varint();
        if (length < 0 || length > end - position) {
            throw malformed();
        }
        return (int) length;
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case FIXED_64 -> advance(8);
            case BYTES -> advance(length());
            case FIXED_32 -> advance(4);
            default -> throw malformed();
        }
    }

    private void advance(int count) {
        if (count > end - position) {
            throw malformed();
        }
        position += count;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw malformed();
            }
            byte b = data[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    static SignalException malformed() {
        return new SignalException(SignalException.Reason.INVALID_MESSAGE, "a structure that cannot be parsed");
    }
}
