package org.camelwhatsapp.engine.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.SenderKeyName;

/**
 * How keys are written: compact, and such that no two keys have the same bytes. Their order in the database is the order
 * of these bytes. The form is part of the schema: it never changes.
 */
interface KeyCodec<K> {
    byte[] encode(K key);

    K decode(byte[] bytes);

    /** UTF-8. */
    KeyCodec<String> TEXT = new KeyCodec<>() {
        @Override
        public byte[] encode(String key) {
            return utf8(key);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    /** Server (one byte if known), device (2 bytes), user. */
    KeyCodec<Jid> JID = new KeyCodec<>() {
        @Override
        public byte[] encode(Jid key) {
            byte[] user = utf8(key.user());
            int server = Servers.KNOWN.indexOf(key.server());
            byte[] name = server < 0 ? utf8(key.server()) : new byte[0];
            ByteBuffer buffer = ByteBuffer.allocate(1 + (server < 0 ? 2 + name.length : 0) + 2 + user.length);
            if (server < 0) {
                buffer.put(Servers.OTHER).putShort((short) name.length).put(name);
            } else {
                buffer.put((byte) server);
            }
            return buffer.putShort((short) key.device()).put(user).array();
        }

        @Override
        public Jid decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte server = buffer.get();
            String name = server == Servers.OTHER
                    ? take(buffer, Short.toUnsignedInt(buffer.getShort()))
                    : Servers.KNOWN.get(server);
            int device = Short.toUnsignedInt(buffer.getShort());
            return new Jid(take(buffer, buffer.remaining()), device, name);
        }
    };

    /** Device (4 bytes), name. */
    KeyCodec<SignalAddress> ADDRESS = new KeyCodec<>() {
        @Override
        public byte[] encode(SignalAddress key) {
            byte[] name = utf8(key.name());
            return ByteBuffer.allocate(Integer.BYTES + name.length)
                    .putInt(key.device())
                    .put(name)
                    .array();
        }

        @Override
        public SignalAddress decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            int device = buffer.getInt();
            return new SignalAddress(take(buffer, buffer.remaining()), device);
        }
    };

    /** Length of the group (2 bytes), group, sender. */
    KeyCodec<SenderKeyName> SENDER_KEY = new KeyCodec<>() {
        @Override
        public byte[] encode(SenderKeyName key) {
            byte[] group = JID.encode(key.group());
            byte[] sender = ADDRESS.encode(key.sender());
            return ByteBuffer.allocate(2 + group.length + sender.length)
                    .putShort((short) group.length)
                    .put(group)
                    .put(sender)
                    .array();
        }

        @Override
        public SenderKeyName decode(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            byte[] group = new byte[Short.toUnsignedInt(buffer.getShort())];
            buffer.get(group);
            byte[] sender = new byte[buffer.remaining()];
            buffer.get(sender);
            return new SenderKeyName(JID.decode(group), ADDRESS.decode(sender));
        }
    };

    /** The servers that are written as one byte, by position. New ones are added at the end. */
    final class Servers {
        static final byte OTHER = 0x7F;
        static final List<String> KNOWN = List.of(
                Jid.PN_SERVER,
                Jid.LID_SERVER,
                Jid.GROUP_SERVER,
                Jid.BROADCAST_SERVER,
                Jid.NEWSLETTER_SERVER,
                Jid.BOT_SERVER,
                Jid.HOSTED_SERVER,
                Jid.HOSTED_LID_SERVER,
                Jid.MESSENGER_SERVER,
                Jid.INTEROP_SERVER,
                Jid.LEGACY_PN_SERVER);

        private Servers() {}
    }

    private static String take(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** @throws IllegalArgumentException if the text is longer than a key may be, or no Unicode: two keys could become one */
    private static byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_TEXT_BYTES || !new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("a key is Unicode of at most " + MAX_TEXT_BYTES + " bytes");
        }
        return bytes;
    }

    int MAX_TEXT_BYTES = 1024;
}
