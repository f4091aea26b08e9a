package org.camelwhatsapp.engine.message;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.ContextInfo;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageAssociation;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.jspecify.annotations.Nullable;

/** Finds what stands around a message. What cannot be read is left out. */
final class MessageContexts {
    private static final int MAX_MENTIONS = 1_024;

    private MessageContexts() {}

    /** @param message as it came, in its wrappers */
    static MessageContext of(Message message) {
        Message inner = Wrappers.unwrap(message);
        boolean viewOnce = isViewOnce(message, inner);
        String album = album(message, inner);
        ContextInfo info = info(inner);
        if (info == null) {
            return viewOnce || album != null
                    ? new MessageContext(null, null, null, List.of(), 0, null, viewOnce, album)
                    : MessageContext.NONE;
        }
        long expiration = Integer.toUnsignedLong(info.getExpiration());
        MessageContent quoted =
                info.hasQuotedMessage() ? ContentCodec.fromProto(Wrappers.unwrap(info.getQuotedMessage())) : null;
        return new MessageContext(
                info.hasStanzaId() ? info.getStanzaId() : null,
                jid(info.getParticipant()),
                quoted,
                mentions(info),
                info.getForwardingScore() == 0 && info.getIsForwarded() ? 1 : info.getForwardingScore(),
                expiration == 0 ? null : Duration.ofSeconds(expiration),
                viewOnce,
                album);
    }

    private static @Nullable String album(Message message, Message inner) {
        MessageContextInfo info =
                message.hasMessageContextInfo() ? message.getMessageContextInfo() : inner.getMessageContextInfo();
        MessageAssociation association = info.getMessageAssociation();
        return association.getAssociationType() == MessageAssociation.AssociationType.MEDIA_ALBUM
                        && association.getParentMessageKey().hasId()
                ? association.getParentMessageKey().getId()
                : null;
    }

    /** The context of the one message inside, or null if there is none. */
    static @Nullable ContextInfo info(Message message) {
        // The most frequent kinds, the first without a place for it: to list a message's fields is slow.
        if (message.hasConversation()) {
            return null;
        }
        if (message.hasExtendedTextMessage()) {
            Message.ExtendedTextMessage text = message.getExtendedTextMessage();
            return text.hasContextInfo() ? text.getContextInfo() : null;
        }
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            if (entry.getValue() instanceof com.google.protobuf.Message part) {
                FieldDescriptor place = part.getDescriptorForType().findFieldByName("contextInfo");
                if (place != null && part.hasField(place) && part.getField(place) instanceof ContextInfo info) {
                    return info;
                }
            }
        }
        return null;
    }

    private static boolean isViewOnce(Message message, Message inner) {
        if (isInteractive(inner)) {
            // There the wrapper means something else: clients show buttons in it.
            return false;
        }
        return message.hasViewOnceMessage()
                || message.hasViewOnceMessageV2()
                || message.hasViewOnceMessageV2Extension()
                || inner.getImageMessage().getViewOnce()
                || inner.getVideoMessage().getViewOnce()
                || inner.getAudioMessage().getViewOnce();
    }

    private static boolean isInteractive(Message inner) {
        return inner.hasInteractiveMessage()
                || inner.hasButtonsMessage()
                || inner.hasListMessage()
                || inner.hasTemplateMessage();
    }

    private static List<Jid> mentions(ContextInfo info) {
        List<Jid> mentions = new ArrayList<>();
        for (String mentioned : info.getMentionedJidList()) {
            Jid jid = jid(mentioned);
            if (jid != null && jid.isUser() && mentions.size() < MAX_MENTIONS) {
                mentions.add(jid);
            }
        }
        return mentions;
    }

    private static @Nullable Jid jid(String text) {
        try {
            return text.isEmpty() ? null : Jid.parse(text);
        } catch (IllegalArgumentException e) {
            // What another client wrote there is no reason to refuse the message.
            return null;
        }
    }
}
