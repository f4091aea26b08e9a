package org.camelwhatsapp.engine.store.jdbc;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;

/** How the encrypted part of an outbox or sent row is laid out: fields with their length (4 bytes) before them. */
final class RowFormat {
    private static final int WAITS_BYTES = Integer.BYTES + Long.BYTES;

    private RowFormat() {}

    /** Chat, payload, stanza; and of what was refused, how often and until when it waits. */
    static byte[] encode(OutboxEntry entry) {
        byte[] chat = KeyCodec.JID.encode(entry.chat());
        if (entry.tries() == 0) {
            return join(chat, entry.payload(), entry.stanza());
        }
        byte[] waits = ByteBuffer.allocate(WAITS_BYTES)
                .putInt(entry.tries())
                .putLong(entry.notBeforeMillis())
                .array();
        return join(chat, entry.payload(), entry.stanza(), waits);
    }

    static OutboxEntry outboxEntry(String messageId, byte[] bytes, long createdAt) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Jid chat = KeyCodec.JID.decode(take(buffer));
        byte[] payload = take(buffer);
        byte[] stanza = take(buffer);
        if (!buffer.hasRemaining()) {
            return new OutboxEntry(messageId, chat, payload, stanza, createdAt);
        }
        ByteBuffer waits = ByteBuffer.wrap(take(buffer));
        if (waits.remaining() != WAITS_BYTES) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a row has a wrong length inside", null);
        }
        return new OutboxEntry(messageId, chat, payload, stanza, createdAt, waits.getInt(), waits.getLong());
    }

    /** Chat, payload. */
    static byte[] encode(SentMessage message) {
        return join(KeyCodec.JID.encode(message.chat()), message.payload());
    }

    static SentMessage sentMessage(String messageId, byte[] bytes, long sentAt) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Jid chat = KeyCodec.JID.decode(take(buffer));
        return new SentMessage(messageId, chat, take(buffer), sentAt);
    }

    private static byte[] join(byte[]... fields) {
        int length = 0;
        for (byte[] field : fields) {
            length += Integer.BYTES + field.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (byte[] field : fields) {
            buffer.putInt(field.length).put(field);
        }
        return buffer.array();
    }

    private static byte[] take(ByteBuffer buffer) {
        try {
            int length = buffer.getInt();
            if (length < 0 || length > buffer.remaining()) {
                throw new StoreException(StoreException.Kind.CORRUPT, "a row has a wrong length inside", null);
            }
            byte[] field = new byte[length];
            buffer.get(field);
            return field;
        } catch (BufferUnderflowException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a row ends too early", e);
        }
    }
}
