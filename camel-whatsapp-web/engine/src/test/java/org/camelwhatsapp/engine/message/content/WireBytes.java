package org.camelwhatsapp.engine.message.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes protobuf by field numbers, knowing nothing of any schema. */
final class WireBytes {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private WireBytes() {}

    /** Fields one after the other. */
    static byte[] all(byte[]... fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] field : fields) {
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    static byte[] number(int field, long value) {
        return all(varint((long) field << 3 | VARINT), varint(value));
    }

    static byte[] bytes(int field, byte... value) {
        return all(varint((long) field << 3 | LENGTH), varint(value.length), value);
    }

    static byte[] text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A message within a message. */
    static byte[] part(int field, byte[]... fields) {
        return bytes(field, all(fields));
    }

    static byte[] real(int field, double value) {
        ByteBuffer eight = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
        return all(varint((long) field << 3 | FIXED64), eight.array());
    }

    static byte[] single(int field, float value) {
        return fixed(field, Float.floatToIntBits(value));
    }

    static byte[] fixed(int field, int value) {
        ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
        return all(varint((long) field << 3 | FIXED32), four.array());
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
