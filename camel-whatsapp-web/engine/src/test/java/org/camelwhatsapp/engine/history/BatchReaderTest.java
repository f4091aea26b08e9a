package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.InlineContact;
import org.camelwhatsapp.proto.PhoneNumberToLIDMapping;
import org.camelwhatsapp.proto.WebMessageInfo;
import org.junit.jupiter.api.Test;

class BatchReaderTest {
    private static final Jid SELF = Jid.lid("1");
    private static final String BOB = "2@lid";

    private static HistoryReader reader(HistorySync part, boolean withMessages) {
        return new HistoryReader(
                new ByteArrayInputStream(Blobs.deflate(part.toByteArray())), HistoryLimits.DEFAULT, withMessages);
    }

    private static List<HistoryBatch> batches(HistorySync part) throws IOException {
        BatchReader batches = new BatchReader(reader(part, true), SELF, true);
        List<HistoryBatch> all = new ArrayList<>();
        for (HistoryBatch batch = batches.next(); batch != null; batch = batches.next()) {
            all.add(batch);
        }
        return all;
    }

    @Test
    void batchesAreBoundedByCount() throws IOException {
        WebMessageInfo[] messages = new WebMessageInfo[600];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = Blobs.text(BOB, "M" + i, false, "text");
        }
        List<HistoryBatch> batches = batches(HistorySync.newBuilder()
                .addConversations(Blobs.chat(BOB, messages))
                .build());

        assertThat(batches).extracting(HistoryBatch::messages).containsExactly(250, 250, 100);
        assertThat(batches.get(2).chats()).isEqualTo(1);
    }

    @Test
    void batchesAreBoundedByBytes() throws IOException {
        WebMessageInfo[] messages = new WebMessageInfo[8];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = Blobs.text(BOB, "M" + i, false, Integer.toString(i).repeat(300_000));
        }
        List<HistoryBatch> batches = batches(HistorySync.newBuilder()
                .addConversations(Blobs.chat(BOB, messages))
                .build());

        assertThat(batches).extracting(HistoryBatch::messages).containsExactly(7, 1);
    }

    @Test
    void messagesWithoutAUsableNameAreLeftOut() throws IOException {
        WebMessageInfo noId = Blobs.text(BOB, "", false, "a");
        WebMessageInfo noAuthor = Blobs.text("120363000000000001@g.us", "G", false, "b");
        WebMessageInfo noChat = Blobs.text("a@b@c", "C", false, "c");
        WebMessageInfo fine = Blobs.text(BOB, "F", false, "d");
        HistorySync part = HistorySync.newBuilder()
                .addConversations(Blobs.chat(BOB, noId, noAuthor, noChat, fine))
                .build();
        BatchReader reader = new BatchReader(reader(part, true), SELF, true);

        assertThat(reader.next().messages()).isEqualTo(1);
        assertThat(reader.next()).isNull();
        assertThat(reader.skipped()).isEqualTo(3);
    }

    @Test
    void everybodyWhoIsSpokenOfIsLoaded() throws IOException {
        WebMessageInfo inGroup = Blobs.text("120363000000000001@g.us", "G", false, "b").toBuilder()
                .setParticipant("3:7@lid")
                .build();
        HistorySync part = HistorySync.newBuilder()
                .addConversations(Blobs.chat("120363000000000001@g.us", inGroup))
                .addPushnames(org.camelwhatsapp.proto.Pushname.newBuilder()
                        .setId("4@lid")
                        .setPushname("Dora"))
                .build();

        assertThat(batches(part).get(0).users())
                .containsExactlyInAnyOrder(Jid.group("120363000000000001"), Jid.lid("3"), Jid.lid("4"));
    }

    @Test
    void aChatStandsAsThePhoneSaysAndAtItsLatestMessage() {
        Conversation conversation = Conversation.newBuilder()
                .setId(BOB)
                .setUnreadCount(4)
                .setArchived(true)
                .setPinned(1_600_000_000)
                .setMuteEndTime(1_800_000_000_000L)
                .setEphemeralExpiration(86_400)
                .setConversationTimestamp(1_700_000_000)
                .build();

        HistoricChat chat = HistoricChat.of(conversation, 1_700_000_500_000L);

        assertThat(chat.change().lastAt()).isEqualTo(1_700_000_500_000L);
        assertThat(chat.change().unread()).isEqualTo(4);
        assertThat(chat.change().unreadAt()).isEqualTo(1_700_000_500_000L);
        assertThat(chat.change().flags().archived()).isTrue();
        assertThat(chat.change().flags().pinnedAt()).isEqualTo(1_600_000_000_000L);
        assertThat(chat.change().flags().mutedUntil()).isEqualTo(1_800_000_000_000L);
        assertThat(chat.change().flags().ephemeralSeconds()).isEqualTo(86_400);
        assertThat(chat.change().flags().markedUnread()).isNull();
        assertThat(HistoricChat.of(Conversation.newBuilder().setId("@").build(), 0))
                .isNull();
    }

    @Test
    void addressesComeFromMappingsContactsAndChats() throws IOException {
        HistorySync part = HistorySync.newBuilder()
                .addConversations(Conversation.newBuilder().setId("5@lid").setPnJid("15@s.whatsapp.net"))
                .addConversations(
                        Conversation.newBuilder().setId("16@s.whatsapp.net").setLidJid("6@lid"))
                .addConversations(Conversation.newBuilder()
                        .setId("120363000000000001@g.us")
                        .setPnJid("x"))
                .addPhoneNumberToLidMappings(
                        PhoneNumberToLIDMapping.newBuilder().setPnJid("17@c.us").setLidJid("7@lid"))
                .addPhoneNumberToLidMappings(
                        PhoneNumberToLIDMapping.newBuilder().setPnJid("17").setLidJid("8"))
                .addInlineContacts(
                        InlineContact.newBuilder().setPnJid("18@s.whatsapp.net").setLidJid("8@lid"))
                .build();
        AddressPass pass = new AddressPass(reader(part, false));

        assertThat(pass.next())
                .containsExactly(
                        new AddressPass.Pair(Jid.phone("15"), Jid.lid("5")),
                        new AddressPass.Pair(Jid.phone("16"), Jid.lid("6")),
                        new AddressPass.Pair(Jid.phone("17"), Jid.lid("7")),
                        new AddressPass.Pair(Jid.phone("18"), Jid.lid("8")));
        assertThat(pass.next()).isNull();
    }
}
