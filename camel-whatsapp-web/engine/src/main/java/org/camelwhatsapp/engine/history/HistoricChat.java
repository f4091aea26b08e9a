package org.camelwhatsapp.engine.history;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.message.archive.ArchiveRecorder;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.proto.Conversation;
import org.jspecify.annotations.Nullable;

/**
 * What the history says about a chat as a whole.
 *
 * @param chat its address
 * @param change what becomes known; the address in it is not yet the one it is kept under
 * @param name what the phone calls it, or null
 * @param terms what matters when one writes there
 */
record HistoricChat(Jid chat, ChatChange change, @Nullable String name, Terms terms) {
    private static final long LARGEST_SECONDS = 100_000_000_000L;
    private static final int MAX_NAME = 512;

    /**
     * What matters when one writes to a chat. Times are seconds since 1970, 0 for never.
     *
     * @param token by which the contact is reached, or empty
     * @param tokenAt when the contact gave it
     * @param issuedAt when the contact was given one
     * @param timer after how many seconds messages vanish
     * @param timerAt when that was said
     */
    record Terms(ByteString token, long tokenAt, long issuedAt, long timer, long timerAt) {
        boolean hasToken() {
            return !token.isEmpty() || issuedAt > 0;
        }

        boolean hasTimer() {
            return timerAt > 0;
        }

        /** Never prints the token. */
        @Override
        public String toString() {
            return "Terms";
        }
    }

    /**
     * Reads a chat.
     *
     * @param latest the time of its latest message in this part, milliseconds since 1970; 0 if unknown
     * @return null if it has no usable address
     */
    static @Nullable HistoricChat of(Conversation conversation, long latest) {
        Jid chat = address(conversation.getId());
        if (chat == null) {
            return null;
        }
        long last = Math.max(
                latest, millis(Math.max(conversation.getConversationTimestamp(), conversation.getLastMsgTimestamp())));
        boolean counted = conversation.hasUnreadCount() && last > 0;
        ChatChange.Flags flags = new ChatChange.Flags(
                conversation.hasMarkedAsUnread() ? conversation.getMarkedAsUnread() : null,
                conversation.hasArchived() ? conversation.getArchived() : null,
                conversation.hasPinned() ? millis(Integer.toUnsignedLong(conversation.getPinned())) : null,
                conversation.hasMuteEndTime() ? millis(conversation.getMuteEndTime()) : null,
                conversation.hasEphemeralExpiration() ? Math.max(0, conversation.getEphemeralExpiration()) : null);
        ChatChange change = new ChatChange(
                chat,
                last,
                counted ? Math.max(0, conversation.getUnreadCount()) : 0,
                counted ? last : 0,
                0,
                flags,
                false);
        String name = conversation.getName().isBlank() ? conversation.getDisplayName() : conversation.getName();
        Terms terms = new Terms(
                conversation.getTcToken(),
                conversation.getTcTokenTimestamp(),
                conversation.getTcTokenSenderTimestamp(),
                Integer.toUnsignedLong(conversation.getEphemeralExpiration()),
                conversation.getEphemeralSettingTimestamp());
        return new HistoricChat(chat, change, name.isBlank() ? null : name, terms);
    }

    /** Times are seconds in some fields and versions, milliseconds in others. */
    private static long millis(long time) {
        return time <= 0 ? 0 : time < LARGEST_SECONDS ? time * 1000 : time;
    }

    /** The user or group of this text, or null if it names none. */
    static @Nullable Jid address(String text) {
        try {
            Jid parsed = text.isEmpty() ? null : Jid.parse(text).toUser();
            return parsed == null || parsed.user().isEmpty() ? null : parsed;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A name as the store keeps it. */
    static byte[] bytes(String name) {
        int end = Math.min(name.length(), MAX_NAME);
        return name.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }

    /** Takes in what matters when one writes there; completes when it is durable. On the mailbox. */
    CompletionStage<Void> learn(HistoryParts parts) {
        if (!chat.isUser()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletionStage<Void> done = terms.hasToken()
                ? parts.trust().tokens().learn(chat, terms.token().toByteArray(), terms.tokenAt(), terms.issuedAt())
                : CompletableFuture.completedFuture(null);
        return terms.hasTimer()
                ? done.thenCompose(v -> parts.messages().learnTimer(chat, terms.timer(), terms.timerAt()))
                : done;
    }

    /** On the mailbox, with the addresses loaded. */
    void write(ArchiveRecorder recorder, StoreTransaction transaction) {
        Jid kept = recorder.chat(chat);
        transaction.archive(new ArchiveWrite.TouchChat(new ChatChange(
                kept,
                change.lastAt(),
                change.unread(),
                change.unreadAt(),
                change.readAt(),
                change.flags(),
                change.certain())));
        if (name != null && (chat.isGroup() || chat.isUser())) {
            NameSource source = chat.isGroup() ? NameSource.SUBJECT : NameSource.ADDRESS_BOOK;
            transaction.archive(new ArchiveWrite.PutName(kept, source, bytes(name)));
        }
    }
}
