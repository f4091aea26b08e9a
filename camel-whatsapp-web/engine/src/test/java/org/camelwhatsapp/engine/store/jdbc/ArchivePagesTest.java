package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.body;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.key;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.mine;
import static org.camelwhatsapp.engine.store.jdbc.ArchiveContract.put;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageFilter.Term;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found, in which order, page by page, and what a damaged row does to its page. */
class ArchivePagesTest {
    @Nested
    class OnSqlite extends Pages {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.SQLITE;
        }
    }

    @Nested
    class OnPostgres extends Pages {
        @Override
        DatabaseKind kind() {
            return DatabaseKind.POSTGRESQL;
        }
    }

    abstract static class Pages extends ArchiveTestBase {
        private static final MessageFilter ALL = MessageFilter.ALL;

        private static Term begins(String letters) {
            return new Term(letters, true);
        }

        private static Term word(String letters) {
            return new Term(letters, false);
        }

        private static ArchiveWrite image(MessageKey key, long at, String words) {
            return new ArchiveWrite.PutMessage(
                    key, at, "image", MessageStatus.NONE, body(words), Set.of(words.split(" ")));
        }

        @Test
        void everyPartOfAFilterNarrowsTheOthers() {
            write(
                    put(key("TEXT"), 1, "red"),
                    image(key("IMAGE"), 2, "red"),
                    image(inGroup("GROUP-ANN", ANN), 3, "red"),
                    image(inGroup("GROUP-BOB", BOB), 4, "red"),
                    image(inGroup("BLUE", BOB), 5, "blue"));

            assertThat(find(ALL.ofKind("image"))).containsExactly("BLUE", "GROUP-BOB", "GROUP-ANN", "IMAGE");
            assertThat(find(ALL.by(ANN))).containsExactly("GROUP-ANN", "IMAGE", "TEXT");
            assertThat(find(ALL.by(ANN).ofKind("image"))).containsExactly("GROUP-ANN", "IMAGE");
            assertThat(find(ALL.inChat(GROUP).with(List.of(word("red"))))).containsExactly("GROUP-BOB", "GROUP-ANN");
            assertThat(find(ALL.inChat(GROUP).by(BOB).ofKind("image").with(List.of(word("red")))))
                    .containsExactly("GROUP-BOB");
            assertThat(find(ALL.ofKind("video"))).isEmpty();
        }

        @Test
        void theDeviceOfAnAuthorDoesNotMatter() {
            write(put(key("A"), 1, "x"));

            assertThat(find(ALL.by(ANN.withDevice(5)))).containsExactly("A");
        }

        @Test
        void ownMessagesAreNotByThePersonOfTheChat() {
            write(put(mine("MINE"), 1, "x"), put(key("THEIRS"), 2, "x"));

            assertThat(find(ALL.inChat(ANN))).containsExactly("THEIRS", "MINE");
            assertThat(find(ALL.by(ANN))).containsExactly("THEIRS");
        }

        @ParameterizedTest(name = "{0} finds {1}")
        @CsvSource({
            "inv, C B A", // three letters, indexed
            "invo, C B A", // four are asked for by three: more come than begin so
            "invoi, B A", // five, indexed
            "invoices, B A", // eight are asked for by five: more come than begin so
            "xyz, ''"
        })
        void aBeginningFindsAllWordsThatBeginSoAndAFewMore(String beginning, String expected) {
            write(put(key("A"), 1, "invoice"), put(key("B"), 2, "invoices"), put(key("C"), 3, "inverse"));

            assertThat(String.join(" ", find(ALL.with(List.of(begins(beginning))))))
                    .isEqualTo(expected);
        }

        @Test
        void fiveLettersTellWordsApartThatShareThree() {
            write(put(key("A"), 1, "invoice"), put(key("C"), 3, "inverse"));

            assertThat(find(ALL.with(List.of(begins("invoi"))))).containsExactly("A");
            assertThat(find(ALL.with(List.of(begins("inver"))))).containsExactly("C");
        }

        @Test
        void eightWordsMustAllBeThereInWhateverOrder() {
            String text = "a b c d e f g h";
            write(put(key("ALL"), 1, text), put(key("BUT-H"), 2, "a b c d e f g"));
            List<Term> terms = new ArrayList<>();
            for (String word : "h g f e d c b a".split(" ")) {
                terms.add(word(word));
            }
            assertThat(find(ALL.with(terms))).containsExactly("ALL");
            terms.add(word("a"));
            assertThatThrownBy(() -> ALL.with(terms)).hasMessage("at most 8 words");
        }

        @Test
        void theSameWordTwiceIsOneWord() {
            write(put(key("A"), 1, "red"));

            assertThat(find(ALL.with(List.of(word("red"), word("red"))))).containsExactly("A");
        }

        @Test
        void aPlaceBelongsToItsInstantAndItsNumber() {
            write(put(key("A"), 5, "x"), put(key("B"), 5, "x"), put(key("C"), 5, "x"));
            long b = message(key("B")).id();

            assertThat(find(ALL.before(new MessageFilter.Place(5, b)))).containsExactly("A");
            assertThat(find(ALL.before(new MessageFilter.Place(6, 0)))).containsExactly("C", "B", "A");
            assertThat(find(ALL.before(new MessageFilter.Place(5, 0)))).isEmpty();
            assertThat(find(ALL.with(List.of(word("x"))).before(new MessageFilter.Place(5, b))))
                    .containsExactly("A");
        }

        @Test
        void aPlaceWhoseMessageIsGoneStillContinuesThere() {
            write(put(key("A"), 1, "x"), put(key("B"), 2, "x"), put(key("C"), 3, "x"));
            MessageFilter behindB = ALL.before(message(key("B")).place());
            write(new ArchiveWrite.RemoveMessage(key("B")));

            assertThat(find(behindB)).containsExactly("A");
        }

        @ParameterizedTest
        @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 501})
        void aPageOfAnotherSizeThan1To500IsRefused(int limit) {
            assertThatThrownBy(() -> archive().messages(ALL, limit)).hasMessage("a page has 1 to 500 rows");
            assertThatThrownBy(() -> archive().chats(null, null, limit)).hasMessage("a page has 1 to 500 rows");
            assertThatThrownBy(() -> archive().contacts(null, limit)).hasMessage("a page has 1 to 500 rows");
        }

        @Test
        void theOldestMessageIsTheOneKeptFirstOfTheEarliestInstant() {
            write(put(key("LATER"), 9, "x"), put(key("FIRST"), 5, "x"), put(key("SECOND"), 5, "x"));
            write(new ArchiveWrite.StarMessage(key("PLACE"), 1, true));

            assertThat(archive().oldest(ANN))
                    .satisfies(row -> assertThat(row.key().id()).isEqualTo("FIRST"));
            assertThat(archive().oldest(BOB)).isNull();
        }

        @Test
        void chatsOfOneInstantArePagedWithoutSkippingOrRepeating() {
            for (int i = 0; i < 7; i++) {
                Jid chat = Jid.group("12036300000000000" + i);
                write(new ArchiveWrite.TouchChat(ChatChange.active(chat, 1_000)));
            }
            List<Jid> seen = new ArrayList<>();
            ChatRow last = null;
            for (int page = 0; page < 4; page++) {
                List<ChatRow> rows = archive().chats(null, last, 2);
                rows.forEach(row -> seen.add(row.chat()));
                last = rows.get(rows.size() - 1);
            }
            assertThat(seen).hasSize(7).doesNotHaveDuplicates();
            assertThat(archive().chats(null, last, 2)).isEmpty();
        }

        @Test
        void aContactWithSeveralNamesIsListedOnceAndAGroupIsNone() {
            write(
                    new ArchiveWrite.PutName(ANN, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.PutName(ANN, NameSource.BUSINESS, body("Ann Ltd")),
                    new ArchiveWrite.PutName(GROUP, NameSource.SUBJECT, body("all")));

            assertThat(archive().contacts(null, 10)).containsExactly(ANN);
        }

        @Test
        void moreNamesThanOneStatementTakesAreReadTogether() {
            List<Jid> people = IntStream.range(0, 501)
                    .mapToObj(i -> Jid.lid("30000000000" + (1_000 + i)))
                    .toList();
            write(people.stream()
                    .map(person -> new ArchiveWrite.PutName(person, NameSource.PUSH, body(person.user())))
                    .toArray(ArchiveWrite[]::new));

            assertThat(archive().names(people)).hasSize(501).containsOnlyKeys(people.toArray(new Jid[0]));
            assertThat(archive().names(List.of())).isEmpty();
            assertThat(archive().names(List.of(ANN))).isEmpty();
            assertThat(archive().contacts(null, Archive.MAX_PAGE)).hasSize(500);
        }

        @Test
        void aNameThatIsTakenAwayLeavesThoseOfOtherSources() {
            write(
                    new ArchiveWrite.PutName(ANN, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.PutName(ANN, NameSource.ADDRESS_BOOK, body("Ann")),
                    new ArchiveWrite.PutName(ANN, NameSource.PUSH, new byte[0]));

            assertThat(archive().names(List.of(ANN)).get(ANN)).containsOnlyKeys(NameSource.ADDRESS_BOOK);
        }

        @Test
        void aDamagedMessageIsLeftOutOfItsPageAndCounted() throws Exception {
            write(put(key("A"), 1, "x"), put(key("B"), 2, "x"), put(key("C"), 3, "x"));
            // the body of B under the id of another message
            tamper("UPDATE wa_message SET value = (SELECT o.value FROM wa_message o WHERE o.at = 1) WHERE at = 2");

            assertThat(find(ALL)).containsExactly("C", "A");
            assertThat(store.damagedRecords()).isEqualTo(1);
            assertThat(rows("wa_message")).as("it is not deleted").isEqualTo(3);
        }

        @Test
        void aDamagedMessageThatIsAskedForIsAnError() throws Exception {
            write(put(key("A"), 1, "x"), put(key("B"), 2, "x"));
            tamper("UPDATE wa_message SET value = (SELECT o.value FROM wa_message o WHERE o.at = 2) WHERE at = 1");

            assertThatThrownBy(() -> archive().message(key("A")))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-corrupt"));
            assertThatThrownBy(() -> archive().oldest(ANN))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.code()).isEqualTo("store-corrupt"));
        }

        @Test
        void aDamagedNameIsLeftOutAndCounted() throws Exception {
            write(
                    new ArchiveWrite.PutName(ANN, NameSource.PUSH, body("ann")),
                    new ArchiveWrite.PutName(BOB, NameSource.PUSH, body("bob")));
            tamper("UPDATE wa_name SET value = (SELECT o.value FROM wa_name o WHERE o.owner = '" + BOB
                    + "') WHERE owner = '" + ANN + "'");

            assertThat(archive().names(List.of(ANN, BOB))).containsOnlyKeys(BOB);
            assertThat(store.damagedRecords()).isEqualTo(1);
        }
    }
}
