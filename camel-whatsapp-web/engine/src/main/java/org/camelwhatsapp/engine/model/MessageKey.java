package org.camelwhatsapp.engine.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names one message: the chat it is in, its id and who wrote it.
 *
 * @param chat the conversation: a user, group, broadcast or newsletter address without device
 * @param id the message id given by its sender
 * @param fromMe whether one of the account's own devices wrote it
 * @param sender the author's user address; null only in a one-to-one chat, where it follows from the chat
 */
public record MessageKey(
        Jid chat, String id, boolean fromMe, @Nullable Jid sender) {
    public MessageKey {
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(id, "id");
    }
}
