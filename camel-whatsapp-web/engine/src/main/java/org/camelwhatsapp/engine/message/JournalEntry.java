package org.camelwhatsapp.engine.message;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/** What the inbox journal keeps of a message, enough to build the event again after a restart. */
record JournalEntry(
        MessageKey key,
        Jid sender,
        @Nullable Jid senderAlternate,
        long timestampSeconds,
        @Nullable String pushName,
        boolean offline,
        byte[] message) {
    private static final int VERSION = 1;

    static JournalEntry of(InboundStanza stanza, Message message, @Nullable Jid alternate) {
        MessageKey key = new MessageKey(
                stanza.chat(), stanza.id(), stanza.fromMe(), stanza.sender().toUser());
        return new JournalEntry(
                key,
                stanza.sender(),
                alternate,
                stanza.timestamp().getEpochSecond(),
                stanza.pushName(),
                stanza.isOffline(),
                message.toByteArray());
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(message.length + 200);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(key.chat().toString());
            out.writeUTF(key.id());
            out.writeBoolean(key.fromMe());
            out.writeUTF(sender.toString());
            out.writeUTF(senderAlternate == null ? "" : senderAlternate.toString());
            out.writeLong(timestampSeconds);
            out.writeUTF(pushName == null ? "" : pushName);
            out.writeBoolean(offline);
            out.writeInt(message.length);
            out.write(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws StoreException with {@code CORRUPT} if the bytes are no entry */
    static JournalEntry decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                throw new IOException("unknown version");
            }
            Jid chat = Jid.parse(in.readUTF());
            String id = in.readUTF();
            boolean fromMe = in.readBoolean();
            Jid sender = Jid.parse(in.readUTF());
            String alternate = in.readUTF();
            long timestamp = in.readLong();
            String pushName = in.readUTF();
            boolean offline = in.readBoolean();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new IOException("wrong length");
            }
            return new JournalEntry(
                    new MessageKey(chat, id, fromMe, sender.toUser()),
                    sender,
                    alternate.isEmpty() ? null : Jid.parse(alternate),
                    timestamp,
                    pushName.isEmpty() ? null : pushName,
                    offline,
                    in.readNBytes(length));
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "an entry of the inbox cannot be read", e);
        }
    }

    /** @throws StoreException with {@code CORRUPT} if the bytes are no message */
    Message raw() {
        try {
            return Message.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "an entry of the inbox cannot be read", e);
        }
    }

    IncomingMessage toMessage(Message raw, MessageContent content, boolean redelivered) {
        Jid chatAlternate = key.chat().isSameUser(sender) ? senderAlternate : null;
        return new IncomingMessage(
                key,
                sender,
                senderAlternate,
                chatAlternate,
                Instant.ofEpochSecond(timestampSeconds),
                pushName,
                offline,
                redelivered,
                content,
                MessageContexts.of(raw),
                message);
    }
}
