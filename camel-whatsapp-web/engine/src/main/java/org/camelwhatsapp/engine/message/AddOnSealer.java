package org.camelwhatsapp.engine.message;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.message.content.CommentContent;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EventEditContent;
import org.camelwhatsapp.engine.message.content.EventResponseContent;
import org.camelwhatsapp.engine.message.content.InvalidContentException;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.MessageKeys;
import org.camelwhatsapp.engine.message.content.PollVoteContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.proto.Message;

/** Makes the messages that say something about others in secret. Source: docs/protocol.md, "Add-on secrets". */
final class AddOnSealer {
    private final RandomSource random;

    AddOnSealer(RandomSource random) {
        this.random = random;
    }

    /** What is sealed, and how. */
    private record Sealed(org.camelwhatsapp.proto.MessageKey key, ByteString payload, ByteString iv) {}

    private Sealed seal(AddOnCipher.Binding binding, AddOnCipher.Purpose purpose, MessageKey target, byte[] plain) {
        byte[] iv = AddOnCipher.newIv(random);
        byte[] payload = AddOnCipher.seal(binding, purpose, iv, plain);
        return new Sealed(MessageKeys.write(target), ByteString.copyFrom(payload), ByteString.copyFrom(iv));
    }

    /** @throws InvalidContentException if the message it is about has no such answer */
    Message seal(AddOnCipher.Binding binding, ParentMessage parent, MessageContent content, long nowMillis) {
        Message.Builder message = Message.newBuilder();
        if (content instanceof PollVoteContent vote) {
            byte[] plain = vote(parent, vote).toByteArray();
            Sealed sealed = seal(binding, AddOnCipher.Purpose.POLL_VOTE, vote.target(), plain);
            message.getPollUpdateMessageBuilder()
                    .setPollCreationMessageKey(sealed.key)
                    .setVote(Message.PollEncValue.newBuilder()
                            .setEncPayload(sealed.payload)
                            .setEncIv(sealed.iv))
                    .setSenderTimestampMs(nowMillis);
        } else if (content instanceof EventResponseContent response) {
            byte[] plain = response(response, nowMillis).toByteArray();
            Sealed sealed = seal(binding, AddOnCipher.Purpose.EVENT_RESPONSE, response.target(), plain);
            message.getEncEventResponseMessageBuilder()
                    .setEventCreationMessageKey(sealed.key)
                    .setEncPayload(sealed.payload)
                    .setEncIv(sealed.iv);
        } else if (content instanceof CommentContent comment) {
            byte[] plain = ContentCodec.toProto(new TextContent(comment.text()), nowMillis)
                    .toByteArray();
            Sealed sealed = seal(binding, AddOnCipher.Purpose.COMMENT, comment.target(), plain);
            message.getEncCommentMessageBuilder()
                    .setTargetMessageKey(sealed.key)
                    .setEncPayload(sealed.payload)
                    .setEncIv(sealed.iv);
        } else if (content instanceof EventEditContent edit) {
            byte[] plain = ContentCodec.toProto(edit.event(), nowMillis).toByteArray();
            Sealed sealed = seal(binding, AddOnCipher.Purpose.EVENT_EDIT, edit.target(), plain);
            message.getSecretEncryptedMessageBuilder()
                    .setTargetMessageKey(sealed.key)
                    .setSecretEncType(Message.SecretEncryptedMessage.SecretEncType.EVENT_EDIT)
                    .setEncPayload(sealed.payload)
                    .setEncIv(sealed.iv);
        } else if (content instanceof ReactionContent reaction) {
            byte[] plain = Message.ReactionMessage.newBuilder()
                    .setText(reaction.emoji())
                    .setSenderTimestampMs(nowMillis)
                    .build()
                    .toByteArray();
            Sealed sealed = seal(binding, AddOnCipher.Purpose.REACTION, reaction.target(), plain);
            message.getEncReactionMessageBuilder()
                    .setTargetMessageKey(sealed.key)
                    .setEncPayload(sealed.payload)
                    .setEncIv(sealed.iv);
        }
        return message.build();
    }

    private static Message.EventResponseMessage response(EventResponseContent response, long nowMillis) {
        return Message.EventResponseMessage.newBuilder()
                .setResponse(Message.EventResponseMessage.EventResponseType.valueOf(
                        response.response().name()))
                .setTimestampMs(nowMillis)
                .setExtraGuestCount(response.extraGuests())
                .build();
    }

    private static Message.PollVoteMessage vote(ParentMessage parent, PollVoteContent vote) {
        Message.PollVoteMessage.Builder builder = Message.PollVoteMessage.newBuilder();
        for (String option : vote.options()) {
            if (!parent.options().contains(option)) {
                throw new InvalidContentException("options", "answers of the poll, word for word");
            }
            builder.addSelectedOptions(ByteString.copyFrom(hash(option)));
        }
        return builder.build();
    }

    /** How a vote names an answer. */
    static byte[] hash(String option) {
        return Hashes.sha256(option.getBytes(StandardCharsets.UTF_8));
    }
}
