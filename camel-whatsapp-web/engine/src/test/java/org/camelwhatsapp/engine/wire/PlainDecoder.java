package org.camelwhatsapp.engine.wire;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;

/**
 * The node format once more, read from the protocol notes with nothing in mind but plainness: no limits, no sharing, an
 * {@link IOException} for everything that is wrong. The product must come to the same verdict on the same bytes.
 */
final class PlainDecoder {
    private final DataInputStream in;

    private PlainDecoder(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Reads an uncompressed node, without the flag byte. */
    static Node decode(byte[] bytes) throws IOException {
        PlainDecoder decoder = new PlainDecoder(bytes);
        Node node = decoder.node();
        check(decoder.in.read() < 0);
        return node;
    }

    private static void check(boolean right) throws IOException {
        if (!right) {
            throw new IOException("malformed");
        }
    }

    private Node node() throws IOException {
        int size = listSize(in.readUnsignedByte());
        check(size > 0);
        String tag = text(in.readUnsignedByte());
        check(!tag.isEmpty());
        List<Object> attributes = new ArrayList<>();
        for (int i = 0; i < (size - 1) / 2; i++) {
            attributes.add(text(in.readUnsignedByte()));
            attributes.add(value(in.readUnsignedByte()));
        }
        Object content = size % 2 == 0 ? content() : null;
        return Node.decoded(tag, attributes.toArray(), content);
    }

    private int listSize(int tag) throws IOException {
        check(tag == 0 || tag == 248 || tag == 249);
        return tag == 0 ? 0 : tag == 248 ? in.readUnsignedByte() : in.readUnsignedShort();
    }

    private Object content() throws IOException {
        int tag = in.readUnsignedByte();
        if (tag == 0 || tag == 248 || tag == 249) {
            int count = listSize(tag);
            List<Node> children = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                children.add(node());
            }
            return children.isEmpty() ? null : children;
        }
        return tag >= 252 && tag <= 254 ? bytes(tag) : value(tag).toString().getBytes(StandardCharsets.UTF_8);
    }

    private byte[] bytes(int tag) throws IOException {
        long length = in.readUnsignedByte();
        if (tag == 253) {
            length = (length & 15) << 16 | in.readUnsignedShort();
        } else if (tag == 254) {
            length = length << 24 | (long) in.readUnsignedByte() << 16 | in.readUnsignedShort();
        }
        check(length <= in.available());
        return in.readNBytes((int) length);
    }

    private String text(int tag) throws IOException {
        if (tag == 0) {
            return "";
        }
        if (tag <= 235) {
            return TokenDictionary.oneByte(tag);
        }
        if (tag <= 239) {
            return TokenDictionary.twoByte(tag - 236, in.readUnsignedByte());
        }
        if (tag == 251 || tag == 255) {
            return packed(tag == 251 ? "0123456789ABCDEF" : "0123456789-.");
        }
        check(tag >= 252 && tag <= 254);
        return new String(bytes(tag), StandardCharsets.UTF_8);
    }

    private String packed(String alphabet) throws IOException {
        int header = in.readUnsignedByte();
        int length = 2 * (header & 127) - (header >> 7);
        check(length >= 0);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < (header & 127); i++) {
            int pair = in.readUnsignedByte();
            for (int nibble : new int[] {pair >> 4, pair & 15}) {
                boolean padding = text.length() == length;
                check(padding || nibble < alphabet.length());
                text.append(padding ? "" : alphabet.charAt(nibble));
            }
        }
        return text.toString();
    }

    private Object value(int tag) throws IOException {
        switch (tag) {
            case 245: {
                String user = text(in.readUnsignedByte());
                int device = in.readUnsignedShort();
                String full = in.readUnsignedShort() + "-" + user;
                return jid(full, device, text(in.readUnsignedByte()));
            }
            case 246: {
                String user = text(in.readUnsignedByte());
                int device = in.readUnsignedShort();
                return jid(user, device, text(in.readUnsignedByte()));
            }
            case 247: {
                int domain = in.readUnsignedByte();
                int device = in.readUnsignedByte();
                boolean hosted = domain >= 128 && domain % 2 == 0;
                String server =
                        domain == 1 ? "lid" : domain == 129 ? "hosted.lid" : hosted ? "hosted" : "s.whatsapp.net";
                return jid(text(in.readUnsignedByte()), device, server);
            }
            case 250: {
                String user = text(in.readUnsignedByte());
                String server = text(in.readUnsignedByte());
                check(!server.isEmpty() && !user.contains("@") && !server.contains("@"));
                check(!user.contains(":") || (user + "@" + server).length() <= 256);
                return user.contains(":") ? Jid.parse(user + "@" + server) : jid(user, 0, server);
            }
            default:
                return text(tag);
        }
    }

    private static Jid jid(String user, int device, String server) throws IOException {
        check(!server.isEmpty() && !user.contains("@") && !server.contains("@"));
        return new Jid(user, device, server.equals("c.us") ? "s.whatsapp.net" : server);
    }
}
