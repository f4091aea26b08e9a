package org.camelwhatsapp.engine.message;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.content.Captions;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.session.Futures;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.proto.Message;

/**
 * New versions of messages. Of a file the text below it changes, so its new version holds the file as it was sent; files
 * that were sent too long ago to be remembered are changed like texts. Mailbox only. Source: docs/protocol.md, "Edits".
 */
final class Edits {
    private final Session session;

    Edits(Session session) {
        this.session = session;
    }

    /** @param plain the edit as it is for a text */
    CompletionStage<Message> adapt(EditContent edit, Message plain) {
        return Futures.blocking(
                        session.environment(),
                        session.mailbox(),
                        () -> Optional.ofNullable(session.store()
                                        .sentMessages()
                                        .find(edit.target().id()))
                                .filter(SentMessage::wasAccepted))
                .thenApply(sent ->
                        sent.map(original -> version(original, edit, plain)).orElse(plain));
    }

    private static Message version(SentMessage original, EditContent edit, Message plain) {
        Message file = Captions.replaced(Wrappers.unwrap(SentPayloads.parse(original)), edit.text());
        if (file == null) {
            return plain;
        }
        Message.Builder message = plain.toBuilder();
        message.getEditedMessageBuilder()
                .getMessageBuilder()
                .getProtocolMessageBuilder()
                .setEditedMessage(file);
        return message.build();
    }
}
