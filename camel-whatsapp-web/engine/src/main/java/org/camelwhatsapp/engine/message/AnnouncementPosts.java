package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.group.GroupFeature;
import org.camelwhatsapp.engine.group.GroupKind;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.KeepContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.PinContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.session.Session;
import org.camelwhatsapp.proto.Message;

/**
 * What is different in the announcement groups of communities: messages bring a secret, with which members comment on
 * them, reactions are secret too, and polls have a form of their own. Mailbox only. Source: docs/protocol.md, "Add-on secrets".
 */
final class AnnouncementPosts {
    private static final int SECRET_BYTES = 32;

    private final Session session;
    private final GroupFeature groups;
    private final AddOns addOns;

    AnnouncementPosts(Session session, GroupFeature groups, AddOns addOns) {
        this.session = session;
        this.groups = groups;
        this.addOns = addOns;
    }

    /** The message as it leaves for the chat: in other chats the same. */
    CompletionStage<Message> adapt(Jid chat, MessageContent content, Message message) {
        if (!chat.isGroup()) {
            return CompletableFuture.completedFuture(message);
        }
        return groups.info(chat)
                .thenCompose(info -> info.kind() == GroupKind.ANNOUNCEMENT
                        ? announced(chat, content, message)
                        : CompletableFuture.completedFuture(message));
    }

    private CompletionStage<Message> announced(Jid chat, MessageContent content, Message message) {
        if (content instanceof ReactionContent reaction) {
            long now = session.environment().time().millis();
            // A message without a secret can only be reacted to in the open.
            return addOns.seal(chat, reaction, now).thenApply(secret -> secret.orElse(message));
        }
        boolean isOwnMessage = !(content instanceof EditContent
                || content instanceof PinContent
                || content instanceof KeepContent
                || message.getMessageContextInfo().hasMessageSecret());
        Message own = isOwnMessage ? withSecret(session, message) : message;
        return CompletableFuture.completedFuture(ContentCodec.forAnnouncementGroup(own));
    }

    /** The message with a new secret, with which others can say something about it. */
    static Message withSecret(Session session, Message message) {
        return message.toBuilder()
                .setMessageContextInfo(message.getMessageContextInfo().toBuilder()
                        .setMessageSecret(ByteString.copyFrom(
                                session.environment().random().bytes(SECRET_BYTES))))
                .build();
    }
}
