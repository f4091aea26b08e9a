package org.camelwhatsapp.engine.message;

import org.camelwhatsapp.proto.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the outside of a stanza says about the message inside. Source: docs/protocol.md, "Messages out".
 *
 * @param type the {@code type} of {@code <message>}
 * @param mediaType the {@code mediatype} of {@code <enc>}, or null
 * @param edit the {@code edit} of {@code <message>}, or null
 * @param hideFailure whether devices that cannot read it stay silent
 */
record StanzaTraits(
        String type, @Nullable String mediaType, @Nullable String edit, boolean hideFailure) {
    static StanzaTraits of(Message message) {
        Message inner = Wrappers.unwrap(message);
        String edit = edit(message, inner);
        boolean reaction = inner.hasReactionMessage() || inner.hasEncReactionMessage();
        boolean poll = inner.hasPollCreationMessage()
                || inner.hasPollCreationMessageV2()
                || inner.hasPollCreationMessageV3()
                || inner.hasPollUpdateMessage();
        String mediaType = mediaType(inner);
        String type = reaction ? "reaction" : poll ? "poll" : mediaType == null ? "text" : "media";
        return new StanzaTraits(type, mediaType, edit, edit != null || reaction || inner.hasPollUpdateMessage());
    }

    private static @Nullable String edit(Message message, Message inner) {
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
        return message.hasEditedMessage() ? "1" : null;
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
        return message.hasExtendedTextMessage()
                        && message.getExtendedTextMessage().hasMatchedText()
                ? "url"
                : null;
    }
}
