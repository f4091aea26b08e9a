package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of a decrypted frame into a node. Thread-safe.
 *
 * <p>Every length is checked against the bytes that are left before anything is allocated for it, so that memory is
 * bounded by the size of the frame and by {@link DecoderLimits}. Content that came as a word, a packed text or an
 * address appears as UTF-8 bytes. An empty list is no content. When an attribute comes twice, the first one counts.
 * Source: docs/protocol.md, "Binary nodes".
 */
public final class NodeDecoder {

    /** What a frame of the single byte 02 decodes to. */
    public static final Node STREAM_END = Node.of("xmlstreamend");
    /** List header, count and tag. */
    private static final int SMALLEST_NODE = 3;

    private final WireCursor in;
    private final TextDecoder texts = new TextDecoder();
    private final int maxDepth;
    private int nodesLeft;

    private NodeDecoder(WireCursor in, DecoderLimits limits) {
        this.in = in;
        this.maxDepth = limits.maxDepth();
        this.nodesLeft = limits.maxNodes();
    }

    /** As {@link #decode(byte[], DecoderLimits)} with {@link DecoderLimits#DEFAULT}. */
    public static Node decode(byte[] frame) {
        return decode(frame, DecoderLimits.DEFAULT);
    }

    /**
     * Reads a flag byte and the one node after it. The frame is not kept. A frame of the single byte {@code 02} ends
     * the stream and gives the node {@code <xmlstreamend/>}.
     *
     * @throws MalformedNodeException if the frame is truncated, has bytes left over, exceeds a limit or breaks the
     *     format in another way; nothing else is thrown
     */
    public static Node decode(byte[] frame, DecoderLimits limits) {
        if (frame.length == 0) {
            throw new MalformedNodeException("the frame is empty");
        }
        if (frame.length == 1 && frame[0] == WireTags.STREAM_END) {
            return STREAM_END;
        }
        boolean compressed = (frame[0] & WireTags.FLAG_COMPRESSED) != 0;
        WireCursor in =
                compressed ? new WireCursor(FrameInflater.inflate(frame, 1, limits), 0) : new WireCursor(frame, 1);
        Node node = new NodeDecoder(in, limits).readNode(1);
        if (in.remaining() != 0) {
            throw new MalformedNodeException(in.remaining() + " bytes follow the node");
        }
        return node;
    }

    private Node readNode(int depth) {
        if (depth > maxDepth) {
            throw new MalformedNodeException("nodes are nested deeper than " + maxDepth);
        }
        if (--nodesLeft < 0) {
            throw new MalformedNodeException("the frame has too many nodes");
        }
        int items = readListSize(in.readByte());
        if (items < 1) {
            throw new MalformedNodeException("a node is an empty list");
        }
        in.require(items);
        String tag = texts.read(in, in.readByte());
        if (tag.isEmpty()) {
            throw new MalformedNodeException("a node has no tag");
        }
        Object[] attributes = readAttributes((items - 1) / 2);
        Object content = items % 2 == 0 ? readContent(depth) : null;
        return Node.decoded(tag, attributes, content);
    }

    private int readListSize(int listTag) {
        return switch (listTag) {
            case WireTags.LIST_EMPTY -> 0;
            case WireTags.LIST_8 -> in.readByte();
            case WireTags.LIST_16 -> in.readShort();
            default -> throw new MalformedNodeException("byte " + listTag + " does not begin a list");
        };
    }

    private Object[] readAttributes(int count) {
        if (count == 0) {
            return Node.NO_ATTRIBUTES;
        }
        Object[] attributes = new Object[2 * count];
        for (int i = 0; i < attributes.length; i += 2) {
            attributes[i] = texts.read(in, in.readByte());
            attributes[i + 1] = readValue(in.readByte());
        }
        return attributes;
    }

    private Object readValue(int tag) {
        Jid jid = JidDecoder.readOrNull(in, tag, texts);
        return jid != null ? jid : texts.read(in, tag);
    }

    private @Nullable Object readContent(int depth) {
        int tag = in.readByte();
        switch (tag) {
            case WireTags.LIST_EMPTY:
                return null;
            case WireTags.LIST_8, WireTags.LIST_16:
                return readChildren(readListSize(tag), depth);
            case WireTags.BINARY_8, WireTags.BINARY_20, WireTags.BINARY_32:
                return in.readBytes(in.readLength(tag));
            default:
                return readValue(tag).toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private @Nullable List<Node> readChildren(int count, int depth) {
        in.require((long) count * SMALLEST_NODE);
        if (count == 0) {
            return null;
        }
        if (count == 1) {
            return List.of(readNode(depth + 1));
        }
        Node[] children = new Node[count];
        for (int i = 0; i < count; i++) {
            children[i] = readNode(depth + 1);
        }
        return Collections.unmodifiableList(Arrays.asList(children));
    }
}
