package org.camelwhatsapp.engine.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.camelwhatsapp.proto.CallLogRecord;
import org.camelwhatsapp.proto.Conversation;
import org.camelwhatsapp.proto.HistorySync;
import org.camelwhatsapp.proto.InlineContact;
import org.camelwhatsapp.proto.PastParticipant;
import org.camelwhatsapp.proto.PastParticipants;
import org.camelwhatsapp.proto.StickerMetadata;
import org.junit.jupiter.api.Test;

class HistoryReaderTest {
    private static final HistoryLimits LIMITS = HistoryLimits.DEFAULT;

    /**
     * A zlib stream with a stored block, and in it: syncType 3, a chat "a@lid" with a message of the key {remoteJid
     * "a@lid", id "X"} at time 5, unread count 2, then the name "N" of "a@lid". Written by hand from the field numbers.
     */
    @Test
    void aBlobWrittenByHandIsRead() {
        String key = "0a05 61406c6964 1a01 58".replace(" ", "");
        String message = "0a0a" + key + "1805";
        String chat = "0a05" + "61406c6964" + "1210" + "0a0e" + message + "3002";
        String whole = "0803" + "121b" + chat + "3a0a" + "0a0561406c6964" + "12014e";
        byte[] plain = HexFormat.of().parseHex(whole);
        byte[] compressed = HexFormat.of().parseHex("7801" + "01" + "2b00" + "d4ff" + whole + adler(plain));

        List<HistoryItem> items = Blobs.read(compressed, LIMITS, true);

        assertThat(items).hasSize(4);
        HistoryItem.ChatMessage first = (HistoryItem.ChatMessage) items.get(0);
        assertThat(first.chat()).isEqualTo("a@lid");
        assertThat(first.message().getKey().getId()).isEqualTo("X");
        assertThat(first.message().getMessageTimestamp()).isEqualTo(5);
        assertThat(((HistoryItem.Chat) items.get(1)).conversation().getUnreadCount())
                .isEqualTo(2);
        assertThat(((HistoryItem.PushName) items.get(2)).name().getPushname()).isEqualTo("N");
        assertThat(((HistoryItem.Remainder) items.get(3)).fields().getSyncType())
                .isEqualTo(HistorySync.HistorySyncType.RECENT);
    }

    private static String adler(byte[] plain) {
        java.util.zip.Adler32 sum = new java.util.zip.Adler32();
        sum.update(plain);
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    @Test
    void everyItemComesOutInOrder() {
        HistorySync sample = Blobs.sample().toBuilder()
                .addCallLogRecords(CallLogRecord.newBuilder().setCallId("C"))
                .addInlineContacts(InlineContact.newBuilder().setFullName("Alice A"))
                .addPastParticipants(PastParticipants.newBuilder()
                        .setGroupJid("120363000000000001@g.us")
                        .addPastParticipants(PastParticipant.newBuilder().setUserJid("100000000000009@lid")))
                .build();

        List<HistoryItem> items = Blobs.read(Blobs.deflate(sample.toByteArray()), LIMITS, true);

        assertThat(Blobs.join(items)).isEqualTo(sample);
        assertThat(items.get(0)).isInstanceOf(HistoryItem.ChatMessage.class);
        assertThat(items.get(items.size() - 1)).isInstanceOf(HistoryItem.Remainder.class);
    }

    @Test
    void withoutMessagesOnlyTheRestComesOut() {
        List<HistoryItem> items = Blobs.read(Blobs.deflate(Blobs.sample().toByteArray()), LIMITS, false);

        assertThat(items)
                .extracting(HistoryItem::toString)
                .containsExactly("Chat", "Chat", "PushName", "Mapping", "Remainder");
        assertThat(((HistoryItem.Chat) items.get(0)).conversation().getUnreadCount())
                .isEqualTo(3);
    }

    @Test
    void stickersArePassedOverAndUnknownFieldsSurvive() {
        HistorySync sync = HistorySync.newBuilder()
                .addRecentStickers(StickerMetadata.newBuilder().setUrl("u"))
                .setThreadIdUserSecret(ByteString.copyFromUtf8("s"))
                .build();
        byte[] unknown = HexFormat.of().parseHex("f83f01" + "fd3f01020304" + "f93f0102030405060708");
        byte[] whole = Arrays.copyOf(sync.toByteArray(), sync.getSerializedSize() + unknown.length);
        System.arraycopy(unknown, 0, whole, sync.getSerializedSize(), unknown.length);

        List<HistoryItem> items = Blobs.read(Blobs.deflate(whole), LIMITS, true);

        HistorySync rest = ((HistoryItem.Remainder) items.get(0)).fields();
        assertThat(items).hasSize(1);
        assertThat(rest.getThreadIdUserSecret().toStringUtf8()).isEqualTo("s");
        assertThat(rest.getUnknownFields().toByteArray()).isEqualTo(unknown);
    }

    @Test
    void aBlobThatEndsTooEarlyIsMalformed() {
        byte[] whole = Blobs.deflate(Blobs.sample().toByteArray());
        for (int length = 0; length < whole.length - 4; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertReason(cut, LIMITS, HistoryException.Reason.MALFORMED);
        }
    }

    @Test
    void aMessageCutWithinIsMalformedEvenWhenTheStreamIsSound() {
        byte[] plain = HistorySync.newBuilder()
                .addConversations(Blobs.chat("a@lid", Blobs.text("a@lid", "A", false, "text")))
                .build()
                .toByteArray();
        for (int length = 1; length < plain.length; length++) {
            assertReason(Blobs.deflate(Arrays.copyOf(plain, length)), LIMITS, HistoryException.Reason.MALFORMED);
        }
    }

    @Test
    void whatIsNoZlibStreamIsMalformed() {
        assertReason(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, LIMITS, HistoryException.Reason.MALFORMED);
        // Needs a dictionary that nobody has.
        assertReason(HexFormat.of().parseHex("78bb00000001" + "0300"), LIMITS, HistoryException.Reason.MALFORMED);
    }

    @Test
    void groupsOfFieldsAreMalformed() {
        assertReason(Blobs.deflate(HexFormat.of().parseHex("4b4c")), LIMITS, HistoryException.Reason.MALFORMED);
    }

    @Test
    void aBombIsRefusedByItsRatio() {
        byte[] zeros = new byte[4 << 20];
        // Field 9, whose value is the zeros.
        byte[] head = HexFormat.of().parseHex("4a" + "fcffff01");
        System.arraycopy(head, 0, zeros, 0, head.length);
        HistoryLimits limits = new HistoryLimits(1L << 30, 200, 1 << 20, 8 << 20, 1_000);

        assertReason(Blobs.deflate(zeros), limits, HistoryException.Reason.TOO_LARGE);
    }

    @Test
    void aBombInAFieldThatIsPassedOverIsRefusedToo() {
        HistorySync sync = HistorySync.newBuilder()
                .addRecentStickers(StickerMetadata.newBuilder().setUrl("u".repeat(4 << 20)))
                .build();
        HistoryLimits limits = new HistoryLimits(1L << 30, 200, 1 << 20, 8 << 20, 1_000);

        assertReason(Blobs.deflate(sync.toByteArray()), limits, HistoryException.Reason.TOO_LARGE);
    }

    @Test
    void moreThanTheBytesAllowedAreRefused() {
        byte[] whole = Blobs.deflate(Blobs.sample().toByteArray());
        HistoryLimits limits = new HistoryLimits(100, 200, 1 << 20, 8 << 20, 1_000);

        assertReason(whole, limits, HistoryException.Reason.TOO_LARGE);
    }

    @Test
    void oneItemMayNotBeTooLarge() {
        HistoryLimits limits = new HistoryLimits(1L << 30, 1_000, 1 << 20, 1_000, 1_000);
        String long2000 = "x".repeat(2_000);
        HistorySync message = HistorySync.newBuilder()
                .addConversations(Blobs.chat("a@lid", Blobs.text("a@lid", "A", false, long2000)))
                .build();
        HistorySync fields = HistorySync.newBuilder()
                .addConversations(Conversation.newBuilder().setId("a@lid").setDescription(long2000))
                .build();
        HistorySync nonce =
                HistorySync.newBuilder().setCompanionMetaNonce(long2000).build();

        for (HistorySync sync : List.of(message, fields, nonce)) {
            assertReason(Blobs.deflate(sync.toByteArray()), limits, HistoryException.Reason.TOO_LARGE);
        }
    }

    @Test
    void soManyItemsAreRefusedAlsoWhenTheyArePassedOver() {
        byte[] whole = Blobs.deflate(Blobs.sample().toByteArray());
        HistoryLimits three = new HistoryLimits(1L << 30, 1_000, 1 << 20, 1 << 20, 3);

        assertReason(whole, three, HistoryException.Reason.TOO_LARGE);
        assertThatThrownBy(() -> Blobs.read(whole, three, false)).isInstanceOf(HistoryException.class);
    }

    @Test
    void nothingIsReadAheadOfWhatIsAskedFor() throws IOException {
        HistorySync.Builder sync = HistorySync.newBuilder();
        for (int i = 0; i < 2_000; i++) {
            sync.addConversations(Blobs.chat("a@lid", Blobs.text("a@lid", "A" + i, false, "text " + i * 7919)));
        }
        byte[] whole = Blobs.deflate(sync.build().toByteArray());
        try (HistoryReader reader = new HistoryReader(new ByteArrayInputStream(whole), LIMITS, true)) {
            assertThat(reader.next()).isNotNull();
            assertThat(reader.inflatedBytes()).isLessThan(16 << 10);
        }
    }

    private static void assertReason(byte[] compressed, HistoryLimits limits, HistoryException.Reason reason) {
        assertThatThrownBy(() -> Blobs.read(compressed, limits, true))
                .isInstanceOfSatisfying(
                        HistoryException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
