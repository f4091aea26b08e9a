package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.model.MessageKey;

/** {@code message.react}: Reacts to a message with the body; an empty body takes the reaction back. */
final class ReactOperation implements Operation {
    @Override
    public String name() {
        return "message.react";
    }

    @Override
    public String description() {
        return "Reacts to a message with the body; an empty body takes the reaction back.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        MessageKey target = context.target();
        String emoji = context.exchange().getIn().getBody(String.class);
        return context.client()
                .send(target.chat(), new ReactionContent(target, emoji == null ? "" : emoji), SendOptions.NONE);
    }
}
