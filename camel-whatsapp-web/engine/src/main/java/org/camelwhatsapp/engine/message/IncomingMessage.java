package org.camelwhatsapp.engine.message;

import java.time.Instant;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * A message as a listener sees it.
 *
 * @param key chat, id and author
 * @param sender the device that sent it, in the addressing the chat uses
 * @param senderAlternate the same user in the other addressing (number for LID, LID for number), or null if unknown
 * @param chatAlternate the chat in the other addressing, or null if unknown or a group
 * @param timestamp the server's time, seconds precision
 * @param pushName the name the sender gave itself, or null
 * @param offline whether it waited on the server
 * @param redelivered whether a listener may have seen it before
 * @param content what it says
 * @param context what stands around it: an answered message, mentions, timers
 * @param raw the serialised protobuf {@code Message}, for kinds the engine does not know. Not to be changed
 */
public record IncomingMessage(
        MessageKey key,
        Jid sender,
        @Nullable Jid senderAlternate,
        @Nullable Jid chatAlternate,
        Instant timestamp,
        @Nullable String pushName,
        boolean offline,
        boolean redelivered,
        MessageContent content,
        MessageContext context,
        byte[] raw) {

    /** Never prints the body. */
    @Override
    public String toString() {
        return "IncomingMessage[" + key.id() + " in " + key.chat().redacted() + ", "
                + content.getClass().getSimpleName() + "]";
    }
}
