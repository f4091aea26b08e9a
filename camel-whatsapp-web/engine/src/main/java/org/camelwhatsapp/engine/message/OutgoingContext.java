package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageAssociation;

/** Puts around a message what belongs there: the answered message, mentions, the chat's timer. */
final class OutgoingContext {
    private OutgoingContext() {}

    static Message put(Message content, SendOptions options, ChatTimers.Timer timer) {
        AlbumPart part = options.albumPart();
        Message message = part == null ? content : associated(content, part);
        ContextInfo.Builder context = ContextInfo.newBuilder();
        quote(context, options);
        options.mentions().forEach(jid -> context.addMentionedJid(jid.toUser().toString()));
        if (options.forwarded()) {
            context.setIsForwarded(true).setForwardingScore(1);
        }
        if (timer.seconds() > 0) {
            context.setExpiration((int) timer.seconds());
            if (timer.setAtSeconds() > 0) {
                context.setEphemeralSettingTimestamp(timer.setAtSeconds());
            }
        }
        ContextInfo built = context.build();
        return built.getSerializedSize() == 0 ? message : ContextMerge.into(message, built);
    }

    private static Message associated(Message message, AlbumPart part) {
        Message.Builder builder = message.toBuilder();
        builder.getMessageContextInfoBuilder()
                .getMessageAssociationBuilder()
                .setAssociationType(MessageAssociation.AssociationType.MEDIA_ALBUM)
                .setParentMessageKey(MessageKeys.write(part.album()))
                .setMessageIndex(part.index());
        return builder.build();
    }

    private static void quote(ContextInfo.Builder context, SendOptions options) {
        MessageKey quoted = options.quoted();
        if (quoted == null) {
            return;
        }
        Jid author = quoted.sender();
        context.setStanzaId(quoted.id())
                .setParticipant((author == null ? quoted.chat() : author.toUser()).toString())
                .setQuotedMessage(quotedMessage(options.quotedContent()));
        if (quoted.chat().isStatus()) {
            // A status is answered in the chat with its author, so the answer says where it stands.
            context.setRemoteJid(quoted.chat().toString());
        }
    }

    private static Message quotedMessage(@org.jspecify.annotations.Nullable MessageContent content) {
        Message nothing = Message.newBuilder().setConversation("").build();
        if (content == null) {
            return nothing;
        }
        try {
            return ContentCodec.toProto(content, 0);
        } catch (InvalidContentException e) {
            // Kinds that cannot be sent can still be answered; nothing is shown above the answer.
            return nothing;
        }
    }
}
