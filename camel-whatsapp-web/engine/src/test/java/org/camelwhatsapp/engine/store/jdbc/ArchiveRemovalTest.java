package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.body;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.key;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.mine;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.put;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;

import java.util.List;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.NameSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is dropped for its age, its number, an emptied chat or a person who asks for it, and what is not. */
class ArchiveRemovalTest {
    @Nested
    class OnSqlite extends Removals {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class OnPostgres extends Removals {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    abstract static class Removals extends ArchiveTestBase {
        private static final int ANY = Integer.MAX_VALUE;

        private static MessageKey byBob(String id) {
            return new MessageKey(BOB, id, false, BOB);
        }

        @Test
        void aMessageThatIsExactlyAsOldAsTheLimitStays() {
            write(put(key("OLDER"), 999, "x"), put(key("AS-OLD"), 1_000, "x"));

            assertThat(archive().purge(1_000, ANY, 10)).isEqualTo(1);
            assertThat(find(MessageFilter.ALL)).containsExactly("AS-OLD");
        }

        @Test
        void theOldestOfAllChatsGoFirst() {
            write(put(key("B"), 2, "x"), put(byBob("A"), 1, "x"), put(key("C"), 3, "x"));

            assertThat(archive().purge(1_000, ANY, 1)).isEqualTo(1);
            assertThat(find(MessageFilter.ALL)).containsExactly("C", "B");
        }

        @Test
        void eachChatKeepsItsOwnNumberOfMessages() {
            for (int i = 0; i < 4; i++) {
                write(put(key("A" + i), 10 + i, "x"), put(byBob("B" + i), i, "x"));
            }
            assertThat(archive().purge(0, 3, 10)).isEqualTo(2);
            assertThat(find(MessageFilter.ALL)).containsExactly("A3", "A2", "A1", "B3", "B2", "B1");
        }

        @Test
        void ofMessagesOfOneInstantTheOneKeptFirstGoesFirst() {
            write(put(key("FIRST"), 5, "x"), put(key("SECOND"), 5, "x"));

            assertThat(archive().purge(0, 1, 10)).isEqualTo(1);
            assertThat(find(MessageFilter.ALL)).containsExactly("SECOND");
        }

        @Test
        void agedAndSurplusMessagesShareTheLimitOfOneCall() {
            for (int i = 0; i < 6; i++) {
                write(put(key("M" + i), i, "x"));
            }
            assertThat(archive().purge(2, 1, 4)).isEqualTo(4);
            assertThat(archive().purge(2, 1, 4)).isEqualTo(1);
            assertThat(archive().purge(2, 1, 4)).isZero();
            assertThat(find(MessageFilter.ALL)).containsExactly("M5");
        }

        @Test
        void whatIsGoneWithItsChatGoesBeforeWhatIsOld() {
            write(
                    put(byBob("OLD"), 1, "x"),
                    put(key("CLEARED"), 500, "x"),
                    new ArchiveWrite.ClearChat(ANN, 600, false, false));

            assertThat(archive().purge(100, ANY, 1)).isEqualTo(1);
            assertThat(find(MessageFilter.ALL)).containsExactly("OLD");
            assertThat(archive().counts().messages()).isEqualTo(1);
        }

        @Test
        void anEmptiedChatKeepsItsStarredMessagesOnDiskUntilTheyAreErasedToo() throws Exception {
            write(
                    put(key("PLAIN"), 1, "x"),
                    put(key("STAR"), 2, "x"),
                    new ArchiveWrite.StarMessage(key("STAR"), 3, true),
                    new ArchiveWrite.ClearChat(ANN, 10, false, false));
            assertThat(archive().purge(0, ANY, 10)).isEqualTo(1);
            assertThat(rows("wa_message")).isEqualTo(1);

            write(new ArchiveWrite.ClearChat(ANN, 10, true, false));
            assertThat(archive().purge(0, ANY, 10)).isEqualTo(1);
            assertThat(rows("wa_message")).isZero();
        }

        @Test
        void aRetryOfASentMessageCanBeAnsweredAfterItAgedButNotAfterItsChatWasEmptied() {
            write(put(mine("AGED"), 1, "x"), put(mine("CLEARED"), 600, "x"));
            commit(device, t -> {
                t.put(StoreFixture.sentMessage("AGED", 1, 10));
                t.put(StoreFixture.sentMessage("CLEARED", 600, 10));
            });
            archive().purge(100, ANY, 10);
            assertThat(device.sentMessages().find("AGED")).isNotNull();

            write(new ArchiveWrite.ClearChat(ANN, 700, false, false));
            archive().purge(0, ANY, 10);
            assertThat(device.sentMessages().find("CLEARED")).isNull();
        }

        @Test
        void aDroppedMessageTakesItsWordsVersionsAndReactionsWithIt() throws Exception {
            write(
                    put(key("A"), 1, "first words"),
                    new ArchiveWrite.EditMessage(key("A"), 2, body("second"), Set.of("second")),
                    new ArchiveWrite.PutReaction(key("A"), BOB, 3, body("+")));
            archive().purge(1_000, ANY, 10);

            assertThat(rows("wa_message", "wa_message_token", "wa_message_version", "wa_reaction"))
                    .isZero();
        }

        @Test
        void aPlaceKeptForAMessageThatNeverCameAgesToo() throws Exception {
            write(new ArchiveWrite.RevokeMessage(key("NEVER"), 5, ANN));

            assertThat(archive().purge(6, ANY, 10)).isEqualTo(1);
            assertThat(rows("wa_message")).isZero();
        }

        @Test
        void anotherSessionLosesNothing() {
            try (var other = store.open("other")) {
                commit(other, t -> t.archive(put(key("A"), 1, "x")));
                write(put(key("A"), 1, "x"));
                archive().purge(1_000, 1, 10);
                archive().erase(List.of(ANN), 10);

                assertThat(other.archive().message(key("A"))).isNotNull();
            }
        }

        @Test
        void everyAddressOfAPersonIsErasedWhateverItsDevice() {
            Jid lid = Jid.lid("300000000000003");
            write(
                    put(key("A"), 1, "x"),
                    put(inGroup("B", lid), 2, "x"),
                    put(inGroup("C", BOB), 3, "x"),
                    new ArchiveWrite.PutName(lid, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.PutName(ANN, NameSource.ADDRESS_BOOK, body("Ann")));

            assertThat(archive().erase(List.of(ANN.withDevice(3), lid), 100)).isEqualTo(4);
            assertThat(archive().erase(List.of(ANN, lid), 100)).isZero();
            assertThat(find(MessageFilter.ALL)).containsExactly("C");
            assertThat(archive().contacts(null, 10)).isEmpty();
        }

        /** Names and reactions go at once, so one address may take more rows than the limit of messages. */
        @Test
        void anAddressWithMoreThanTheLimitLeavesTheNextOneForTheNextCall() {
            write(
                    put(inGroup("A", ANN), 1, "x"),
                    new ArchiveWrite.PutName(ANN, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.PutName(ANN, NameSource.ADDRESS_BOOK, body("Ann")),
                    new ArchiveWrite.TouchChat(ChatChange.active(ANN, 1)),
                    put(inGroup("B", BOB), 2, "x"),
                    put(inGroup("C", BOB), 3, "x"));

            assertThat(archive().erase(List.of(ANN, BOB), 2)).isEqualTo(4);
            assertThat(find(MessageFilter.ALL)).containsExactly("C", "B");
            assertThat(archive().erase(List.of(ANN, BOB), 2)).isEqualTo(2);
            assertThat(find(MessageFilter.ALL)).isEmpty();
        }

        @Test
        void anErasedGroupIsGoneWithWhatEverybodyWroteThere() throws Exception {
            write(
                    put(inGroup("A", ANN), 1, "x"),
                    put(inGroup("B", BOB), 2, "x"),
                    put(new MessageKey(GROUP, "C", true, null), 3, "x"),
                    put(key("D"), 4, "x"),
                    new ArchiveWrite.PutReaction(inGroup("B", BOB), ANN, 5, body("+")),
                    new ArchiveWrite.PutName(GROUP, NameSource.SUBJECT, body("all")),
                    new ArchiveWrite.TouchChat(ChatChange.active(GROUP, 3)));
            archive().erase(List.of(GROUP), 100);

            assertThat(find(MessageFilter.ALL)).containsExactly("D");
            assertThat(rows("wa_reaction", "wa_name", "wa_chat")).isZero();
        }

        @Test
        void erasingNobodyErasesNothing() {
            write(put(key("A"), 1, "x"));

            assertThat(archive().erase(List.of(), 100)).isZero();
            assertThat(find(MessageFilter.ALL)).containsExactly("A");
        }
    }
}
