package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.body;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.key;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.mine;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.put;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How one message changes, in whatever order its changes come. */
class ArchiveMessagesTest {
    @Nested
    class OnSqlite extends Messages {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class OnPostgres extends Messages {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    abstract static class Messages extends ArchiveTestBase {
        private static final MessageKey A = key("A");

        private static ArchiveWrite edit(long at, String text) {
            return new ArchiveWrite.EditMessage(A, at, body(text), Set.of(text));
        }

        private static ArchiveWrite react(Jid who, long at, String text) {
            return new ArchiveWrite.PutReaction(A, who, at, body(text));
        }

        private static ArchiveWrite own(MessageStatus status) {
            return new ArchiveWrite.PutMessage(mine("A"), 1, "text", status, body("x"), Set.of());
        }

        @ParameterizedTest(name = "{0} and {1} make {2}")
        @CsvSource({
            "PENDING, SENT, SENT",
            "PENDING, FAILED, FAILED", // only what waits can fail
            "SENT, FAILED, SENT", // the server has it
            "READ, FAILED, READ",
            "FAILED, PENDING, PENDING", // it is sent again
            "FAILED, SENT, SENT", // an answer that came late
            "READ, DELIVERED, READ", // receipts overtake each other
            "READ, PLAYED, PLAYED",
            "PLAYED, PLAYED, PLAYED",
            "SENT, NONE, SENT" // nothing is said
        })
        void aStatusRisesAndOnlyWhatWaitsCanFail(MessageStatus before, MessageStatus said, MessageStatus after) {
            write(own(before), new ArchiveWrite.RaiseStatus(mine("A"), said));

            assertThat(message(mine("A")).status()).isEqualTo(after);
        }

        @Test
        void aMessageThatComesAgainRaisesTheStatusOfTheOneThatIsThere() {
            write(own(MessageStatus.PENDING), own(MessageStatus.DELIVERED), own(MessageStatus.SENT));

            assertThat(message(mine("A")).status()).isEqualTo(MessageStatus.DELIVERED);
        }

        @Test
        void aStatusOfAnUnknownMessageKeepsNoPlaceForIt() throws Exception {
            write(new ArchiveWrite.RaiseStatus(mine("UNKNOWN"), MessageStatus.READ));

            assertThat(rows("wa_message")).isZero();
        }

        @Test
        void theAuthorIsTheUserWhicheverDeviceWrote() {
            write(put(inGroup("G", BOB.withDevice(7)), 1, "x"));

            assertThat(message(inGroup("G", BOB)).key().sender()).isEqualTo(BOB);
        }

        @Test
        void withoutASenderTheChatIsTheAuthor() {
            write(put(new MessageKey(ANN, "S", false, null), 1, "x"));

            assertThat(message(key("S")).key()).isEqualTo(key("S"));
        }

        @Test
        void anIdOf1024BytesIsKept() {
            MessageKey longest = key("\u00e9".repeat(512));
            write(put(longest, 1, "x"));

            assertThat(message(longest).key().id()).isEqualTo("\u00e9".repeat(512));
        }

        @Test
        void anEmptyBodyIsNotATakenBackOne() {
            write(new ArchiveWrite.PutMessage(A, 1, "text", MessageStatus.NONE, new byte[0], Set.of()));

            assertThat(message(A).body()).isEmpty();
        }

        @Test
        void theSameEditTwiceIsOneEdit() {
            write(put(A, 1_000, "first"), edit(2_000, "second"), edit(2_000, "other"));

            assertThat(text(archive().message(A))).isEqualTo("second");
            assertThat(versions(A)).containsExactly("1000 first");
        }

        @Test
        void eachVersionHasTheTimeFromWhichItCounted() {
            write(put(A, 1_000, "first"), edit(2_000, "second"), edit(3_000, "third"));

            assertThat(versions(A)).containsExactly("1000 first", "2000 second");
            assertThat(message(A).editedAt()).isEqualTo(3_000);
            assertThat(message(A).at()).as("the place in the chat").isEqualTo(1_000);
        }

        @Test
        void anEditAfterATakeBackBringsNothingBack() throws Exception {
            write(put(A, 1_000, "first"), new ArchiveWrite.RevokeMessage(A, 2_000, ANN), edit(3_000, "again"));

            assertThat(message(A).body()).isNull();
            assertThat(findWord("again")).isEmpty();
            assertThat(rows("wa_message_version", "wa_message_token")).isZero();
        }

        @Test
        void aLateEditOfATakenBackMessageLeavesNoVersion() throws Exception {
            write(
                    put(A, 1_000, "first"),
                    edit(3_000, "third"),
                    new ArchiveWrite.RevokeMessage(A, 4_000, ANN),
                    edit(2_000, "second"));

            assertThat(rows("wa_message_version")).isZero();
        }

        @Test
        void whoTookItBackFirstDidIt() {
            write(
                    put(A, 1_000, "x"),
                    new ArchiveWrite.RevokeMessage(A, 2_000, BOB),
                    new ArchiveWrite.RevokeMessage(A, 3_000, ANN));

            assertThat(message(A).revokedBy()).isEqualTo(BOB);
            assertThat(message(A).revokedAt()).isEqualTo(2_000);
        }

        @Test
        void aTakenBackMessageKeepsItsReactions() {
            write(put(A, 1_000, "x"), react(BOB, 2_000, "+"), new ArchiveWrite.RevokeMessage(A, 3_000, ANN));

            assertThat(reactions(A)).containsExactly(BOB + " 2000 +");
        }

        @Test
        void everyPersonHasOneReactionInTheOrderOfTime() {
            write(put(A, 1, "x"), react(BOB, 30, "b"), react(ANN, 20, "a"), react(GROUP, 20, "g"));
            write(react(BOB, 40, "B"));

            assertThat(reactions(A)).containsExactly(GROUP + " 20 g", ANN + " 20 a", BOB + " 40 B");
        }

        @Test
        void aReactionOfTheSameInstantReplacesAndIsTakenBack() {
            write(put(A, 1, "x"), react(BOB, 30, "one"), react(BOB, 30, "two"));
            assertThat(reactions(A)).containsExactly(BOB + " 30 two");

            write(react(BOB, 30, ""));
            assertThat(reactions(A)).isEmpty();
        }

        @Test
        void takingBackOnesReactionLeavesThoseOfOthers() {
            write(put(A, 1, "x"), react(BOB, 30, "b"), react(ANN, 20, "a"), react(BOB, 40, ""));

            assertThat(reactions(A)).containsExactly(ANN + " 20 a");
        }

        @Test
        void aStarThatIsTakenAwayFromAnUnknownMessageKeepsNoPlace() throws Exception {
            write(new ArchiveWrite.StarMessage(A, 1, false), new ArchiveWrite.RemoveMessage(A));

            assertThat(rows("wa_message")).isZero();
        }

        @Test
        void aStarOfAnUnknownTimeIsAStar() {
            write(put(A, 1, "x"), new ArchiveWrite.StarMessage(A, 0, true));

            assertThat(message(A).starred()).isTrue();
        }

        @Test
        void aPlaceThatWasRemovedForgetsWhatItWaitedWith() {
            write(edit(2_000, "second"), react(BOB, 3_000, "+"), new ArchiveWrite.RemoveMessage(A));
            write(put(A, 1_000, "first"));

            assertThat(text(archive().message(A))).isEqualTo("first");
            assertThat(reactions(A)).isEmpty();
        }

        @Test
        void wordsFollowTheirMessageWhenItsTrueTimeIsKnown() throws Exception {
            write(edit(9_000, "word"), put(key("B"), 5_000, "word"), put(A, 1_000, "old"));

            assertThat(findWord("word")).containsExactly("B", "A");
            assertThat(number("SELECT count(*) FROM wa_message_token t JOIN wa_message m ON m.id = t.message"
                            + " WHERE m.at <> t.at"))
                    .isZero();
        }

        /** The seeds are fixed, so that a failure is the same everywhere. */
        @Test
        void everyOrderOfTheSameChangesLeavesTheSameMessage() throws Exception {
            List<ArchiveWrite> changes = List.of(
                    put(A, 1_000, "first"),
                    edit(2_000, "second"),
                    edit(3_000, "third"),
                    edit(4_000, "fourth"),
                    react(BOB, 2_500, "early"),
                    react(BOB, 3_500, "late"),
                    react(ANN, 1_500, "+"),
                    new ArchiveWrite.StarMessage(A, 5_000, true));
            for (int seed = 0; seed < 40; seed++) {
                List<ArchiveWrite> shuffled = new ArrayList<>(changes);
                Collections.shuffle(shuffled, new Random(seed));
                write(shuffled.toArray(new ArchiveWrite[0]));

                MessageRow row = message(A);
                assertThat(text(row)).as("seed %d", seed).isEqualTo("fourth");
                assertThat(row.at()).as("seed %d", seed).isEqualTo(1_000);
                assertThat(row.starred()).as("seed %d", seed).isTrue();
                assertThat(versions(A)).as("seed %d", seed).containsExactly("1000 first", "2000 second", "3000 third");
                assertThat(reactions(A)).as("seed %d", seed).containsExactly(ANN + " 1500 +", BOB + " 3500 late");
                assertThat(findWord("fourth")).as("seed %d", seed).containsExactly("A");
                write(new ArchiveWrite.RemoveMessage(A));
                assertThat(rows("wa_message", "wa_message_token", "wa_message_version", "wa_reaction"))
                        .as("seed %d", seed)
                        .isZero();
            }
        }

        @Test
        void whateverTheOrderATakenBackMessageHoldsNothing() throws Exception {
            List<ArchiveWrite> changes = List.of(
                    put(A, 1_000, "first"),
                    edit(2_000, "second"),
                    edit(3_000, "third"),
                    new ArchiveWrite.RevokeMessage(A, 4_000, BOB));
            for (int seed = 0; seed < 40; seed++) {
                List<ArchiveWrite> shuffled = new ArrayList<>(changes);
                Collections.shuffle(shuffled, new Random(seed));
                write(shuffled.toArray(new ArchiveWrite[0]));

                assertThat(message(A).body()).as("seed %d", seed).isNull();
                assertThat(message(A).revokedBy()).as("seed %d", seed).isEqualTo(BOB);
                assertThat(rows("wa_message_token", "wa_message_version"))
                        .as("seed %d", seed)
                        .isZero();
                write(new ArchiveWrite.RemoveMessage(A));
            }
            assertThat(find(MessageFilter.ALL)).isEmpty();
        }
    }
}
