package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/** The message that an operation is about. */
public record TargetMessage(
        @JsonPropertyDescription("The conversation.") Jid chat,

        @JsonPropertyDescription("The id of the message it is about.")
        String targetId,

        @Nullable @JsonPropertyDescription("The author of that message; needed in groups.")
        Jid targetSender,

        @JsonPropertyDescription("Whether that message is one's own.")
        boolean targetFromMe) {

    /** Its key. */
    public MessageKey key() {
        return new MessageKey(chat, targetId, targetFromMe, targetSender);
    }

    /** Its key as a message of one's own, whatever the field says. */
    MessageKey ownKey() {
        return new MessageKey(chat, targetId, true, null);
    }
}
