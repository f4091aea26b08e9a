package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * Turns the plaintext of a frame into a node. Every length is checked before it is used; whatever the input, the only
 * exception is {@link MalformedNodeException}. Not thread-safe while decoding; the static methods make their own
 * decoder. Source: docs/protocol.md, "Binary nodes".
 */
public final class NodeDecoder {
    /** What a frame of the single byte 02 decodes to: the server is about to close. */
    public static final Node STREAM_END = Node.of("xmlstreamend");

    private final byte[] data;
    private final DecoderLimits limits;
    private int position;
    private int nodes;

    private NodeDecoder(byte[] data, int position, DecoderLimits limits) {
        this.data = data;
        this.position = position;
        this.limits = limits;
    }

    /** Decodes with the default limits. */
    public static Node decode(byte[] frame) {
        return decode(frame, DecoderLimits.DEFAULT);
    }

    /** @throws MalformedNodeException if the frame is not one whole node, or exceeds a limit */
    public static Node decode(byte[] frame, DecoderLimits limits) {
        if (frame.length == 0) {
            throw new MalformedNodeException("an empty frame");
        }
        int flags = frame[0] & 0xFF;
        if (frame.length == 1 && flags == WireFormat.FLAG_COMPRESSED) {
            return STREAM_END;
        }
        boolean compressed = (flags & WireFormat.FLAG_COMPRESSED) != 0;
        NodeDecoder decoder = compressed
                ? new NodeDecoder(Inflater.inflate(frame, 1, limits.maxInflatedBytes()), 0, limits)
                : new NodeDecoder(frame, 1, limits);
        Node node = decoder.readNode(0);
        if (decoder.position != decoder.data.length) {
            throw new MalformedNodeException((decoder.data.length - decoder.position) + " bytes after the node");
        }
        return node;
    }

    private Node readNode(int depth) {
        if (depth >= limits.maxDepth()) {
            throw new MalformedNodeException("nodes nest deeper than " + limits.maxDepth());
        }
        if (++nodes > limits.maxNodes()) {
            throw new MalformedNodeException("more than " + limits.maxNodes() + " nodes");
        }
        int size = readListSize(readByte());
        if (size == 0) {
            throw new MalformedNodeException("a node without a tag");
        }
        String tag = readText(readByte());
        if (tag.isEmpty()) {
            throw new MalformedNodeException("a node with an empty tag");
        }
        int attributes = (size - 1) / 2;
        checkRoom(attributes * 2L);
        Object[] values = attributes == 0 ? Node.NO_ATTRIBUTES : new Object[2 * attributes];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = readText(readByte());
            values[i + 1] = readValue();
        }
        return Node.decoded(tag, values, size % 2 == 0 ? readContent(depth) : null);
    }

    private Object readContent(int depth) {
        int token = readByte();
        if (token == WireFormat.LIST_EMPTY || token == WireFormat.LIST_8 || token == WireFormat.LIST_16) {
            return readChildren(readListSize(token), depth);
        }
        int length = binaryLength(token);
        if (length >= 0) {
            return readBytes(length);
        }
        return readText(token).getBytes(StandardCharsets.UTF_8);
    }

    private List<Node> readChildren(int count, int depth) {
        // A node takes two bytes at least, so a claimed count is believed only as far as there are bytes for it.
        checkRoom(count * 2L);
        List<Node> children = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            children.add(readNode(depth + 1));
        }
        return children;
    }

    private int readListSize(int token) {
        return switch (token) {
            case WireFormat.LIST_EMPTY -> 0;
            case WireFormat.LIST_8 -> readByte();
            case WireFormat.LIST_16 -> readShort();
            default -> throw new MalformedNodeException("expected a list, found tag " + token);
        };
    }

    private Object readValue() {
        int token = readByte();
        return switch (token) {
            case WireFormat.JID_PAIR -> readPair();
            case WireFormat.DEVICE_JID -> readDeviceJid();
            case WireFormat.MESSENGER_JID -> readMessengerJid();
            case WireFormat.INTEROP_JID -> readInteropJid();
            default -> readText(token);
        };
    }

    private Jid readPair() {
        int token = readByte();
        String user = token == WireFormat.LIST_EMPTY ? "" : readText(token);
        return jid(user, 0, readText(readByte()));
    }

    private Jid readDeviceJid() {
        int domain = readByte();
        int device = readByte();
        return jid(readText(readByte()), device, serverOf(domain));
    }

    private static String serverOf(int domain) {
        return switch (domain) {
            case WireFormat.DOMAIN_LID -> Jid.LID_SERVER;
            case WireFormat.DOMAIN_HOSTED -> Jid.HOSTED_SERVER;
            case WireFormat.DOMAIN_HOSTED_LID -> Jid.HOSTED_LID_SERVER;
            default -> (domain & 0x81) == 0x80 ? Jid.HOSTED_SERVER : Jid.PN_SERVER;
        };
    }

    private Jid readMessengerJid() {
        String user = readText(readByte());
        int device = readShort();
        return jid(user, device, readText(readByte()));
    }

    private Jid readInteropJid() {
        String user = readText(readByte());
        int device = readShort();
        int integrator = readShort();
        return jid(integrator + "-" + user, device, readText(readByte()));
    }

    private static Jid jid(String user, int device, String server) {
        if (server.isEmpty()) {
            throw new MalformedNodeException("a JID without a server");
        }
        return new Jid(user, device, server.equals(Jid.LEGACY_PN_SERVER) ? Jid.PN_SERVER : server);
    }

    private String readText(int token) {
        String single = TokenDictionary.single(token);
        if (single != null) {
            return single;
        }
        if (token >= WireFormat.DICTIONARY_0 && token <= WireFormat.DICTIONARY_3) {
            return TokenDictionary.fromDictionary(token - WireFormat.DICTIONARY_0, readByte());
        }
        if (token == WireFormat.NIBBLE_8 || token == WireFormat.HEX_8) {
            return readPacked(token == WireFormat.HEX_8);
        }
        if (token == WireFormat.LIST_EMPTY) {
            return "";
        }
        if (token == WireFormat.JID_PAIR || token == WireFormat.DEVICE_JID) {
            return (token == WireFormat.JID_PAIR ? readPair() : readDeviceJid()).toString();
        }
        int length = binaryLength(token);
        if (length < 0) {
            throw new MalformedNodeException("expected text, found tag " + token);
        }
        checkRoom(length);
        String text = new String(data, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }

    private String readPacked(boolean hex) {
        int start = readByte();
        int bytes = start & 0x7F;
        checkRoom(bytes);
        String text = PackedText.unpack(data, position, bytes, (start & WireFormat.PACKED_ODD) != 0, hex);
        position += bytes;
        return text;
    }

    /** The length that follows a binary tag, or -1 when the tag is none. */
    private int binaryLength(int token) {
        return switch (token) {
            case WireFormat.BINARY_8 -> readByte();
            case WireFormat.BINARY_20 -> (readByte() & 0xF) << 16 | readShort();
            case WireFormat.BINARY_32 -> {
                int length = readShort() << 16 | readShort();
                if (length < 0) {
                    throw new MalformedNodeException("bytes longer than a frame");
                }
                yield length;
            }
            default -> -1;
        };
    }

    private byte[] readBytes(int length) {
        checkRoom(length);
        byte[] bytes = Arrays.copyOfRange(data, position, position + length);
        position += length;
        return bytes;
    }

    private int readShort() {
        return readByte() << 8 | readByte();
    }

    private int readByte() {
        if (position >= data.length) {
            throw new MalformedNodeException("the frame ends in the middle of a node");
        }
        return data[position++] & 0xFF;
    }

    private void checkRoom(long bytes) {
        if (bytes > data.length - position) {
            throw new MalformedNodeException("the frame ends in the middle of a node");
        }
    }
}
