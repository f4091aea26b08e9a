package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.TextContent;
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

        @Nullable @JsonPropertyDescription("What the answered message said, which is shown above the answer.")
        String quotedText,

        @Nullable @JsonPropertyDescription("Users who are named in the text.")
        List<Jid> mentions,

        @JsonPropertyDescription("Whether it is shown as forwarded.")
        boolean forwarded,

        @JsonPropertyDescription("Whether a picture, video or voice note may be looked at once.")
        boolean viewOnce) {

    SendOptions options(Jid chat) {
        MessageKey quoted = quotedId == null ? null : new MessageKey(chat, quotedId, quotedFromMe, quotedSender);
        return new SendOptions(
                messageId,
                quoted,
                quotedText == null ? null : new TextContent(quotedText),
                mentions == null ? List.of() : mentions,
                forwarded,
                viewOnce);
    }
}
