package org.camelwhatsapp.engine.message.archive;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.message.KeptSecrets;
import org.camelwhatsapp.engine.message.Wrappers;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Reaction;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.jspecify.annotations.Nullable;

/**
 * A message as the phone kept it, with what was said about it. Read on any thread; written on the mailbox. Source:
 * docs/protocol.md, "History".
 */
public final class HistoricMessage {
    private static final long MAX_SECONDS = 253_402_300_799L;
    private static final int MAX_REACTIONS = 2_000;
    private static final int MAX_ID = 256;
    /** What a word in a set takes, roughly. */
    private static final int WORD_BYTES = 128;

    private static final int OTHER_BYTES = 512;

    private final Sighting sighting;
    private final MessageStatus status;
    private final List<Answer> answers;
    private final boolean revoked;
    private final byte @Nullable [] secret;

    /** A reaction of the message's chat. */
    private record Answer(boolean mine, @Nullable Jid reactor, long at, byte[] emoji) {}

    private HistoricMessage(Sighting sighting, WebMessageInfo info) {
        this.sighting = sighting;
        this.status = status(info);
        this.answers = answers(info);
        this.revoked = info.getMessageStubType() == WebMessageInfo.StubType.REVOKE;
        MessageKey key = sighting.seen().key();
        Jid sender = key.sender();
        ByteString own = info.getMessageSecret();
        this.secret = KeptSecrets.encode(
                sender == null ? key.chat() : sender,
                own.isEmpty() ? info.getMessage().getMessageContextInfo().getMessageSecret() : own,
                sighting.content());
    }

    /**
     * Reads a message.
     *
     * @param chat the chat it was in, for a message that does not say so; may be empty
     * @param self the own account, as the author of own messages
     * @return null for what is no message of a chat, or has no usable name
     */
    public static @Nullable HistoricMessage of(String chat, WebMessageInfo info, Jid self) {
        try {
            MessageKey key = key(chat, info, self);
            long at = Math.max(0, Math.min(MAX_SECONDS, info.getMessageTimestamp())) * 1000;
            String pushName = info.hasPushName() ? info.getPushName() : null;
            return new HistoricMessage(
                    Sighting.of(new ArchiveRecorder.Seen(key, at, pushName, Wrappers.unwrap(info.getMessage()))), info);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static MessageKey key(String chat, WebMessageInfo info, Jid self) {
        org.camelwhatsapp.proto.MessageKey named = info.getKey();
        String id = named.getId();
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("a message without a usable id");
        }
        String remote = named.getRemoteJid().isEmpty() ? chat : named.getRemoteJid();
        String participant = named.getParticipant().isEmpty() ? info.getParticipant() : named.getParticipant();
        Jid where = Jid.parse(remote).toUser();
        if (named.getFromMe()) {
            return new MessageKey(where, id, true, self);
        }
        boolean many = where.isGroup() || where.isBroadcast();
        return new MessageKey(where, id, false, many ? Jid.parse(participant).toUser() : where);
    }

    private static MessageStatus status(WebMessageInfo info) {
        if (!info.getKey().getFromMe()) {
            return MessageStatus.NONE;
        }
        return !info.hasStatus()
                ? MessageStatus.SENT
                : switch (info.getStatus()) {
                    case ERROR -> MessageStatus.FAILED;
                    case PENDING -> MessageStatus.PENDING;
                    case SERVER_ACK -> MessageStatus.SENT;
                    case DELIVERY_ACK -> MessageStatus.DELIVERED;
                    case READ -> MessageStatus.READ;
                    case PLAYED -> MessageStatus.PLAYED;
                };
    }

    private static List<Answer> answers(WebMessageInfo info) {
        List<Answer> answers = new ArrayList<>();
        for (Reaction reaction : info.getReactionsList()) {
            if (answers.size() < MAX_REACTIONS && !reaction.getText().isEmpty()) {
                org.camelwhatsapp.proto.MessageKey key = reaction.getKey();
                String by = key.getParticipant().isEmpty() ? key.getRemoteJid() : key.getParticipant();
                answers.add(new Answer(
                        key.getFromMe(),
                        key.getFromMe() ? null : Jid.parse(by).toUser(),
                        reaction.getSenderTimestampMs(),
                        reaction.getText().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return answers;
    }

    /** Whose addresses must be loaded before it is written. */
    public Set<Jid> users() {
        MessageKey key = sighting.seen().key();
        Set<Jid> users = new HashSet<>();
        users.add(key.chat());
        Jid sender = key.sender();
        if (sender != null) {
            users.add(sender);
        }
        for (Answer answer : answers) {
            if (answer.reactor != null) {
                users.add(answer.reactor);
            }
        }
        return users;
    }

    /** When it was sent, milliseconds since 1970. */
    public long at() {
        return sighting.seen().at();
    }

    /** Roughly how many bytes it takes in memory. */
    public int size() {
        return sighting.body().length + sighting.words().size() * WORD_BYTES + OTHER_BYTES;
    }

    /** The secret that votes, edits and comments need, as the store keeps it; null when there is none. */
    public byte @Nullable [] secret() {
        return secret;
    }

    /** Its name. */
    public MessageKey key() {
        return sighting.seen().key();
    }

    /** Puts it into the archive; nothing if the archive is off. Mailbox only. */
    public void write(ArchiveRecorder recorder, StoreTransaction transaction) {
        if (!recorder.isEnabled()) {
            return;
        }
        MessageKey key = recorder.canonical(key());
        if (revoked) {
            transaction.archive(new ArchiveWrite.RevokeMessage(key, at(), recorder.author(key)));
            return;
        }
        recorder.record(sighting, status, transaction);
        for (Answer answer : answers) {
            Jid reactor = answer.reactor == null ? recorder.account().lid().toUser() : recorder.chat(answer.reactor);
            transaction.archive(new ArchiveWrite.PutReaction(key, reactor, answer.at, answer.emoji));
        }
    }

    /** Never prints the content. */
    @Override
    public String toString() {
        return "HistoricMessage";
    }
}
