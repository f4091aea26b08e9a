package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.model.MessageKey;

/** {@code message.revoke}: Takes a message back for everybody. */
final class RevokeOperation implements Operation {
    @Override
    public String name() {
        return "message.revoke";
    }

    @Override
    public String description() {
        return "Takes a message back for everybody.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        MessageKey target = context.target();
        return context.client().send(target.chat(), new RevokeContent(target), SendOptions.NONE);
    }
}
