package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;

/** {@code message.markRead}: Tells the author of a message that it was read. */
final class MarkReadOperation implements Operation {
    @Override
    public String name() {
        return "message.markRead";
    }

    @Override
    public String description() {
        return "Tells the author of a message that it was read.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        return context.client().markRead(context.target());
    }
}
