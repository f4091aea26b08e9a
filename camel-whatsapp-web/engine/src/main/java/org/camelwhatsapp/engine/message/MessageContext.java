package org.camelwhatsapp.engine.message;

import java.time.Duration;
import java.util.List;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/**
 * What stands around a message.
 *
 * @param quotedId the message it answers, or null
 * @param quotedSender who wrote that message, or null
 * @param quoted what that message said, as the sender of this one gives it, or null
 * @param mentions users who are named in the text
 * @param forwardingScore how often it was forwarded; 0 for an original
 * @param disappearing after what time it vanishes, or null for never
 * @param viewOnce whether it may be looked at once
 * @param albumId the message that announced the album to which it belongs, or null
 */
public record MessageContext(
        @Nullable String quotedId,
        @Nullable Jid quotedSender,
        @Nullable MessageContent quoted,
        List<Jid> mentions,
        int forwardingScore,
        @Nullable Duration disappearing,
        boolean viewOnce,
        @Nullable String albumId) {
    /** Nothing stands around it. */
    public static final MessageContext NONE = new MessageContext(null, null, null, List.of(), 0, null, false, null);

    public MessageContext {
        mentions = List.copyOf(mentions);
    }

    /** Prints nothing of what the message says. */
    @Override
    public String toString() {
        return "MessageContext[answer=" + (quotedId != null) + ", viewOnce=" + viewOnce + "]";
    }
}
