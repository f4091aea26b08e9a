package org.camelwhatsapp.engine.history;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.KeptSecrets;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.message.archive.HistoricMessage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.PastParticipants;

/** A few items of the history, read and ready to be written in one transaction. */
final class HistoryBatch {
    private static final int MAX_ITEMS = 250;
    private static final long MAX_BYTES = 2L << 20;

    private final List<HistoricMessage> messages = new ArrayList<>();
    private final List<HistoricChat> chats = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final List<PastParticipants> past = new ArrayList<>();
    private byte[] salt = {};
    private long bytes;

    /** What somebody is called. */
    record Name(Jid user, NameSource source, String name) {
        /** Never prints the name. */
        @Override
        public String toString() {
            return "Name[" + user.redacted() + "]";
        }
    }

    void add(HistoricMessage message) {
        messages.add(message);
        bytes += message.size();
    }

    void add(HistoricChat chat) {
        chats.add(chat);
    }

    void add(Name name) {
        names.add(name);
    }

    void add(PastParticipants members) {
        past.add(members);
        bytes += members.getSerializedSize();
    }

    /** With what the account's mark for strangers is made. */
    void salt(byte[] told) {
        salt = told;
    }

    boolean isFull() {
        return messages.size() + chats.size() + names.size() + past.size() >= MAX_ITEMS || bytes >= MAX_BYTES;
    }

    boolean isEmpty() {
        return messages.isEmpty() && chats.isEmpty() && names.isEmpty() && past.isEmpty() && salt.length == 0;
    }

    int messages() {
        return messages.size();
    }

    int chats() {
        return chats.size();
    }

    int names() {
        return names.size();
    }

    /** Whose addresses must be loaded before it is written. */
    Set<Jid> users() {
        Set<Jid> users = new HashSet<>();
        messages.forEach(message -> users.addAll(message.users()));
        chats.forEach(chat -> users.add(chat.chat()));
        names.forEach(name -> users.add(name.user()));
        return users;
    }

    /** What matters when one writes to these chats; completes when it is durable. On the mailbox. */
    CompletionStage<Void> learn(HistoryParts parts) {
        CompletionStage<Void> done = parts.trust().mark().learn(salt);
        for (HistoricChat chat : chats) {
            done = done.thenCompose(v -> chat.learn(parts));
        }
        return done;
    }

    /** On the mailbox. */
    void write(ArchiveRecorder recorder, DeviceStore store, StoreTransaction transaction) {
        for (HistoricMessage message : messages) {
            message.write(recorder, transaction);
            byte[] secret = message.secret();
            if (secret != null) {
                Jid chat = recorder.chat(message.key().chat());
                transaction.put(
                        store.messageSecrets(),
                        KeptSecrets.key(chat, message.key().id()),
                        secret);
            }
        }
        if (recorder.isEnabled()) {
            chats.forEach(chat -> chat.write(recorder, transaction));
            names.forEach(name -> transaction.archive(new ArchiveWrite.PutName(
                    recorder.chat(name.user()), name.source(), HistoricChat.bytes(name.name()))));
        }
        for (PastParticipants members : past) {
            Jid group = HistoricChat.address(members.getGroupJid());
            if (group != null) {
                transaction.put(store.pastMembers(), group, members.toByteArray());
            }
        }
    }
}
