package org.camelwhatsapp.engine.message.content;

import java.time.Duration;
import org.camelwhatsapp.proto.KeepType;
import org.camelwhatsapp.proto.MemberLabel;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.jspecify.annotations.Nullable;

/** What is done to other messages in the open: reactions, edits, revokes, pins, keeping. */
final class ReferenceFamily implements ContentFamily {
    @Override
    public @Nullable MessageContent read(Message message) {
        if (message.hasReactionMessage()) {
            return new ReactionContent(
                    MessageKeys.read(message.getReactionMessage().getKey()),
                    message.getReactionMessage().getText());
        }
        if (message.hasPinInChatMessage()) {
            Message.PinInChatMessage pin = message.getPinInChatMessage();
            return new PinContent(
                    MessageKeys.read(pin.getKey()),
                    pin.getType() == Message.PinInChatMessage.Type.PIN_FOR_ALL,
                    Duration.ofSeconds(
                            Math.max(0, message.getMessageContextInfo().getMessageAddOnDurationInSecs())));
        }
        if (message.hasCommentMessage()
                && ContentCodec.fromProto(message.getCommentMessage().getMessage()) instanceof TextContent text) {
            return new CommentContent(
                    MessageKeys.read(message.getCommentMessage().getTargetMessageKey()), text.text());
        }
        if (message.hasKeepInChatMessage()) {
            return new KeepContent(
                    MessageKeys.read(message.getKeepInChatMessage().getKey()),
                    message.getKeepInChatMessage().getKeepType() == KeepType.KEEP_FOR_ALL);
        }
        return message.hasProtocolMessage() ? protocol(message.getProtocolMessage()) : null;
    }

    private static @Nullable MessageContent protocol(Message.ProtocolMessage protocol) {
        if (protocol.getType() == Message.ProtocolMessage.Type.REVOKE && protocol.hasKey()) {
            return new RevokeContent(MessageKeys.read(protocol.getKey()));
        }
        if (protocol.getType() == Message.ProtocolMessage.Type.MESSAGE_EDIT) {
            String text = Captions.text(protocol.getEditedMessage());
            return text == null ? null : new EditContent(MessageKeys.read(protocol.getKey()), text);
        }
        if (protocol.getType() == Message.ProtocolMessage.Type.EPHEMERAL_SETTING) {
            return new DisappearingContent(
                    Duration.ofSeconds(Integer.toUnsignedLong(protocol.getEphemeralExpiration())));
        }
        if (protocol.getType() == Message.ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE) {
            String label = protocol.getMemberLabel().getLabel();
            return label.length() > MemberLabelContent.MAX_LABEL ? null : new MemberLabelContent(label);
        }
        return null;
    }

    @Override
    public boolean write(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof ReactionContent reaction) {
            message.getReactionMessageBuilder()
                    .setKey(MessageKeys.write(reaction.target()))
                    .setText(reaction.emoji())
                    .setSenderTimestampMs(nowMillis);
        } else if (content instanceof EditContent edit) {
            message.getEditedMessageBuilder()
                    .getMessageBuilder()
                    .getProtocolMessageBuilder()
                    .setKey(MessageKeys.write(edit.target()))
                    .setType(Message.ProtocolMessage.Type.MESSAGE_EDIT)
                    .setEditedMessage(Message.newBuilder().setConversation(edit.text()))
                    .setTimestampMs(nowMillis);
        } else if (content instanceof RevokeContent revoke) {
            message.getProtocolMessageBuilder()
                    .setKey(MessageKeys.write(revoke.target()))
                    .setType(Message.ProtocolMessage.Type.REVOKE);
        } else if (content instanceof DisappearingContent timer) {
            message.getProtocolMessageBuilder()
                    .setType(Message.ProtocolMessage.Type.EPHEMERAL_SETTING)
                    .setEphemeralExpiration((int) timer.after().toSeconds())
                    .setEphemeralSettingTimestamp(nowMillis / 1_000);
        } else if (content instanceof MemberLabelContent label) {
            message.getProtocolMessageBuilder()
                    .setType(Message.ProtocolMessage.Type.GROUP_MEMBER_LABEL_CHANGE)
                    .setMemberLabel(
                            MemberLabel.newBuilder().setLabel(label.label()).setLabelTimestamp(nowMillis / 1_000));
        } else {
            return pinOrKeep(content, message, nowMillis);
        }
        return true;
    }

    private static boolean pinOrKeep(MessageContent content, Message.Builder message, long nowMillis) {
        if (content instanceof PinContent pin) {
            message.getPinInChatMessageBuilder()
                    .setKey(MessageKeys.write(pin.target()))
                    .setType(
                            pin.pinned()
                                    ? Message.PinInChatMessage.Type.PIN_FOR_ALL
                                    : Message.PinInChatMessage.Type.UNPIN_FOR_ALL)
                    .setSenderTimestampMs(nowMillis);
            if (pin.pinned()) {
                message.setMessageContextInfo(MessageContextInfo.newBuilder()
                        .setMessageAddOnDurationInSecs((int) pin.duration().toSeconds()));
            }
            return true;
        }
        if (content instanceof KeepContent keep) {
            message.getKeepInChatMessageBuilder()
                    .setKey(MessageKeys.write(keep.target()))
                    .setKeepType(keep.kept() ? KeepType.KEEP_FOR_ALL : KeepType.UNDO_KEEP_FOR_ALL)
                    .setTimestampMs(nowMillis);
            return true;
        }
        return false;
    }
}
