package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.body;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.key;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.mine;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.put;

import java.util.Set;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatChange.Flags;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is known of a chat: its settings, what is unread, and whether it was emptied. */
class ArchiveChatsTest {
    @Nested
    class OnSqlite extends Chats {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class OnPostgres extends Chats {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    abstract static class Chats extends ArchiveTestBase {
        private static final Flags ALL_SET = new Flags(true, true, 7L, 8L, 86_400);
        private static final Flags ALL_OTHER = new Flags(false, false, 0L, -1L, 0);

        private static ArchiveWrite touch(ChatChange change) {
            return new ArchiveWrite.TouchChat(change);
        }

        private static ChatChange gaps(Flags flags) {
            return new ChatChange(ANN, 0, 0, 0, 0, flags, false);
        }

        private static ChatChange counted(int unread, long at) {
            return new ChatChange(ANN, 0, unread, at, 0, Flags.NONE, false);
        }

        @Test
        void nothingSaidIsNothingKnown() {
            write(touch(ChatChange.active(ANN, 1_000)));

            assertThat(chat(ANN).flags()).isEqualTo(Flags.NONE);
            assertThat(chat(ANN).unread()).isZero();
        }

        @Test
        void everySettingIsKeptAcrossARestart() {
            write(touch(ChatChange.set(ANN, ALL_SET)));
            reopen();

            assertThat(chat(ANN).flags()).isEqualTo(ALL_SET);
        }

        @Test
        void settingsThatAreCertainReplaceThoseThatAreKept() {
            write(touch(ChatChange.set(ANN, ALL_SET)), touch(ChatChange.set(ANN, ALL_OTHER)));

            assertThat(chat(ANN).flags()).isEqualTo(ALL_OTHER);
        }

        @Test
        void settingsOfWhichNothingIsSaidStay() {
            write(
                    touch(ChatChange.set(ANN, ALL_SET)),
                    touch(ChatChange.set(ANN, new Flags(null, false, null, null, null))));

            assertThat(chat(ANN).flags()).isEqualTo(new Flags(true, false, 7L, 8L, 86_400));
        }

        @Test
        void settingsThatAreNotCertainOnlyFillGaps() {
            write(
                    touch(ChatChange.set(ANN, new Flags(null, false, null, null, 0))),
                    touch(gaps(ALL_SET)),
                    touch(gaps(ALL_OTHER)));

            assertThat(chat(ANN).flags()).isEqualTo(new Flags(true, false, 7L, 8L, 0));
        }

        @Test
        void theLatestActivityStaysWhenAnOlderOneComes() {
            write(touch(ChatChange.active(ANN, 2_000)), touch(ChatChange.active(ANN, 1_000)));

            assertThat(chat(ANN).lastAt()).isEqualTo(2_000);
        }

        @Test
        void readingAChatTakesItsMarkAway() {
            write(
                    touch(ChatChange.set(ANN, new Flags(true, null, null, null, null))),
                    touch(ChatChange.read(ANN, 1_000)));

            assertThat(chat(ANN).flags().markedUnread()).isFalse();
        }

        @Test
        void aMessageThatIsExactlyAsOldAsTheReadingIsRead() {
            write(put(key("A"), 1_000, "x"), put(key("B"), 1_001, "x"), touch(ChatChange.read(ANN, 1_000)));

            assertThat(chat(ANN).unread()).isEqualTo(1);
        }

        @Test
        void anOlderReadingMakesNothingUnreadAgain() {
            write(
                    put(key("A"), 1_000, "x"),
                    put(key("B"), 2_000, "x"),
                    touch(ChatChange.read(ANN, 2_000)),
                    touch(ChatChange.read(ANN, 500)));

            assertThat(chat(ANN).unread()).isZero();
        }

        @Test
        void ownMessagesAndPlacesThatWaitAreNotUnread() {
            write(
                    touch(ChatChange.active(ANN, 1_000)),
                    put(mine("MINE"), 1_000, "x"),
                    new ArchiveWrite.EditMessage(key("PLACE"), 1_000, body("x"), Set.of()));

            assertThat(chat(ANN).unread()).isZero();
        }

        @Test
        void aLaterCountReplacesAnEarlierOneAndNotTheOtherWay() {
            write(touch(counted(5, 1_000)), touch(counted(3, 2_000)), touch(counted(9, 1_500)));

            assertThat(chat(ANN).unread()).isEqualTo(3);
        }

        @Test
        void aCountCoversTheMessagesUpToItsTime() {
            write(put(key("A"), 1_000, "x"), put(key("B"), 3_000, "x"), touch(counted(5, 2_000)));

            assertThat(chat(ANN).unread()).isEqualTo(6);
        }

        @Test
        void aCountFromBeforeTheReadingCountsNoMore() {
            write(touch(counted(5, 1_000)), touch(ChatChange.read(ANN, 1_000)), put(key("A"), 3_000, "x"));

            assertThat(chat(ANN).unread()).isEqualTo(1);
        }

        @Test
        void unreadMessagesAreCountedUpTo10000() throws Exception {
            write(put(key("A"), 1_000, "x"), touch(ChatChange.active(ANN, 1_000)));
            String number = kind() == DatabaseKind.SQLITE ? "CAST('M' || n AS BLOB)" : "CAST('M' || n AS BYTEA)";
            tamper("WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 10001)"
                    + " INSERT INTO wa_message (session_id, chat, author, record_key, at, kind)"
                    + " SELECT m.session_id, m.chat, m.author, " + number + ", 1000, 'text' FROM many, wa_message m");

            assertThat(chat(ANN).unread()).isEqualTo(10_000);
        }

        @Test
        void whatAnEmptiedChatHeldIsNotUnread() {
            write(
                    put(key("A"), 1_000, "x"),
                    put(key("B"), 3_000, "x"),
                    touch(ChatChange.active(ANN, 3_000)),
                    new ArchiveWrite.ClearChat(ANN, 2_000, false, false));

            assertThat(chat(ANN).unread()).isEqualTo(1);
        }

        @Test
        void aMessageOfTheInstantInWhichTheChatWasEmptiedIsGone() {
            write(
                    put(key("AT"), 2_000, "x"),
                    put(key("AFTER"), 2_001, "x"),
                    new ArchiveWrite.ClearChat(ANN, 2_000, true, false));

            assertThat(archive().message(key("AT"))).isNull();
            assertThat(archive().message(key("AFTER"))).isNotNull();
        }

        @Test
        void anEarlierEmptyingThatComesLateTakesNothingBack() {
            write(
                    put(key("A"), 1_500, "x"),
                    new ArchiveWrite.ClearChat(ANN, 2_000, true, true),
                    new ArchiveWrite.ClearChat(ANN, 1_000, true, true));

            assertThat(archive().message(key("A"))).isNull();
            assertThat(archive().chat(ANN)).isNull();
        }

        @Test
        void aDeletedChatIsNotListedForAPlaceThatWaits() {
            write(
                    touch(ChatChange.active(ANN, 1_000)),
                    new ArchiveWrite.ClearChat(ANN, 2_000, true, true),
                    new ArchiveWrite.StarMessage(key("PLACE"), 3_000, true));

            assertThat(archive().chats(null, null, 10)).isEmpty();
        }

        @Test
        void aDeletedChatKeepsItsSettingsForWhenItIsBack() {
            write(
                    touch(ChatChange.set(ANN, ALL_SET)),
                    new ArchiveWrite.ClearChat(ANN, 2_000, true, true),
                    put(key("NEW"), 3_000, "x"));

            assertThat(chat(ANN).flags()).isEqualTo(ALL_SET);
        }

        @Test
        void theSameChatOfAnotherSessionIsAnotherChat() {
            try (var other = store.open("other")) {
                StoreFixture.commit(other, t -> t.archive(touch(ChatChange.set(ANN, ALL_SET))));
                write(touch(ChatChange.set(ANN, ALL_OTHER)));

                assertThat(other.archive().chat(ANN))
                        .satisfies(row -> assertThat(row.flags()).isEqualTo(ALL_SET));
            }
        }
    }
}
