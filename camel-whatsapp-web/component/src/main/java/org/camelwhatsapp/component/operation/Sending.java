package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.jspecify.annotations.Nullable;

/** What every send may say besides its content. */
public record Sending(
        @Nullable @JsonPropertyDescription("An id of one's own, so that a repeated request leaves once.")
        String messageId,

        @Nullable @JsonPropertyDescription("The id of the message that is answered.")
        String quotedId,

        @Nullable @JsonPropertyDescription("The author of the message that is answered; needed in groups.")
        Jid quotedSender,

        @JsonPropertyDescription("Whether the message that is answered is one's own.")
        boolean quotedFromMe,

        @Nullable @JsonPropertyDescription("Users who are named in the text.")
        List<Jid> mentions) {

    SendOptions options(Jid chat) {
        MessageKey quoted = quotedId == null ? null : new MessageKey(chat, quotedId, quotedFromMe, quotedSender);
        return new SendOptions(messageId, quoted, mentions == null ? List.of() : mentions);
    }
}
