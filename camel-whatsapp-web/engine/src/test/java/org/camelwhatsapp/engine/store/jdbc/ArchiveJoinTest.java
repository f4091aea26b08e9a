package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.body;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.put;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.text;
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

/** What happens to each table of the archive when two addresses turn out to be one user. */
class ArchiveJoinTest {
    @Nested
    class OnSqlite extends Joins {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class OnPostgres extends Joins {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    abstract static class Joins extends ArchiveTestBase {
        private static final Jid NUMBER = Jid.phone("15550003333");
        private static final Jid LID = Jid.lid("300000000000003");
        private static final ArchiveWrite JOIN = new ArchiveWrite.JoinAddresses(NUMBER, LID);

        private static MessageKey from(Jid user, String id) {
            return new MessageKey(user, id, false, user);
        }

        private static ChatChange.Flags flags(Boolean archived, Long pinnedAt, Integer ephemeral) {
            return new ChatChange.Flags(null, archived, pinnedAt, null, ephemeral);
        }

        @Test
        void ownMessagesMoveWithTheChatAndStayOnesOwn() {
            write(put(new MessageKey(NUMBER, "MINE", true, null), 1_000, "word"), JOIN);

            assertThat(archive().message(new MessageKey(LID, "MINE", true, null)))
                    .isNotNull();
            assertThat(archive().message(new MessageKey(NUMBER, "MINE", true, null)))
                    .isNull();
        }

        @Test
        void versionsAndReactionsOfAMovedMessageCanStillBeOpened() {
            write(
                    put(from(NUMBER, "A"), 1_000, "first"),
                    new ArchiveWrite.EditMessage(from(NUMBER, "A"), 2_000, body("second"), Set.of("second")),
                    new ArchiveWrite.PutReaction(from(NUMBER, "A"), BOB, 3_000, body("+")),
                    JOIN);

            assertThat(versions(from(LID, "A"))).containsExactly("1000 first");
            assertThat(reactions(from(LID, "A"))).containsExactly(BOB + " 3000 +");
        }

        @Test
        void aMessageUnderBothLeavesNothingOfTheFirstBehind() throws Exception {
            write(
                    put(from(NUMBER, "A"), 1_000, "old words here"),
                    new ArchiveWrite.EditMessage(from(NUMBER, "A"), 2_000, body("older"), Set.of("older")),
                    new ArchiveWrite.PutReaction(from(NUMBER, "A"), BOB, 3_000, body("+")),
                    put(from(LID, "A"), 1_000, "kept"),
                    JOIN);

            assertThat(rows("wa_message_version", "wa_reaction")).isZero();
            assertThat(number("SELECT count(*) FROM wa_message_token WHERE message NOT IN (SELECT id FROM wa_message)"))
                    .isZero();
            assertThat(findWord("kept")).containsExactly("A");
        }

        @Test
        void theSameIdByTwoOtherPeopleIsNotTakenForOneMessage() {
            write(put(inGroup("A", NUMBER), 1_000, "one"), put(inGroup("A", BOB), 2_000, "two"), JOIN);

            assertThat(text(archive().message(inGroup("A", LID)))).isEqualTo("one");
            assertThat(text(archive().message(inGroup("A", BOB)))).isEqualTo("two");
        }

        @Test
        void whoTookAMessageBackIsNamedByTheNewAddress() {
            write(
                    put(inGroup("A", BOB), 1_000, "x"),
                    put(inGroup("OF-JOINED", NUMBER), 1_000, "x"),
                    new ArchiveWrite.RevokeMessage(inGroup("A", BOB), 2_000, NUMBER),
                    JOIN);

            assertThat(message(inGroup("A", BOB)).revokedBy()).isEqualTo(LID);
        }

        @Test
        void ofTwoReactionsOfTheUserToOneMessageTheOneOfTheSecondAddressStays() {
            write(
                    put(inGroup("A", BOB), 1, "x"),
                    put(inGroup("B", BOB), 2, "y"),
                    new ArchiveWrite.PutReaction(inGroup("A", BOB), NUMBER, 20, body("number")),
                    new ArchiveWrite.PutReaction(inGroup("A", BOB), LID, 10, body("lid")),
                    new ArchiveWrite.PutReaction(inGroup("B", BOB), NUMBER, 30, body("only")),
                    JOIN);

            assertThat(reactions(inGroup("A", BOB))).containsExactly(LID + " 10 lid");
            assertThat(reactions(inGroup("B", BOB))).containsExactly(LID + " 30 only");
        }

        @Test
        void aPlaceKeptForAMessageMovesAndIsFilledUnderTheNewAddress() {
            write(new ArchiveWrite.EditMessage(from(NUMBER, "E"), 2_000, body("new"), Set.of("new")), JOIN);
            write(put(from(LID, "E"), 1_000, "old"));

            assertThat(text(archive().message(from(LID, "E")))).isEqualTo("new");
            assertThat(versions(from(LID, "E"))).containsExactly("1000 old");
        }

        @Test
        void theLatestOfBothChatsCounts() {
            write(
                    new ArchiveWrite.TouchChat(
                            new ChatChange(NUMBER, 5_000, 7, 4_000, 1_000, flags(null, 3L, 60), false)),
                    new ArchiveWrite.TouchChat(new ChatChange(LID, 6_000, 2, 3_000, 500, flags(true, 9L, null), false)),
                    JOIN);

            assertThat(chat(LID).lastAt()).isEqualTo(6_000);
            assertThat(chat(LID).unread()).as("the later count").isEqualTo(7);
            assertThat(chat(LID).flags()).isEqualTo(flags(true, 9L, 60));
            assertThat(archive().counts().chats()).isEqualTo(1);
        }

        @Test
        void whatWasReadUnderEitherAddressIsRead() {
            write(
                    put(from(NUMBER, "A"), 1_000, "x"),
                    put(from(LID, "B"), 3_000, "y"),
                    new ArchiveWrite.TouchChat(ChatChange.read(NUMBER, 2_000)),
                    new ArchiveWrite.TouchChat(ChatChange.active(LID, 3_000)),
                    JOIN);

            assertThat(chat(LID).unread()).isEqualTo(1);
        }

        @Test
        void anEmptiedChatOfTheFirstAddressEmptiesThatOfTheSecondUpToThen() {
            write(
                    put(from(LID, "OLD"), 1_000, "word"),
                    put(from(LID, "NEW"), 3_000, "word"),
                    new ArchiveWrite.TouchChat(ChatChange.active(LID, 3_000)),
                    new ArchiveWrite.ClearChat(NUMBER, 2_000, false, false),
                    JOIN);

            assertThat(findWord("word")).containsExactly("NEW");
        }

        @Test
        void anAddressThatIsOnlyKnownByItsNameIsJoinedToo() {
            write(new ArchiveWrite.PutName(NUMBER, NameSource.PUSH, body("ann")), JOIN);

            assertThat(archive().contacts(null, 10)).containsExactly(LID);
        }

        @Test
        void anAddressThatOnlyReactedIsJoinedToo() {
            write(
                    put(inGroup("A", BOB), 1, "x"),
                    new ArchiveWrite.PutReaction(inGroup("A", BOB), NUMBER, 20, body("+")),
                    JOIN);

            assertThat(reactions(inGroup("A", BOB))).containsExactly(LID + " 20 +");
        }

        @Test
        void anAddressOfWhichNothingIsKeptChangesNothing() {
            write(
                    put(from(LID, "A"), 1_000, "x"),
                    new ArchiveWrite.TouchChat(ChatChange.active(LID, 1_000)),
                    new ArchiveWrite.PutName(LID, NameSource.PUSH, body("ann")),
                    JOIN);

            assertThat(archive().chats(null, null, 10)).hasSize(1);
            assertThat(find(MessageFilter.ALL)).containsExactly("A");
            assertThat(archive().names(List.of(LID))).containsOnlyKeys(LID);
        }

        @Test
        void anAddressJoinedWithItselfLosesNothing() {
            write(
                    put(inGroup("A", LID), 1, "x"),
                    new ArchiveWrite.PutReaction(inGroup("A", LID), LID, 20, body("+")),
                    new ArchiveWrite.PutName(LID, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.TouchChat(ChatChange.active(LID, 1_000)),
                    new ArchiveWrite.JoinAddresses(LID, LID));

            assertThat(reactions(inGroup("A", LID))).containsExactly(LID + " 20 +");
            assertThat(archive().contacts(null, 10)).containsExactly(LID);
            assertThat(chat(LID).lastAt()).isEqualTo(1_000);
        }

        @Test
        void anotherSessionKeepsBothAddressesApart() {
            try (var other = store.open("other")) {
                commit(other, t -> {
                    t.archive(put(from(NUMBER, "A"), 1_000, "x"));
                    t.archive(new ArchiveWrite.PutName(NUMBER, NameSource.PUSH, body("ann")));
                });
                write(put(from(NUMBER, "A"), 1_000, "x"), JOIN);

                assertThat(other.archive().message(from(NUMBER, "A"))).isNotNull();
                assertThat(other.archive().contacts(null, 10)).containsExactly(NUMBER);
            }
        }
    }
}
