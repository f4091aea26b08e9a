package org.camelwhatsapp.engine.message;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Reads out of a ciphertext which key it was made with: what names the chain, and the number in it. */
final class MessageKeyNames {
    private static final int VERSION_BYTES = 1;
    private static final int MAC_BYTES = 8;
    private static final int SIGNATURE_BYTES = 64;

    private MessageKeyNames() {}

    /** @param type the kind of ciphertext, as in the stanza */
    static String of(String type, byte[] bytes) {
        return switch (type) {
            case "pkmsg" -> of("msg", (byte[]) fields(bytes, 0).get(4));
            case "msg" -> {
                Map<Integer, Object> fields = fields(bytes, MAC_BYTES);
                yield HexFormat.of().formatHex((byte[]) fields.get(1)) + " " + fields.get(2);
            }
            case "skmsg" -> {
                Map<Integer, Object> fields = fields(bytes, SIGNATURE_BYTES);
                yield fields.get(1) + " " + fields.get(2);
            }
            default -> throw new AssertionError("a ciphertext of the kind " + type);
        };
    }

    private static Map<Integer, Object> fields(byte[] bytes, int trailer) {
        Map<Integer, Object> fields = new HashMap<>();
        try {
            CodedInputStream in =
                    CodedInputStream.newInstance(bytes, VERSION_BYTES, bytes.length - VERSION_BYTES - trailer);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                boolean number = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT;
                Object value = number ? (Object) in.readRawVarint64() : in.readByteArray();
                fields.put(WireFormat.getTagFieldNumber(tag), value);
            }
        } catch (IOException e) {
            throw new AssertionError("no ciphertext", e);
        }
        return fields;
    }
}
