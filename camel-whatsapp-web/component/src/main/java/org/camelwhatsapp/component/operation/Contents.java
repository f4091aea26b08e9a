package org.camelwhatsapp.component.operation;

import java.util.function.Function;
import org.camelwhatsapp.engine.message.SendResult;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;

/** What operations that send one kind of content have in common. */
final class Contents {
    private Contents() {}

    /** The fields of every request that sends. */
    interface Sent {
        Jid chat();

        Sending sending();
    }

    /** An entry that makes a content of its request and sends it. */
    static <Q extends Record & Sent> Operation<Q> operation(
            Operation.Builder<Q> builder, Function<Q, MessageContent> content) {
        return builder.answers(SendResult.class)
                .fails("send-N", "send-refused", "invalid-content")
                .performs((client, q) ->
                        client.send(q.chat(), content.apply(q), q.sending().options(q.chat())));
    }
}
