package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written, joined, emptied and dropped in whatever order: words find exactly the messages that hold them, and
 * nothing hangs on a message that is gone.
 */
class ArchiveConsistencyTest extends ArchiveTestBase {
    private static final int COMMITS = 60;
    private static final List<String> WORDS = List.of("red", "green", "blue", "greenish", "redder", "up");
    private static final Jid NUMBER = Jid.phone("15550003333");
    private static final Jid LID = Jid.lid("300000000000003");
    private static final List<Jid> CHATS = List.of(NUMBER, LID, GROUP);

    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void wordsFindExactlyTheMessagesThatHoldThem(long seed) {
        change(new Random(seed));

        List<MessageRow> all = archive().messages(MessageFilter.ALL, 500);
        for (String word : WORDS) {
            List<Long> holding = all.stream()
                    .filter(row -> row.body() != null
                            && List.of(utf8(row.body()).split(" ")).contains(word))
                    .map(MessageRow::id)
                    .toList();
            MessageFilter filter = MessageFilter.ALL.with(List.of(new MessageFilter.Term(word, false)));
            assertThat(archive().messages(filter, 500))
                    .as(word)
                    .extracting(MessageRow::id)
                    .containsExactlyElementsOf(holding);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void messagesComeNewestFirstAndThenByWhatWasKeptLast(long seed) {
        change(new Random(seed));

        assertThat(archive().messages(MessageFilter.ALL, 500))
                .isNotEmpty()
                .isSortedAccordingTo(Comparator.comparingLong(MessageRow::at)
                        .thenComparingLong(MessageRow::id)
                        .reversed());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void nothingHangsOnAMessageThatIsGone(long seed) throws Exception {
        change(new Random(seed));

        for (String table : List.of("wa_message_token", "wa_message_version", "wa_reaction")) {
            assertThat(number("SELECT count(*) FROM " + table + " WHERE message NOT IN (SELECT id FROM wa_message)"))
                    .as(table)
                    .isZero();
        }
        assertThat(number("SELECT count(*) FROM wa_message_version v JOIN wa_message m ON m.id = v.message"
                        + " WHERE m.revoked_at IS NOT NULL"))
                .as("versions of messages that were taken back")
                .isZero();
    }

    /** Else a later change of the message would leave words behind that nothing removes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void everyMessageKnowsTheWordsThatStandInTheIndexForIt(long seed) throws Exception {
        change(new Random(seed));

        Set<String> known = new TreeSet<>();
        Set<String> indexed = new TreeSet<>();
        try (Connection connection = foreign();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT id, at, tokens FROM wa_message")) {
                while (rows.next()) {
                    byte[] tokens = rows.getBytes(3);
                    ByteBuffer buffer = ByteBuffer.wrap(tokens == null ? new byte[0] : tokens);
                    while (buffer.hasRemaining()) {
                        known.add(rows.getLong(1) + " " + rows.getLong(2) + " " + buffer.getLong());
                    }
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT message, at, token FROM wa_message_token")) {
                while (rows.next()) {
                    indexed.add(rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getLong(3));
                }
            }
        }
        assertThat(indexed).isNotEmpty().isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void erasedPeopleLeaveNoRowThatNamesThem(long seed) throws Exception {
        change(new Random(seed));
        while (archive().erase(List.of(NUMBER, LID), 3) > 0) {
            // a few rows at once
        }
        String them = " IN ('" + NUMBER + "', '" + LID + "')";

        assertThat(number("SELECT count(*) FROM wa_message WHERE chat" + them + " OR author" + them))
                .isZero();
        assertThat(number("SELECT count(*) FROM wa_reaction WHERE reactor" + them))
                .isZero();
        assertThat(number("SELECT count(*) FROM wa_chat WHERE chat" + them)).isZero();
        assertThat(rows("wa_message")).as("what others wrote").isPositive();
    }

    /** The last commit puts a message that nothing removes. */
    private void change(Random random) {
        for (int i = 0; i < COMMITS; i++) {
            List<ArchiveWrite> changes = new ArrayList<>();
            for (int step = random.nextInt(6); step >= 0; step--) {
                changes.add(change(random, key(random), 1 + random.nextInt(200)));
            }
            write(changes.toArray(new ArchiveWrite[0]));
            if (random.nextInt(15) == 0) {
                archive().purge(random.nextInt(20), 30, 5);
            }
        }
        MessageKey last = inGroup("LAST", BOB);
        write(new ArchiveWrite.PutMessage(
                last, 1_000, "text", MessageStatus.NONE, "red".getBytes(StandardCharsets.UTF_8), Set.of("red")));
    }

    private static MessageKey key(Random random) {
        Jid chat = CHATS.get(random.nextInt(CHATS.size()));
        String id = "M" + random.nextInt(12);
        if (random.nextInt(4) == 0) {
            return new MessageKey(chat, id, true, null);
        }
        List<Jid> authors = chat.equals(GROUP) ? List.of(NUMBER, LID, BOB) : List.of(chat);
        return new MessageKey(chat, id, false, authors.get(random.nextInt(authors.size())));
    }

    private static ArchiveWrite change(Random random, MessageKey key, long at) {
        String text = WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size()));
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Set<String> words = new TreeSet<>(List.of(text.split(" ")));
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6 -> new ArchiveWrite.PutMessage(key, at, "text", MessageStatus.NONE, body, words);
            case 7, 8, 9, 10 -> new ArchiveWrite.EditMessage(key, at, body, words);
            case 11, 12 -> new ArchiveWrite.RevokeMessage(key, at, BOB);
            case 13, 14 -> new ArchiveWrite.PutReaction(key, random.nextBoolean() ? BOB : NUMBER, at, body);
            case 15 -> new ArchiveWrite.PutReaction(key, BOB, at, new byte[0]);
            case 16 -> new ArchiveWrite.StarMessage(key, at, random.nextBoolean());
            case 17 -> new ArchiveWrite.RemoveMessage(key);
            case 18 -> new ArchiveWrite.TouchChat(ChatChange.active(key.chat(), at));
            default ->
                random.nextInt(3) == 0
                        ? new ArchiveWrite.ClearChat(key.chat(), at / 8, random.nextBoolean(), false)
                        : new ArchiveWrite.JoinAddresses(NUMBER, LID);
        };
    }
}
