package org.camelwhatsapp.component.operation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Objects;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.jspecify.annotations.Nullable;

/** Sending, and what is done to messages that were sent. */
final class MessageOperations implements OperationGroup {
    /** A text, or any content. */
    record Send(
            @JsonPropertyDescription("The conversation.") Jid chat,
            @Nullable @JsonPropertyDescription("The text.") String text,

            @Nullable
            @JsonPropertyDescription(
                    "Any content, in place of the text: an object whose kind says which, such as text, image or poll.")
            MessageContent content,

            @Flat Sending sending) {
        Send {
            if ((text == null || text.isEmpty()) == (content == null)) {
                throw new InvalidRequestException("text: expected a text that is not empty");
            }
        }

        MessageContent message() {
            return content == null ? new TextContent(Objects.requireNonNull(text)) : content;
        }
    }

    record Edit(
            @Flat TargetMessage target,
            @JsonPropertyDescription("The new text.") String text) {
        Edit {
            if (text.isEmpty()) {
                throw new InvalidRequestException("text: expected a text that is not empty");
            }
        }
    }

    record React(
            @Flat TargetMessage target,

            @JsonPropertyDescription("One emoji; the empty text takes the reaction back.")
            String emoji) {}

    record Subject(@Flat TargetMessage target) {}

    @Override
    public List<Operation<?>> operations() {
        return List.of(
                Operation.named("message.send", Send.class)
                        .describedAs("Sends a text. Completes when the server accepted it.")
                        .body("text")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused", "invalid-content")
                        .serves("OA-20", "CH-29", "DG-107", "DG-153", "DG-158")
                        .performs((client, q) ->
                                client.send(q.chat(), q.message(), q.sending().options(q.chat()))),
                Operation.named("message.edit", Edit.class)
                        .describedAs("Replaces the text of one's own message.")
                        .serves("DG-109")
                        .body("text")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) -> client.send(
                                q.target().chat(), new EditContent(q.target().ownKey(), q.text()), SendOptions.NONE)),
                Operation.named("message.revoke", Subject.class)
                        .describedAs("Deletes a message for everyone.")
                        .serves("DG-093")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) -> client.send(
                                q.target().chat(), new RevokeContent(q.target().key()), SendOptions.NONE)),
                Operation.named("message.react", React.class)
                        .describedAs("Puts an emoji on a message, or takes it back.")
                        .serves("DG-095")
                        .body("emoji")
                        .answers(SendResult.class)
                        .fails("send-N", "send-refused")
                        .performs((client, q) -> client.send(
                                q.target().chat(),
                                new ReactionContent(q.target().key(), q.emoji()),
                                SendOptions.NONE)),
                Operation.named("message.markRead", Subject.class)
                        .serves("CH-61", "DG-094")
                        .describedAs("Tells the author of a message that it was read.")
                        .performs((client, q) -> client.markRead(q.target().key())));
    }
}
