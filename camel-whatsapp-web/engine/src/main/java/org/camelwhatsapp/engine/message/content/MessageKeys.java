package org.camelwhatsapp.engine.message.content;

import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;

/** The name of a message, as protobuf and back. */
public final class MessageKeys {
    private MessageKeys() {}

    /** @throws IllegalArgumentException if an address in it is none */
    public static MessageKey read(org.camelwhatsapp.proto.MessageKey key) {
        return new MessageKey(
                Jid.parse(key.getRemoteJid()),
                key.getId(),
                key.getFromMe(),
                key.hasParticipant() && !key.getParticipant().isEmpty() ? Jid.parse(key.getParticipant()) : null);
    }

    /** The author is named only in groups and lists, and never oneself. */
    public static org.camelwhatsapp.proto.MessageKey write(MessageKey key) {
        org.camelwhatsapp.proto.MessageKey.Builder builder = org.camelwhatsapp.proto.MessageKey.newBuilder()
                .setRemoteJid(key.chat().toString())
                .setFromMe(key.fromMe())
                .setId(key.id());
        Jid sender = key.sender();
        if (sender != null
                && !key.fromMe()
                && (key.chat().isGroup() || key.chat().isBroadcast())) {
            builder.setParticipant(sender.toUser().toString());
        }
        return builder.build();
    }
}
