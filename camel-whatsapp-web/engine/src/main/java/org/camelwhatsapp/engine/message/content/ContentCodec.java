package org.camelwhatsapp.engine.message.content;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;

/** Content as protobuf and back. Pure functions. Source: docs/protocol.md, "Messages out". */
public final class ContentCodec {
    private ContentCodec() {}

    /** What a message says; a kind that is not known becomes {@link UnknownContent}, never an error. */
    public static MessageContent fromProto(Message message) {
        try {
            return known(message);
        } catch (IllegalArgumentException | InvalidContentException e) {
            return unknown(message);
        }
    }

    private static MessageContent known(Message message) {
        if (message.hasConversation()) {
            return new TextContent(message.getConversation());
        }
        if (message.hasExtendedTextMessage()) {
            return new TextContent(message.getExtendedTextMessage().getText());
        }
        if (message.hasReactionMessage()) {
            return new ReactionContent(
                    key(message.getReactionMessage().getKey()),
                    message.getReactionMessage().getText());
        }
        if (message.hasLocationMessage()) {
            Message.LocationMessage location = message.getLocationMessage();
            return new LocationContent(
                    location.getDegreesLatitude(),
                    location.getDegreesLongitude(),
                    location.hasName() ? location.getName() : null,
                    location.hasAddress() ? location.getAddress() : null);
        }
        if (message.hasContactMessage()) {
            return new ContactContent(
                    message.getContactMessage().getDisplayName(),
                    message.getContactMessage().getVcard());
        }
        MediaContent media = MediaCodec.fromProto(message);
        return media == null ? pollOrProtocol(message) : media;
    }

    private static MessageContent pollOrProtocol(Message message) {
        Message.PollCreationMessage poll = message.hasPollCreationMessage()
                ? message.getPollCreationMessage()
                : message.hasPollCreationMessageV3() ? message.getPollCreationMessageV3() : null;
        if (poll != null) {
            List<String> options = new ArrayList<>();
            poll.getOptionsList().forEach(option -> options.add(option.getOptionName()));
            return new PollContent(poll.getName(), options, poll.getSelectableOptionsCount());
        }
        if (message.hasProtocolMessage()) {
            Message.ProtocolMessage protocol = message.getProtocolMessage();
            if (protocol.getType() == Message.ProtocolMessage.Type.REVOKE && protocol.hasKey()) {
                return new RevokeContent(key(protocol.getKey()));
            }
            if (protocol.getType() == Message.ProtocolMessage.Type.MESSAGE_EDIT
                    && fromProto(protocol.getEditedMessage()) instanceof TextContent text) {
                return new EditContent(key(protocol.getKey()), text.text());
            }
        }
        return unknown(message);
    }

    private static UnknownContent unknown(Message message) {
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (!field.getName().equals("messageContextInfo")) {
                return new UnknownContent(field.getName());
            }
        }
        return message.getUnknownFields().asMap().keySet().stream()
                .findFirst()
                .map(number -> new UnknownContent(number.toString()))
                .orElse(new UnknownContent(""));
    }

    private static MessageKey key(org.camelwhatsapp.proto.MessageKey key) {
        return new MessageKey(
                Jid.parse(key.getRemoteJid()),
                key.getId(),
                key.getFromMe(),
                key.hasParticipant() && !key.getParticipant().isEmpty() ? Jid.parse(key.getParticipant()) : null);
    }

    /**
     * The protobuf of a message that is to be sent.
     *
     * @throws InvalidContentException if it cannot be sent, or holds a file that was not uploaded
     */
    public static Message toProto(MessageContent content, long nowMillis) {
        Message.Builder message = Message.newBuilder();
        if (content instanceof TextContent text) {
            message.setExtendedTextMessage(
                    Message.ExtendedTextMessage.newBuilder().setText(text.text()));
        } else if (content instanceof ReactionContent reaction) {
            message.setReactionMessage(Message.ReactionMessage.newBuilder()
                    .setKey(key(reaction.target()))
                    .setText(reaction.emoji())
                    .setSenderTimestampMs(nowMillis));
        } else if (content instanceof MediaContent media) {
            MediaCodec.toProto(media, message);
        } else if (content instanceof LocationContent location) {
            message.setLocationMessage(location(location));
        } else if (content instanceof ContactContent contact) {
            message.setContactMessage(Message.ContactMessage.newBuilder()
                    .setDisplayName(contact.displayName())
                    .setVcard(contact.vcard()));
        } else if (content instanceof PollContent poll) {
            poll(message, poll);
        } else if (content instanceof EditContent edit) {
            message.setEditedMessage(Message.FutureProofMessage.newBuilder()
                    .setMessage(Message.newBuilder()
                            .setProtocolMessage(Message.ProtocolMessage.newBuilder()
                                    .setKey(key(edit.target()))
                                    .setType(Message.ProtocolMessage.Type.MESSAGE_EDIT)
                                    .setEditedMessage(Message.newBuilder().setConversation(edit.text()))
                                    .setTimestampMs(nowMillis))));
        } else if (content instanceof RevokeContent revoke) {
            message.setProtocolMessage(Message.ProtocolMessage.newBuilder()
                    .setKey(key(revoke.target()))
                    .setType(Message.ProtocolMessage.Type.REVOKE));
        } else {
            throw new InvalidContentException("content", "a kind that can be sent");
        }
        return message.build();
    }

    private static Message.LocationMessage location(LocationContent location) {
        Message.LocationMessage.Builder builder = Message.LocationMessage.newBuilder()
                .setDegreesLatitude(location.latitude())
                .setDegreesLongitude(location.longitude());
        String name = location.name();
        if (name != null) {
            builder.setName(name);
        }
        String address = location.address();
        if (address != null) {
            builder.setAddress(address);
        }
        return builder.build();
    }

    private static void poll(Message.Builder message, PollContent poll) {
        Message.PollCreationMessage.Builder builder = Message.PollCreationMessage.newBuilder()
                .setName(poll.name())
                .setSelectableOptionsCount(poll.selectable());
        poll.options()
                .forEach(option -> builder.addOptions(
                        Message.PollCreationMessage.Option.newBuilder().setOptionName(option)));
        if (poll.selectable() == 1) {
            message.setPollCreationMessageV3(builder);
        } else {
            message.setPollCreationMessage(builder);
        }
    }

    private static org.camelwhatsapp.proto.MessageKey key(MessageKey key) {
        org.camelwhatsapp.proto.MessageKey.Builder builder = org.camelwhatsapp.proto.MessageKey.newBuilder()
                .setRemoteJid(key.chat().toString())
                .setFromMe(key.fromMe())
                .setId(key.id());
        Jid sender = key.sender();
        if (sender != null
                && !key.fromMe()
                && (key.chat().isGroup() || key.chat().isBroadcast())) {
            builder.setParticipant(sender.toUser().toString());
        }
        return builder.build();
    }
}
