package org.camelwhatsapp.engine.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.HistorySyncMsg;
import org.camelwhatsapp.proto.Message;
import org.camelwhatsapp.proto.MessageKey;
import org.camelwhatsapp.proto.PhoneNumberToLIDMapping;
import org.camelwhatsapp.proto.Pushname;
import org.camelwhatsapp.proto.WebMessageInfo;

/** Parts of a history for tests. */
final class Blobs {
    private Blobs() {}

    static byte[] deflate(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static WebMessageInfo text(String chat, String id, boolean fromMe, String text) {
        return WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder().setRemoteJid(chat).setId(id).setFromMe(fromMe))
                .setMessageTimestamp(1_700_000_000L)
                .setMessage(Message.newBuilder().setConversation(text))
                .build();
    }

    static Conversation chat(String id, WebMessageInfo... messages) {
        Conversation.Builder chat = Conversation.newBuilder().setId(id).setUnreadCount(3);
        for (WebMessageInfo message : messages) {
            chat.addMessages(HistorySyncMsg.newBuilder().setMessage(message));
        }
        return chat.build();
    }

    /** Two chats with three messages, a status post, a name, a mapping and a salt. */
    static HistorySync sample() {
        String alice = "4915550000001@s.whatsapp.net";
        String group = "120363000000000001@g.us";
        return HistorySync.newBuilder()
                .setSyncType(HistorySync.HistorySyncType.RECENT)
                .setChunkOrder(2)
                .setProgress(40)
                .addConversations(chat(alice, text(alice, "A1", false, "one"), text(alice, "A2", true, "two")))
                .addConversations(chat(group, text(group, "G1", true, "three")))
                .addStatusV3Messages(text("status@broadcast", "S1", false, "four"))
                .addPushnames(Pushname.newBuilder().setId(alice).setPushname("Alice"))
                .addPhoneNumberToLidMappings(
                        PhoneNumberToLIDMapping.newBuilder().setPnJid(alice).setLidJid("100000000000001@lid"))
                .setNctSalt(com.google.protobuf.ByteString.copyFromUtf8("salt"))
                .build();
    }

    static List<HistoryItem> read(byte[] compressed, HistoryLimits limits, boolean withMessages) {
        List<HistoryItem> items = new ArrayList<>();
        try (HistoryReader reader = new HistoryReader(new ByteArrayInputStream(compressed), limits, withMessages)) {
            for (HistoryItem item = reader.next(); item != null; item = reader.next()) {
                items.add(item);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return items;
    }

    /** What the items were made from. */
    static HistorySync join(List<HistoryItem> items) {
        HistorySync.Builder whole = HistorySync.newBuilder();
        List<HistorySyncMsg> waiting = new ArrayList<>();
        for (HistoryItem item : items) {
            if (item instanceof HistoryItem.ChatMessage message) {
                waiting.add(HistorySyncMsg.newBuilder()
                        .setMessage(message.message())
                        .build());
            } else if (item instanceof HistoryItem.Chat chat) {
                whole.addConversations(chat.conversation().toBuilder().addAllMessages(waiting));
                waiting.clear();
            } else if (item instanceof HistoryItem.StatusPost post) {
                whole.addStatusV3Messages(post.message());
            } else if (item instanceof HistoryItem.PushName name) {
                whole.addPushnames(name.name());
            } else if (item instanceof HistoryItem.PastMembers past) {
                whole.addPastParticipants(past.participants());
            } else if (item instanceof HistoryItem.Call call) {
                whole.addCallLogRecords(call.call());
            } else if (item instanceof HistoryItem.Mapping mapping) {
                whole.addPhoneNumberToLidMappings(mapping.mapping());
            } else if (item instanceof HistoryItem.Contact contact) {
                whole.addInlineContacts(contact.contact());
            } else if (item instanceof HistoryItem.Remainder rest) {
                whole.mergeFrom(rest.fields());
            }
        }
        return whole.build();
    }
}
