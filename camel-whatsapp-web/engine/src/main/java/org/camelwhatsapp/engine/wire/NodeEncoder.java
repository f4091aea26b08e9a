package org.camelwhatsapp.engine.wire;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Turns a node into the bytes of a frame, before encryption. Thread-safe.
 *
 * <p>Each thread keeps one growing buffer, so that an encoded node costs one allocation of its exact size. Measuring
 * first would look up every word twice. A buffer that grew beyond 64 KiB is let go. Source: docs/protocol.md, "Binary
 * nodes".
 */
public final class NodeEncoder {
    private static final int FIRST_CAPACITY = 1024;
    private static final int KEPT_CAPACITY = 64 << 10;
    private static final int MAX_LIST = 0xFFFF;
    private static final ThreadLocal<WireBuffer> BUFFER = ThreadLocal.withInitial(() -> new WireBuffer(FIRST_CAPACITY));

    private NodeEncoder() {}

    /**
     * The flag byte {@code 00} (not compressed) and the node.
     *
     * @throws MalformedNodeException if the node cannot be written: an empty tag, more than 65,535 children or list
     *     items, or a device number above 255 in a user's address
     */
    public static byte[] encode(Node node) {
        WireBuffer out = BUFFER.get();
        out.clear();
        try {
            out.put(0);
            write(out, node);
            return out.toArray();
        } finally {
            if (out.capacity() > KEPT_CAPACITY) {
                BUFFER.remove();
            }
        }
    }

    private static void write(WireBuffer out, Node node) {
        if (node.tag().isEmpty()) {
            throw new MalformedNodeException("a node needs a tag");
        }
        int attributes = node.attributeCount();
        writeListHeader(out, 1 + 2 * attributes + (node.hasContent() ? 1 : 0));
        TextEncoder.write(out, node.tag());
        for (int i = 0; i < attributes; i++) {
            TextEncoder.write(out, node.attributeName(i));
            Object value = node.attributeValue(i);
            if (value instanceof Jid jid) {
                JidEncoder.write(out, jid);
            } else {
                TextEncoder.write(out, (String) value);
            }
        }
        byte[] bytes = node.bytes();
        if (bytes != null) {
            out.putLength(bytes.length);
            out.put(bytes);
        } else if (node.hasContent()) {
            List<Node> children = node.children();
            writeListHeader(out, children.size());
            for (int i = 0; i < children.size(); i++) {
                write(out, children.get(i));
            }
        }
    }

    private static void writeListHeader(WireBuffer out, int size) {
        if (size < 1 << 8) {
            out.put(WireTags.LIST_8, size);
        } else if (size <= MAX_LIST) {
            out.put(WireTags.LIST_16);
            out.putShort(size);
        } else {
            throw new MalformedNodeException("a list of " + size + " does not fit into a frame");
        }
    }
}
