package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Turns a node into the plaintext of a frame. Not thread-safe while encoding; {@link #encode(Node)} makes its own
 * encoder. Source: docs/protocol.md, "Binary nodes".
 */
public final class NodeEncoder {
    private static final int FIRST_SIZE = 512;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int length;

    private NodeEncoder() {}

    /**
     * The flag byte and the node.
     *
     * @throws MalformedNodeException if a list has more than 65,535 entries
     */
    public static byte[] encode(Node node) {
        NodeEncoder encoder = new NodeEncoder();
        encoder.writeByte(WireFormat.FLAG_PLAIN);
        encoder.writeNode(node);
        return Arrays.copyOf(encoder.buffer, encoder.length);
    }

    private void writeNode(Node node) {
        int attributes = node.attributeCount();
        writeListHeader(1 + 2 * attributes + (node.hasContent() ? 1 : 0));
        writeText(node.tag());
        for (int i = 0; i < attributes; i++) {
            writeText(node.attributeName(i));
            Object value = node.attributeValue(i);
            if (value instanceof Jid jid) {
                writeJid(jid);
            } else {
                writeText((String) value);
            }
        }
        if (!node.hasContent()) {
            return;
        }
        byte[] bytes = node.bytes();
        if (bytes != null) {
            writeBytes(bytes);
        } else {
            List<Node> children = node.children();
            writeListHeader(children.size());
            for (Node child : children) {
                writeNode(child);
            }
        }
    }

    private void writeListHeader(int size) {
        if (size == 0) {
            writeByte(WireFormat.LIST_EMPTY);
        } else if (size < 256) {
            writeByte(WireFormat.LIST_8);
            writeByte(size);
        } else if (size <= WireFormat.MAX_LIST) {
            writeByte(WireFormat.LIST_16);
            writeShort(size);
        } else {
            throw new MalformedNodeException("a list has at most " + WireFormat.MAX_LIST + " entries");
        }
    }

    private void writeJid(Jid jid) {
        int domain = domainOf(jid);
        if (domain >= 0 && (jid.device() > 0 || domain >= WireFormat.DOMAIN_HOSTED) && jid.device() <= 255) {
            writeByte(WireFormat.DEVICE_JID);
            writeByte(domain);
            writeByte(jid.device());
            writeText(jid.user());
            return;
        }
        if (jid.server().equals(Jid.MESSENGER_SERVER)) {
            writeByte(WireFormat.MESSENGER_JID);
            writeText(jid.user());
            writeShort(jid.device());
            writeText(jid.server());
            return;
        }
        writeByte(WireFormat.JID_PAIR);
        if (jid.user().isEmpty()) {
            writeByte(WireFormat.LIST_EMPTY);
        } else {
            writeText(jid.user());
        }
        writeText(jid.server());
    }

    private static int domainOf(Jid jid) {
        return switch (jid.server()) {
            case Jid.PN_SERVER -> jid.user().isEmpty() ? -1 : WireFormat.DOMAIN_PN;
            case Jid.LID_SERVER -> WireFormat.DOMAIN_LID;
            case Jid.HOSTED_SERVER -> WireFormat.DOMAIN_HOSTED;
            case Jid.HOSTED_LID_SERVER -> WireFormat.DOMAIN_HOSTED_LID;
            default -> -1;
        };
    }

    private void writeText(String text) {
        int code = TokenDictionary.codeOf(text);
        if (code >= 0) {
            if (TokenDictionary.isTwoBytes(code)) {
                writeShort(code & 0xFFFF);
            } else {
                writeByte(code);
            }
        } else if (PackedText.isDigits(text)) {
            writePacked(WireFormat.NIBBLE_8, text);
        } else if (PackedText.isHex(text)) {
            writePacked(WireFormat.HEX_8, text);
        } else {
            writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writePacked(int tag, String text) {
        int bytes = (text.length() + 1) / 2;
        ensure(bytes + 2);
        writeByte(tag);
        writeByte(text.length() % 2 == 0 ? bytes : bytes | WireFormat.PACKED_ODD);
        PackedText.pack(text, buffer, length);
        length += bytes;
    }

    private void writeBytes(byte[] bytes) {
        if (bytes.length <= WireFormat.MAX_BINARY_8) {
            writeByte(WireFormat.BINARY_8);
            writeByte(bytes.length);
        } else if (bytes.length <= WireFormat.MAX_BINARY_20) {
            writeByte(WireFormat.BINARY_20);
            writeByte(bytes.length >>> 16);
            writeShort(bytes.length);
        } else {
            writeByte(WireFormat.BINARY_32);
            writeShort(bytes.length >>> 16);
            writeShort(bytes.length);
        }
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void writeShort(int value) {
        writeByte(value >>> 8);
        writeByte(value);
    }

    private void writeByte(int value) {
        ensure(1);
        buffer[length++] = (byte) value;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
