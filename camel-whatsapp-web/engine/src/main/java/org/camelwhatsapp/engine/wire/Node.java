package org.camelwhatsapp.engine.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * One stanza or part of one: a tag, attributes and either children, bytes or nothing.
 *
 * <p>Immutable and safe to share. The byte content is not copied: whoever builds a node gives the array away, whoever
 * reads it must not change it. Attribute values are texts or addresses; the two are encoded differently, so an address
 * must be given as {@link Jid}. Source: docs/protocol.md, "Binary nodes".
 */
public final class Node {
    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    static final Object[] NO_ATTRIBUTES = {};

    private final String tag;
    /** Key, value, key, value: a handful of entries, for which scanning beats hashing. */
    private final Object[] attributes;
    /** Null, a {@code byte[]} or a {@code List<Node>}. */
    private final @Nullable Object content;

    private Node(String tag, Object[] attributes, @Nullable Object content) {
        this.tag = tag;
        this.attributes = attributes;
        this.content = content;
    }

    public static Builder builder(String tag) {
        return new Builder(tag);
    }

    /** A node without attributes or content. */
    public static Node of(String tag) {
        return new Node(tag, NO_ATTRIBUTES, null);
    }

    /** A node without attributes. */
    public static Node of(String tag, byte[] bytes) {
        return new Node(tag, NO_ATTRIBUTES, bytes);
    }

    /** A node without attributes. */
    public static Node of(String tag, Node... children) {
        return new Node(tag, NO_ATTRIBUTES, children.length == 0 ? null : List.of(children));
    }

    /** Takes the parts as they are: names and values in turn, content null, bytes or a list that never changes. */
    static Node decoded(String tag, Object[] attributes, @Nullable Object content) {
        return new Node(tag, attributes, content);
    }

    public String tag() {
        return tag;
    }

    public boolean is(String otherTag) {
        return tag.equals(otherTag);
    }

    public int attributeCount() {
        return attributes.length / 2;
    }

    /** The name of the attribute at this place; order is that of the wire and means nothing. */
    public String attributeName(int index) {
        return (String) attributes[2 * index];
    }

    /** The value at this place: a {@link String} or a {@link Jid}. */
    public Object attributeValue(int index) {
        return attributes[2 * index + 1];
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** The attribute as text, or null when it is absent. */
    public @Nullable String attr(String name) {
        Object value = find(name);
        return value == null ? null : value.toString();
    }

    public String attr(String name, String otherwise) {
        Object value = find(name);
        return value == null ? otherwise : value.toString();
    }

    /**
     * The attribute as text.
     *
     * @throws MalformedNodeException if it is absent
     */
    public String requireAttr(String name) {
        Object value = find(name);
        if (value == null) {
            throw new MalformedNodeException("<" + tag + "> has no attribute '" + name + "'");
        }
        return value.toString();
    }

    /**
     * The attribute as an address, or null when it is absent. An address that came as plain text is read too.
     *
     * @throws MalformedNodeException if the value is not an address
     */
    public @Nullable Jid jid(String name) {
        Object value = find(name);
        if (value == null || value instanceof Jid) {
            return (Jid) value;
        }
        try {
            return Jid.parse(value.toString());
        } catch (IllegalArgumentException e) {
            throw new MalformedNodeException("<" + tag + "> attribute '" + name + "' is not a JID", e);
        }
    }

    /**
     * The attribute as an address.
     *
     * @throws MalformedNodeException if it is absent or not an address
     */
    public Jid requireJid(String name) {
        Jid value = jid(name);
        if (value == null) {
            throw new MalformedNodeException("<" + tag + "> has no attribute '" + name + "'");
        }
        return value;
    }

    /**
     * The attribute as a number, or the given one when it is absent.
     *
     * @throws MalformedNodeException if the value is not a decimal number
     */
    public long longAttr(String name, long otherwise) {
        Object value = find(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException e) {
            throw new MalformedNodeException("<" + tag + "> attribute '" + name + "' is not a number", e);
        }
    }

    /**
     * The attribute as a number, or the given one when it is absent.
     *
     * @throws MalformedNodeException if the value is not a decimal number of 32 bits
     */
    public int intAttr(String name, int otherwise) {
        long value = longAttr(name, otherwise);
        if (value != (int) value) {
            throw new MalformedNodeException("<" + tag + "> attribute '" + name + "' is not a 32-bit number");
        }
        return (int) value;
    }

    /**
     * The attribute as a time, in seconds since 1970, or the given one when it is absent.
     *
     * @throws MalformedNodeException if the value is not a decimal number, or a time before 1970 or after 9999
     */
    public Instant timeAttr(String name, long otherwise) {
        long seconds = longAttr(name, otherwise);
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new MalformedNodeException("<" + tag + "> attribute '" + name + "' is not a time");
        }
        return Instant.ofEpochSecond(seconds);
    }

    private @Nullable Object find(String name) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(name)) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    public boolean hasContent() {
        return content != null;
    }

    /** The children; empty when the content is bytes or absent. */
    @SuppressWarnings("unchecked")
    public List<Node> children() {
        return content instanceof List ? (List<Node>) content : List.of();
    }

    /** The children with this tag, in order. */
    public List<Node> children(String childTag) {
        List<Node> found = new ArrayList<>();
        for (Node child : children()) {
            if (child.is(childTag)) {
                found.add(child);
            }
        }
        return found;
    }

    /** The first child with this tag, or null. */
    public @Nullable Node child(String childTag) {
        for (Node child : children()) {
            if (child.is(childTag)) {
                return child;
            }
        }
        return null;
    }

    /**
     * The first child with this tag.
     *
     * @throws MalformedNodeException if there is none
     */
    public Node requireChild(String childTag) {
        Node child = child(childTag);
        if (child == null) {
            throw new MalformedNodeException("<" + tag + "> has no <" + childTag + ">");
        }
        return child;
    }

    /** The byte content, or null when the content is children or absent. Not a copy. */
    public byte @Nullable [] bytes() {
        return content instanceof byte[] bytes ? bytes : null;
    }

    /**
     * The byte content. Not a copy.
     *
     * @throws MalformedNodeException if the content is children or absent
     */
    public byte[] requireBytes() {
        byte[] bytes = bytes();
        if (bytes == null) {
            throw new MalformedNodeException("<" + tag + "> has no byte content");
        }
        return bytes;
    }

    /**
     * The byte content when it has exactly this length.
     *
     * @throws MalformedNodeException otherwise
     */
    public byte[] requireBytes(int length) {
        byte[] bytes = requireBytes();
        if (bytes.length != length) {
            throw new MalformedNodeException("<" + tag + "> has " + bytes.length + " bytes, expected " + length);
        }
        return bytes;
    }

    /** The byte content as UTF-8 text; empty when there is none. */
    public String text() {
        byte[] bytes = bytes();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** A copy that can be changed before it is built again. */
    public Builder toBuilder() {
        Builder builder = new Builder(tag);
        builder.attributes.addAll(Arrays.asList(attributes));
        builder.content = content;
        return builder;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Node node
                && tag.equals(node.tag)
                && Arrays.equals(attributes, node.attributes)
                && (content instanceof byte[] bytes
                        ? node.content instanceof byte[] others && Arrays.equals(bytes, others)
                        : Objects.equals(content, node.content));
    }

    @Override
    public int hashCode() {
        int contentHash = content instanceof byte[] bytes ? Arrays.hashCode(bytes) : Objects.hashCode(content);
        return 31 * (31 * tag.hashCode() + Arrays.hashCode(attributes)) + contentHash;
    }

    /** The shape only: tags, attribute names and sizes. Values may name people, so they are left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("<").append(tag);
        for (int i = 0; i < attributeCount(); i++) {
            text.append(' ').append(attributeName(i));
        }
        if (content instanceof byte[] bytes) {
            return text.append(">")
                    .append(bytes.length)
                    .append(" bytes</")
                    .append(tag)
                    .append('>')
                    .toString();
        }
        if (content == null) {
            return text.append("/>").toString();
        }
        text.append('>');
        children().forEach(text::append);
        return text.append("</").append(tag).append('>').toString();
    }

    /** Collects the parts of a node. Not thread-safe. */
    public static final class Builder {
        private final String tag;
        private final List<Object> attributes = new ArrayList<>();
        private @Nullable Object content;

        private Builder(String tag) {
            this.tag = Objects.requireNonNull(tag, "tag");
        }

        /** Sets the attribute; null and the empty text leave it out. */
        public Builder attr(String name, @Nullable String value) {
            return value == null || value.isEmpty() ? this : put(name, value);
        }

        /** Sets the attribute; null leaves it out. */
        public Builder attr(String name, @Nullable Jid value) {
            return value == null ? this : put(name, value);
        }

        public Builder attr(String name, long value) {
            return put(name, Long.toString(value));
        }

        private Builder put(String name, Object value) {
            for (int i = 0; i < attributes.size(); i += 2) {
                if (attributes.get(i).equals(name)) {
                    attributes.set(i + 1, value);
                    return this;
                }
            }
            attributes.add(name);
            attributes.add(value);
            return this;
        }

        /** Adds a child; null adds none. */
        @SuppressWarnings("unchecked")
        public Builder child(@Nullable Node child) {
            if (child == null) {
                return this;
            }
            if (!(content instanceof ArrayList)) {
                content = content instanceof List ? new ArrayList<>((List<Node>) content) : new ArrayList<Node>();
            }
            ((List<Node>) content).add(child);
            return this;
        }

        /** Adds children; none at all is the same as no content. */
        public Builder children(Iterable<Node> children) {
            for (Node child : children) {
                child(child);
            }
            return this;
        }

        /** Replaces the content by these bytes, which the node owns from now on. */
        public Builder bytes(byte @Nullable [] bytes) {
            content = bytes;
            return this;
        }

        public Builder text(String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        @SuppressWarnings("unchecked")
        public Node build() {
            Object built = content;
            if (content instanceof List<?> children) {
                built = children.isEmpty() ? null : List.copyOf((List<Node>) children);
            }
            return new Node(tag, attributes.isEmpty() ? NO_ATTRIBUTES : attributes.toArray(), built);
        }
    }
}
