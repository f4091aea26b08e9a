package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message.Builder;
import java.util.List;
import java.util.Random;
import org.camelwhatsapp.proto.Message;

/** Messages of every kind in the schema with anything in them that the schema allows. The same seed makes the same. */
final class RandomMessages {
    private static final int DEPTH = 4;
    private static final List<String> TEXTS = List.of(
            "",
            "text",
            "1001@lid",
            "15551001@s.whatsapp.net",
            "120363000000000001@g.us",
            "status@broadcast",
            "@",
            "no jid@@:x",
            "{\"a\":1}",
            "{",
            "\uD83D\uDE00\u0000\uFFFF",
            "x".repeat(3_000));

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    /** Every kind once. */
    static List<FieldDescriptor> kinds() {
        return Message.getDescriptor().getFields();
    }

    /** A message of this kind, with whatever may stand beside it. */
    Message of(FieldDescriptor kind) {
        Message.Builder message = Message.newBuilder();
        put(message, kind, DEPTH);
        if (random.nextInt(3) == 0) {
            put(message, Message.getDescriptor().findFieldByName("messageContextInfo"), DEPTH);
        }
        return message.build();
    }

    private void put(Builder message, FieldDescriptor field, int depth) {
        int count = field.isRepeated() ? random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) {
            Object value = value(message, field, depth);
            if (field.isRepeated()) {
                message.addRepeatedField(field, value);
            } else {
                message.setField(field, value);
            }
        }
    }

    private Object value(Builder owner, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(5);
            case LONG -> random.nextInt(3) == 0 ? random.nextLong() : random.nextLong(2_000_000_000);
            case FLOAT -> Float.intBitsToFloat(random.nextInt());
            case DOUBLE -> Double.longBitsToDouble(random.nextLong());
            case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
            case BYTE_STRING -> bytes();
            case ENUM -> {
                List<?> values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> part(owner.newBuilderForField(field), depth - 1);
        };
    }

    private com.google.protobuf.Message part(Builder part, int depth) {
        for (FieldDescriptor field : part.getDescriptorForType().getFields()) {
            boolean deeper = field.getJavaType() != FieldDescriptor.JavaType.MESSAGE || depth > 0;
            if (deeper && (field.isRequired() || random.nextInt(4) != 0)) {
                put(part, field, depth);
            }
        }
        return part.build();
    }

    private ByteString bytes() {
        byte[] bytes = new byte[List.of(0, 1, 12, 16, 32, 33, 64, 500).get(random.nextInt(8))];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
