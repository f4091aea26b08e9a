package org.camelwhatsapp.simulator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.message.AddOnCipher;
import org.camelwhatsapp.engine.message.AddOnCipher.Purpose;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.SecretEncryptedMessage.SecretEncType;
import org.camelwhatsapp.proto.MessageContextInfo;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.simulator.phone.PhoneCore;
import org.camelwhatsapp.simulator.phone.ReceivedMessage;
import org.camelwhatsapp.simulator.state.Account;

/**
 * What is said about messages in secret: votes, answers to events, and reactions and comments in announcement groups.
 * Thread-safe; calls block until the
 * simulator has done them.
 */
public final class PhonePolls {
    private static final int SECRET_BYTES = 32;

    private final Simulator simulator;
    private final Account account;
    private final PhoneCore core;

    PhonePolls(Simulator simulator, Account account, PhoneCore core) {
        this.simulator = simulator;
        this.account = account;
        this.core = core;
    }

    /** Sends a poll with one choice; returns its id. */
    public String ask(Jid to, String question, String... options) {
        Message.PollCreationMessage.Builder poll =
                Message.PollCreationMessage.newBuilder().setName(question).setSelectableOptionsCount(1);
        for (String option : options) {
            poll.addOptions(Message.PollCreationMessage.Option.newBuilder().setOptionName(option));
        }
        return sendWithSecret(to, Message.newBuilder().setPollCreationMessageV3(poll));
    }

    /** Sends an event; returns its id. */
    public String invite(Jid to, String name, long startSeconds) {
        return sendWithSecret(
                to,
                Message.newBuilder()
                        .setEventMessage(
                                Message.EventMessage.newBuilder().setName(name).setStartTime(startSeconds)));
    }

    /** Sends a text with a secret, as in announcement groups; returns its id. */
    public String tell(Jid to, String text) {
        return sendWithSecret(to, Message.newBuilder().setConversation(text));
    }

    private String sendWithSecret(Jid to, Message.Builder message) {
        byte[] secret = simulator.world().options().random().bytes(SECRET_BYTES);
        message.setMessageContextInfo(MessageContextInfo.newBuilder().setMessageSecret(ByteString.copyFrom(secret)));
        return simulator.call(() -> core.send(to, message.build()));
    }

    /** Votes in a poll that the phone has received. */
    public String vote(Jid chat, String pollId, String... options) {
        Message.PollVoteMessage.Builder vote = Message.PollVoteMessage.newBuilder();
        for (String option : options) {
            vote.addSelectedOptions(ByteString.copyFrom(hash(option)));
        }
        byte[] iv = simulator.world().options().random().bytes(12);
        byte[] sealed = AddOnCipher.seal(
                binding(pollId, account.lid()),
                Purpose.POLL_VOTE,
                iv,
                vote.build().toByteArray());
        Message message = Message.newBuilder()
                .setPollUpdateMessage(Message.PollUpdateMessage.newBuilder()
                        .setPollCreationMessageKey(key(chat, pollId))
                        .setVote(Message.PollEncValue.newBuilder()
                                .setEncPayload(ByteString.copyFrom(sealed))
                                .setEncIv(ByteString.copyFrom(iv))))
                .build();
        return simulator.call(() -> core.send(chat, message));
    }

    /** Answers an event that the phone has received. */
    public String respond(Jid chat, String eventId, Message.EventResponseMessage.EventResponseType answer) {
        byte[] plain = Message.EventResponseMessage.newBuilder()
                .setResponse(answer)
                .build()
                .toByteArray();
        byte[] iv = simulator.world().options().random().bytes(12);
        byte[] sealed = AddOnCipher.seal(binding(eventId, account.lid()), Purpose.EVENT_RESPONSE, iv, plain);
        Message message = Message.newBuilder()
                .setEncEventResponseMessage(Message.EncEventResponseMessage.newBuilder()
                        .setEventCreationMessageKey(key(chat, eventId))
                        .setEncPayload(ByteString.copyFrom(sealed))
                        .setEncIv(ByteString.copyFrom(iv)))
                .build();
        return simulator.call(() -> core.send(chat, message));
    }

    /** Changes an event that the phone has sent; returns the id of the change. */
    public String edit(Jid chat, String eventId, Message.EventMessage event) {
        Message version = Message.newBuilder().setEventMessage(event).build();
        return edit(chat, eventId, SecretEncType.EVENT_EDIT, version);
    }

    /** Changes the text of a message with a secret, whoever sent it; returns the id of the change. */
    public String edit(Jid chat, String id, String text) {
        Message version = Message.newBuilder().setConversation(text).build();
        return edit(chat, id, SecretEncType.MESSAGE_EDIT, version);
    }

    private String edit(Jid chat, String id, SecretEncType type, Message version) {
        byte[] iv = simulator.world().options().random().bytes(12);
        byte[] sealed =
                AddOnCipher.seal(binding(id, account.lid()), Purpose.valueOf(type.name()), iv, version.toByteArray());
        Message message = Message.newBuilder()
                .setSecretEncryptedMessage(Message.SecretEncryptedMessage.newBuilder()
                        .setTargetMessageKey(key(chat, id))
                        .setSecretEncType(type)
                        .setEncPayload(ByteString.copyFrom(sealed))
                        .setEncIv(ByteString.copyFrom(iv)))
                .build();
        return simulator.call(() -> core.send(chat, message));
    }

    /** Comments on a message of an announcement group that the phone has received, in the form that names it. */
    public String comment(Jid chat, String id, String text) {
        byte[] plain = Message.CommentMessage.newBuilder()
                .setTargetMessageKey(key(chat, id))
                .setMessage(Message.newBuilder().setConversation(text))
                .build()
                .toByteArray();
        byte[] iv = simulator.world().options().random().bytes(12);
        byte[] sealed = AddOnCipher.seal(binding(id, account.lid()), Purpose.COMMENT, iv, plain);
        Message message = Message.newBuilder()
                .setEncCommentMessage(Message.EncCommentMessage.newBuilder()
                        .setTargetMessageKey(key(chat, id))
                        .setEncPayload(ByteString.copyFrom(sealed))
                        .setEncIv(ByteString.copyFrom(iv)))
                .build();
        return simulator.call(() -> core.send(chat, message));
    }

    /** Reacts to a message of an announcement group that the phone has received. */
    public String react(Jid chat, String id, String emoji) {
        byte[] plain =
                Message.ReactionMessage.newBuilder().setText(emoji).build().toByteArray();
        byte[] iv = simulator.world().options().random().bytes(12);
        byte[] sealed = AddOnCipher.seal(binding(id, account.lid()), Purpose.REACTION, iv, plain);
        Message message = Message.newBuilder()
                .setEncReactionMessage(Message.EncReactionMessage.newBuilder()
                        .setTargetMessageKey(key(chat, id))
                        .setEncPayload(ByteString.copyFrom(sealed))
                        .setEncIv(ByteString.copyFrom(iv)))
                .build();
        return simulator.call(() -> core.send(chat, message));
    }

    /** The text of a secret reaction that the phone received. */
    public String readReaction(ReceivedMessage reaction) {
        Message.EncReactionMessage sealed = reaction.message().getEncReactionMessage();
        byte[] plain = open(
                sealed.getTargetMessageKey().getId(),
                reaction,
                Purpose.REACTION,
                sealed.getEncIv(),
                sealed.getEncPayload());
        try {
            return Message.ReactionMessage.parseFrom(plain).getText();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the reaction is no protobuf", e);
        }
    }

    private static MessageKey key(Jid chat, String id) {
        return MessageKey.newBuilder()
                .setRemoteJid(chat.toString())
                .setFromMe(false)
                .setId(id)
                .build();
    }

    private static byte[] hash(String option) {
        return Hashes.sha256(option.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of an add-on with the secret of the message that it is about, or an error where that is not here. */
    private AddOnCipher.Binding binding(String id, Jid sender) {
        Message own = simulator.call(() -> core.sent(id));
        if (own != null) {
            return new AddOnCipher.Binding(secret(own), id, account.lid(), sender);
        }
        for (ReceivedMessage received : simulator.call(() -> core.inbox().all())) {
            if (received.id().equals(id)) {
                Account author = simulator.world().directory().account(received.sender());
                Jid lid = author == null ? received.sender().toUser() : author.lid();
                return new AddOnCipher.Binding(secret(received.message()), id, lid, sender);
            }
        }
        throw new IllegalArgumentException("the phone has no message " + id);
    }

    private static byte[] secret(Message message) {
        return message.getMessageContextInfo().getMessageSecret().toByteArray();
    }

    /** What a vote that the phone received says, decrypted; {@code options} are those to choose from. */
    public List<String> read(ReceivedMessage vote, List<String> options) {
        Message.PollUpdateMessage update = vote.message().getPollUpdateMessage();
        byte[] plain = open(
                update.getPollCreationMessageKey().getId(),
                vote,
                Purpose.POLL_VOTE,
                update.getVote().getEncIv(),
                update.getVote().getEncPayload());
        try {
            List<String> chosen = new ArrayList<>();
            for (ByteString selected : Message.PollVoteMessage.parseFrom(plain).getSelectedOptionsList()) {
                options.stream()
                        .filter(option -> Arrays.equals(hash(option), selected.toByteArray()))
                        .forEach(chosen::add);
            }
            return chosen;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the vote is no protobuf", e);
        }
    }

    /** What an answer to an event that the phone received says, decrypted. */
    public Message.EventResponseMessage readResponse(ReceivedMessage response) {
        Message.EncEventResponseMessage sealed = response.message().getEncEventResponseMessage();
        byte[] plain = open(
                sealed.getEventCreationMessageKey().getId(),
                response,
                Purpose.EVENT_RESPONSE,
                sealed.getEncIv(),
                sealed.getEncPayload());
        try {
            return Message.EventResponseMessage.parseFrom(plain);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the answer is no protobuf", e);
        }
    }

    /** How an event is after a change that the phone received, decrypted. */
    public Message.EventMessage readEdit(ReceivedMessage edit) {
        Message.SecretEncryptedMessage sealed = edit.message().getSecretEncryptedMessage();
        byte[] plain = open(
                sealed.getTargetMessageKey().getId(),
                edit,
                Purpose.EVENT_EDIT,
                sealed.getEncIv(),
                sealed.getEncPayload());
        try {
            return Message.parseFrom(plain).getEventMessage();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the change is no protobuf", e);
        }
    }

    /** Whether numbers or LIDs went into the key depends on how the chat is addressed, which the phone tries out. */
    private byte[] open(String parentId, ReceivedMessage message, Purpose purpose, ByteString iv, ByteString payload) {
        Account sender = simulator.world().directory().account(message.sender());
        if (sender == null) {
            throw new IllegalStateException("nobody has the sender's address");
        }
        AddOnCipher.Binding lids = binding(parentId, sender.lid());
        Account author = simulator.world().directory().account(lids.parentAuthor());
        Jid authorPhone = author == null ? lids.parentAuthor() : author.phoneJid();
        List<AddOnCipher.Binding> candidates =
                List.of(lids, new AddOnCipher.Binding(lids.secret(), parentId, authorPhone, sender.phoneJid()));
        for (AddOnCipher.Binding candidate : candidates) {
            byte[] plain = AddOnCipher.open(candidate, purpose, iv.toByteArray(), payload.toByteArray());
            if (plain != null) {
                return plain;
            }
        }
        throw new IllegalStateException("the phone cannot decrypt it");
    }
}
