package org.camelwhatsapp.engine.message;

import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/**
 * How a message is sent.
 *
 * @param messageId an id of one's own, or null for a new one; sending twice with one id leaves once
 * @param quoted the message it answers, or null
 * @param mentions users who are named in the text
 */
public record SendOptions(
        @Nullable String messageId, @Nullable MessageKey quoted, List<Jid> mentions) {
    public static final SendOptions NONE = new SendOptions(null, null, List.of());

    public SendOptions {
        mentions = List.copyOf(mentions);
    }

    public static SendOptions replyTo(MessageKey quoted) {
        return new SendOptions(null, quoted, List.of());
    }
}
