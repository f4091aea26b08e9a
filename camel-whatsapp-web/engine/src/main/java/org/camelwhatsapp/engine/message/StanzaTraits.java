package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.engine.wire.Node;
import org.camelwhatsapp.proto.KeepType;
import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the outside of a stanza says about the message inside. Source: docs/protocol.md, "Messages out".
 *
 * @param type the {@code type} of {@code <message>}
 * @param mediaType the {@code mediatype} of {@code <enc>}, or null
 * @param edit the {@code edit} of {@code <message>}, or null
 * @param hideFailure whether devices that cannot read it stay silent
 * @param meta the {@code <meta>} of {@code <message>}, or null
 * @param business the {@code <biz>} of {@code <message>}, or null
 */
record StanzaTraits(
        String type,
        @Nullable String mediaType,
        @Nullable String edit,
        boolean hideFailure,
        @Nullable Node meta,
        @Nullable Node business) {
    /** Of what goes along with a message: nothing special. */
    static final StanzaTraits PLAIN = new StanzaTraits("text", null, null, false, null, null);

    static StanzaTraits of(Message message) {
        Message inner = Wrappers.unwrap(message);
        String edit = edit(message, inner);
        boolean reaction = inner.hasReactionMessage() || inner.hasEncReactionMessage();
        boolean poll = isPoll(inner) || inner.hasPollUpdateMessage();
        boolean event = inner.hasEventMessage() || inner.hasEncEventResponseMessage() || isEventEdit(inner);
        String mediaType = mediaType(inner);
        String type = reaction ? "reaction" : poll ? "poll" : event ? "event" : mediaType == null ? "text" : "media";
        return new StanzaTraits(
                type,
                mediaType,
                edit,
                edit != null || reaction || isSilent(inner),
                meta(message, inner),
                BusinessNode.of(inner));
    }

    private static boolean isPoll(Message inner) {
        return inner.hasPollCreationMessage()
                || inner.hasPollCreationMessageV2()
                || inner.hasPollCreationMessageV3()
                || inner.hasPollCreationMessageV5()
                || inner.hasPollCreationMessageV6();
    }

    private static boolean isEventEdit(Message inner) {
        return inner.getSecretEncryptedMessage().getSecretEncType()
                == Message.SecretEncryptedMessage.SecretEncType.EVENT_EDIT;
    }

    private static boolean isMemberLabel(Message inner) {
        return inner.getProtocolMessage().getType() == Message.ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE;
    }

    /** What concerns another message: who cannot read it need not say so. */
    private static boolean isSilent(Message inner) {
        return inner.hasPollUpdateMessage()
                || inner.hasKeepInChatMessage()
                || inner.hasPinInChatMessage()
                || inner.hasEncCommentMessage()
                || inner.hasEncEventResponseMessage();
    }

    private static @Nullable Node meta(Message message, Message inner) {
        Node.Builder meta = Node.builder("meta");
        if (inner.hasPollUpdateMessage()) {
            meta.attr("polltype", "vote");
        } else if (isPoll(inner)) {
            meta.attr("polltype", "creation");
        } else if (isEventEdit(inner)) {
            meta.attr("event_type", "edit");
        } else if (inner.hasEventMessage() || inner.hasEncEventResponseMessage()) {
            meta.attr("event_type", inner.hasEventMessage() ? "creation" : "response");
        } else if (isMemberLabel(inner)) {
            meta.attr("tag_reason", "user_update").attr("appdata", "member_tag");
        } else if (message.hasViewOnceMessageV2()) {
            meta.attr("view_once", "true");
        } else {
            return null;
        }
        return meta.build();
    }

    private static @Nullable String edit(Message message, Message inner) {
        if (inner.hasPinInChatMessage()) {
            return "2";
        }
        if (inner.hasKeepInChatMessage()) {
            boolean undone = inner.getKeepInChatMessage().getKeepType() == KeepType.UNDO_KEEP_FOR_ALL;
            return undone && inner.getKeepInChatMessage().getKey().getFromMe() ? "7" : null;
        }
        if (inner.hasProtocolMessage()) {
            Message.ProtocolMessage protocol = inner.getProtocolMessage();
            if (protocol.getType() == Message.ProtocolMessage.Type.MESSAGE_EDIT) {
                return "1";
            }
            if (protocol.hasType() && protocol.getType() == Message.ProtocolMessage.Type.REVOKE) {
                return protocol.getKey().getFromMe() ? "7" : "8";
            }
        }
        if (inner.hasReactionMessage() && inner.getReactionMessage().getText().isEmpty()) {
            return "7";
        }
        return message.hasEditedMessage() || isEventEdit(inner) ? "1" : null;
    }

    private static @Nullable String mediaType(Message message) {
        if (message.hasImageMessage()) {
            return "image";
        }
        if (message.hasVideoMessage()) {
            return message.getVideoMessage().getGifPlayback() ? "gif" : "video";
        }
        if (message.hasPtvMessage()) {
            return "ptv";
        }
        if (message.hasAudioMessage()) {
            return message.getAudioMessage().getPtt() ? "ptt" : "audio";
        }
        if (message.hasDocumentMessage()) {
            return "document";
        }
        if (message.hasStickerMessage()) {
            return "sticker";
        }
        if (message.hasLocationMessage()) {
            return "location";
        }
        if (message.hasLiveLocationMessage()) {
            return "livelocation";
        }
        if (message.hasContactMessage()) {
            return "vcard";
        }
        if (message.hasContactsArrayMessage()) {
            return "contact_array";
        }
        if (message.hasExtendedTextMessage() && message.getExtendedTextMessage().hasMatchedText()
                || message.hasGroupInviteMessage()) {
            return "url";
        }
        return structured(message);
    }

    /** What is neither a file nor a text. Where a {@code <biz>} stands, the server refuses a media type. */
    private static @Nullable String structured(Message message) {
        if (message.hasButtonsResponseMessage()) {
            return "buttons_response";
        }
        if (message.hasListResponseMessage()) {
            return "list_response";
        }
        if (message.hasInteractiveResponseMessage()) {
            return "native_flow_response";
        }
        if (message.hasOrderMessage()) {
            return "order";
        }
        if (message.hasProductMessage()) {
            return "product";
        }
        return message.hasStickerPackMessage() ? "sticker_pack" : null;
    }
}
