package org.camelwhatsapp.simulator;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.Message.PeerDataOperationRequestMessage.HistorySyncOnDemandRequest;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.camelwhatsapp.simulator.phone.HistoryShare;
import org.jspecify.annotations.Nullable;

/**
 * The chats that a phone had before a device was linked, and how it shares them. Thread-safe; calls block until the
 * simulator has done them.
 */
public final class PhoneHistory {
    private static final long FIRST_SECOND = 1_700_000_000L;
    private static final String[] WORDS = {
        "meeting", "tomorrow", "invoice", "thanks", "please", "order", "ship", "late", "coffee", "when", "where",
                "sure",
        "number", "price", "photo", "house", "garden", "train", "arrives", "ticket", "morning", "evening", "call",
                "back"
    };

    private final Simulator simulator;
    private final HistoryShare share;

    PhoneHistory(Simulator simulator, HistoryShare share) {
        this.simulator = simulator;
        this.share = share;
    }

    /** Announces a part to every linked device, in the message itself; returns the messages' ids. */
    public List<String> sendInline(HistorySync part) {
        return simulator.call(() -> share.share(part, true));
    }

    /** Uploads a part and announces it to every linked device; returns the messages' ids. */
    public List<String> send(HistorySync part) {
        return simulator.call(() -> share.share(part, false));
    }

    /** Uploads bytes that are no part, such as a bomb, and announces them as one; returns the messages' ids. */
    public List<String> sendRaw(HistorySync.HistorySyncType type, byte[] compressed) {
        return simulator.call(() -> share.shareRaw(type, compressed));
    }

    /** Keeps messages of a chat to be asked for. */
    public void keep(Jid chat, List<WebMessageInfo> messages) {
        simulator.call(() -> {
            share.keep(chat, messages);
            return true;
        });
    }

    /** The first 1,000 times that a device asked for older messages, in order. */
    public List<HistorySyncOnDemandRequest> requests() {
        return simulator.call(() -> List.copyOf(share.requests()));
    }

    /** What is given to a device that asks for everything; null, as in the beginning, to refuse. */
    public void setEverything(@Nullable HistorySync part) {
        simulator.call(() -> {
            share.setEverything(part);
            return true;
        });
    }

    /** A text message of the past. */
    public static WebMessageInfo text(Jid chat, String id, long atSeconds, String text) {
        return WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(chat.toString())
                        .setId(id)
                        .setFromMe(false))
                .setMessageTimestamp(atSeconds)
                .setMessage(Message.newBuilder().setConversation(text))
                .build();
    }

    /**
     * Chats with users whose numbers begin with 1999, and messages like those people write: texts of a few words, ids
     * and secrets that do not compress, a third written by the account itself. The same seed makes the same.
     */
    public static HistorySync invent(int chats, int messagesEach, long seed) {
        Random random = new Random(seed);
        HistorySync.Builder history = HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.RECENT)
                .setChunkOrder(1)
                .setProgress(100);
        for (int chat = 0; chat < chats; chat++) {
            history.addConversations(conversation(Jid.phone("1999" + (1_000_000 + chat)), messagesEach, random));
        }
        return history.build();
    }

    private static Conversation conversation(Jid chat, int messages, Random random) {
        Conversation.Builder conversation = Conversation.newBuilder()
                .setId(chat.toString())
                .setName("Person " + chat.user())
                .setUnreadCount(random.nextInt(3))
                .setConversationTimestamp(FIRST_SECOND + messages * 60L);
        List<HistorySyncMsg> all = new ArrayList<>();
        for (int i = messages; i > 0; i--) {
            all.add(HistorySyncMsg.newBuilder()
                    .setMessage(message(chat, FIRST_SECOND + i * 60L, random))
                    .setMsgOrderId(i)
                    .build());
        }
        return conversation.addAllMessages(all).build();
    }

    private static WebMessageInfo message(Jid chat, long at, Random random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        boolean own = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        int words = 2 + random.nextInt(14);
        for (int i = 0; i < words; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        WebMessageInfo.Builder message = WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder()
                        .setRemoteJid(chat.toString())
                        .setFromMe(own)
                        .setId(String.format(Locale.ROOT, "3EB0%016X", random.nextLong())))
                .setMessageTimestamp(at)
                .setMessage(Message.newBuilder().setConversation(text.toString()))
                .setMessageSecret(ByteString.copyFrom(secret));
        if (own) {
            message.setStatus(WebMessageInfo.Status.READ);
        }
        return message.build();
    }
}
