package org.camelwhatsapp.component.operation;

import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.TextContent;

/** {@code message.send}: Sends the body: a text, or any MessageContent. The answer is the accepted message. */
final class SendOperation implements Operation {
    @Override
    public String name() {
        return "message.send";
    }

    @Override
    public String description() {
        return "Sends the body: a text, or any MessageContent. The answer is the accepted message.";
    }

    @Override
    public CompletionStage<?> perform(OperationContext context) {
        Object body = context.exchange().getIn().getBody();
        MessageContent content = body instanceof MessageContent given ? given : new TextContent(context.text());
        return context.client().send(context.chat(), content, context.sendOptions());
    }
}
