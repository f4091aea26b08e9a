package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.SendOptions;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.model.MessageKey;

/** {@code message.edit}: Replaces the text of one's own message by the body. */
final class EditOperation implements Operation {
    @Override
    public String name() {
        return "message.edit";
    }

    @Override
    public String description() {
        return "Replaces the text of one's own message by the body.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        MessageKey target = context.target();
        MessageKey own = new MessageKey(target.chat(), target.id(), true, null);
        return context.client().send(own.chat(), new EditContent(own, context.text()), SendOptions.NONE);
    }
}
