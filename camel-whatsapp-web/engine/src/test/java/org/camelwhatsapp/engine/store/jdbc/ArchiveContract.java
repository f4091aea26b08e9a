package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.CHAT;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.Archive;
import org.camelwhatsapp.engine.store.ArchiveCounts;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.ChatRow;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageFilter.Term;
import org.camelwhatsapp.engine.store.MessageRow;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an archive keeps, in which order it is read, and what is gone when it is gone. */
abstract class ArchiveContract extends StoreTestBase {
    static final Jid GROUP = Jid.parse("120363000000000001@g.us");
    static final Jid BOB = Jid.phone("15550002222");

    static MessageKey key(String id) {
        return new MessageKey(CHAT, id, false, CHAT);
    }

    static MessageKey mine(String id) {
        return new MessageKey(CHAT, id, true, null);
    }

    static byte[] body(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ArchiveWrite put(MessageKey key, long at, String text) {
        MessageStatus status = key.fromMe() ? MessageStatus.PENDING : MessageStatus.NONE;
        return new ArchiveWrite.PutMessage(key, at, "text", status, body(text), Set.of(text.split(" ")));
    }

    void write(ArchiveWrite... changes) {
        commit(device, t -> List.of(changes).forEach(t::archive));
    }

    Archive archive() {
        return device.archive();
    }

    static String text(@Nullable MessageRow row) {
        return row == null || row.body() == null ? "" : new String(row.body(), StandardCharsets.UTF_8);
    }

    List<String> search(Term... terms) {
        return archive().messages(MessageFilter.ALL.with(List.of(terms)), 50).stream()
                .map(row -> row.key().id())
                .toList();
    }

    static Term word(String word) {
        return new Term(word, false);
    }

    @Test
    void keepsAMessageOnceAndAcrossARestart() {
        write(put(key("A"), 1_000, "hello"), put(key("A"), 2_000, "other"));
        reopen();
        write(put(key("A"), 3_000, "third"));

        assertThat(archive().messages(MessageFilter.ALL, 10)).singleElement().satisfies(row -> {
            assertThat(text(row)).isEqualTo("hello");
            assertThat(row.at()).isEqualTo(1_000);
            assertThat(row.key()).isEqualTo(key("A"));
            assertThat(row.kind()).isEqualTo("text");
        });
        assertThat(search(word("other"))).isEmpty();
        assertThat(archive().counts()).isEqualTo(new ArchiveCounts(0, 1, 0));
    }

    @Test
    void tellsMessagesOfTheSameIdApartByChatAndAuthor() {
        MessageKey inGroup = new MessageKey(GROUP, "A", false, CHAT);
        MessageKey byBob = new MessageKey(GROUP, "A", false, BOB);
        write(put(key("A"), 1, "one"), put(inGroup, 2, "two"), put(byBob, 3, "three"), put(mine("A"), 4, "four"));

        assertThat(text(archive().message(inGroup))).isEqualTo("two");
        assertThat(text(archive().message(byBob))).isEqualTo("three");
        assertThat(text(archive().message(mine("A")))).isEqualTo("four");
        assertThat(archive().messages(MessageFilter.ALL.inChat(GROUP).by(BOB), 10))
                .hasSize(1);
    }

    @Test
    void pagesWithoutSkippingOrRepeatingWhileOthersArrive() {
        for (int i = 0; i < 25; i++) {
            write(put(key("M" + i), 1_000 + i / 3, "same"));
        }
        List<String> seen = new ArrayList<>();
        List<String> found = new ArrayList<>();
        MessageFilter all = MessageFilter.ALL.inChat(CHAT);
        MessageFilter words = all.with(List.of(word("same")));
        MessageRow last = null;
        MessageRow lastFound = null;
        for (int page = 0; page < 4; page++) {
            List<MessageRow> rows = archive().messages(all.before(last == null ? null : last.place()), 7);
            List<MessageRow> hits = archive().messages(words.before(lastFound == null ? null : lastFound.place()), 7);
            rows.forEach(row -> seen.add(row.key().id()));
            hits.forEach(row -> found.add(row.key().id()));
            last = rows.get(rows.size() - 1);
            lastFound = hits.get(hits.size() - 1);
            write(put(key("LATE" + page), 9_000, "same"));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 24; i >= 0; i--) {
            expected.add("M" + i);
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void findsWordsAndBeginningsAndNothingElse() {
        write(put(key("A"), 1, "invoice overdue"), put(key("B"), 2, "invoices paid"), put(key("C"), 3, "hello"));

        assertThat(search(word("invoice"))).containsExactly("A");
        assertThat(search(new Term("inv", true))).containsExactly("B", "A");
        assertThat(search(new Term("invoi", true), word("paid"))).containsExactly("B");
        assertThat(search(word("invoice"), word("paid"))).isEmpty();
        assertThat(search(word("inv"))).isEmpty();
        assertThatThrownBy(() -> new Term("in", true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsEveryVersionAndFindsOnlyTheLatest() {
        write(
                put(key("A"), 1_000, "first"),
                new ArchiveWrite.EditMessage(key("A"), 3_000, body("third"), Set.of("third")),
                new ArchiveWrite.EditMessage(key("A"), 2_000, body("second"), Set.of("second")));

        MessageRow row = archive().message(key("A"));
        assertThat(text(row)).isEqualTo("third");
        assertThat(row).isNotNull();
        assertThat(row.editedAt()).isEqualTo(3_000);
        assertThat(archive().extras(row).versions())
                .extracting(version -> new String(version.body(), StandardCharsets.UTF_8))
                .containsExactly("first", "second");
        assertThat(search(word("third"))).containsExactly("A");
        assertThat(search(word("first"))).isEmpty();
        assertThat(search(word("second"))).isEmpty();
    }

    @Test
    void changesThatComeBeforeTheirMessageWaitForIt() {
        write(
                new ArchiveWrite.EditMessage(key("E"), 2_000, body("new"), Set.of("new")),
                new ArchiveWrite.RevokeMessage(key("R"), 2_000, CHAT),
                new ArchiveWrite.PutReaction(key("E"), BOB, 2_000, body("+")));
        assertThat(archive().messages(MessageFilter.ALL, 10)).isEmpty();

        write(put(key("E"), 1_000, "old"), put(key("R"), 1_000, "secret"));

        MessageRow edited = archive().message(key("E"));
        assertThat(text(edited)).isEqualTo("new");
        assertThat(edited).isNotNull();
        assertThat(edited.at()).isEqualTo(1_000);
        assertThat(archive().extras(edited).versions()).hasSize(1);
        assertThat(archive().extras(edited).reactions()).singleElement().satisfies(reaction -> {
            assertThat(reaction.reactor()).isEqualTo(BOB);
            assertThat(reaction.body()).isEqualTo(body("+"));
        });
        assertThat(search(word("new"))).containsExactly("E");
        assertThat(search(word("old"))).isEmpty();
        assertThat(archive().message(key("R")))
                .satisfies(row -> assertThat(row.body()).isNull());
        assertThat(search(word("secret"))).isEmpty();
    }

    @Test
    void aRevokeDropsContentVersionsAndWords() throws Exception {
        write(
                put(key("A"), 1_000, "secret"),
                new ArchiveWrite.EditMessage(key("A"), 2_000, body("worse"), Set.of("worse")),
                new ArchiveWrite.RevokeMessage(key("A"), 3_000, BOB));

        MessageRow row = archive().message(key("A"));
        assertThat(row).isNotNull();
        assertThat(row.body()).isNull();
        assertThat(row.revokedAt()).isEqualTo(3_000);
        assertThat(row.revokedBy()).isEqualTo(BOB);
        assertThat(archive().extras(row).versions()).isEmpty();
        assertThat(search(word("secret"))).isEmpty();
        assertThat(search(word("worse"))).isEmpty();
        assertThat(values("wa_message_version")).isEmpty();
    }

    @Test
    void aStarStaysWithItsMessageAndMayComeBeforeIt() {
        write(
                put(key("A"), 1_000, "first"),
                new ArchiveWrite.StarMessage(key("A"), 2_000, true),
                new ArchiveWrite.StarMessage(key("B"), 2_000, true),
                new ArchiveWrite.StarMessage(key("UNKNOWN"), 2_000, false));
        write(put(key("B"), 1_500, "second"), put(key("C"), 1_600, "third"));
        assertThat(archive().messages(MessageFilter.ALL, 10))
                .extracting(MessageRow::starred)
                .containsExactly(false, true, true);

        write(new ArchiveWrite.StarMessage(key("A"), 3_000, false));
        assertThat(archive().message(key("A")))
                .satisfies(row -> assertThat(row.starred()).isFalse());
    }

    @Test
    void aMessageThatIsDeletedForOneselfIsGoneWithAllThatHangsOnIt() throws Exception {
        write(
                put(key("A"), 1_000, "secret"),
                new ArchiveWrite.EditMessage(key("A"), 2_000, body("worse"), Set.of("worse")),
                new ArchiveWrite.PutReaction(key("A"), BOB, 20, body("+")),
                put(key("B"), 1_000, "other"),
                new ArchiveWrite.RemoveMessage(key("A")),
                new ArchiveWrite.RemoveMessage(key("UNKNOWN")));
        assertThat(archive().messages(MessageFilter.ALL, 10))
                .extracting(row -> row.key().id())
                .containsExactly("B");
        assertThat(search(word("secret"))).isEmpty();
        assertThat(search(word("worse"))).isEmpty();
        assertThat(count("wa_message_version") + count("wa_reaction")).isZero();
    }

    @Test
    void anEmptiedChatLosesItsMessagesUpToThenButNotThoseWithAStar() throws Exception {
        write(
                put(key("OLD"), 1_000, "word"),
                put(key("STAR"), 1_500, "word"),
                put(key("NEW"), 3_000, "word"),
                new ArchiveWrite.StarMessage(key("STAR"), 1_600, true),
                new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 3_000)),
                new ArchiveWrite.ClearChat(CHAT, 2_000, false, false));
        assertThat(search(word("word"))).containsExactly("NEW", "STAR");
        assertThat(archive().message(key("OLD"))).isNull();
        assertThat(archive().oldest(CHAT))
                .satisfies(row -> assertThat(row.key().id()).isEqualTo("STAR"));
        assertThat(archive().chats(null, null, 10)).hasSize(1);
        assertThat(archive().chat(CHAT))
                .satisfies(chat -> assertThat(chat.unread()).isEqualTo(1));

        write(put(key("LATE"), 1_200, "word"));
        assertThat(search(word("word"))).as("older ones that come later").containsExactly("NEW", "STAR");
        assertThat(archive().purge(0, Integer.MAX_VALUE, 10)).isEqualTo(2);
        assertThat(count("wa_message")).isEqualTo(2);

        write(
                new ArchiveWrite.ClearChat(CHAT, 2_000, true, false),
                new ArchiveWrite.ClearChat(CHAT, 1_000, false, false));
        assertThat(search(word("word"))).containsExactly("NEW");
    }

    @Test
    void aDeletedChatIsListedAgainWhenSomethingNewIsThere() {
        write(
                put(key("OLD"), 1_000, "word"),
                new ArchiveWrite.StarMessage(key("OLD"), 1_100, true),
                new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 1_000)),
                new ArchiveWrite.ClearChat(CHAT, 1_999, true, true));
        assertThat(archive().chats(null, null, 10)).isEmpty();
        assertThat(archive().messages(MessageFilter.ALL.inChat(CHAT), 10)).isEmpty();

        write(put(key("NEW"), 3_000, "word"), new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 3_000)));
        assertThat(archive().chats(null, null, 10)).hasSize(1);
        assertThat(search(word("word"))).containsExactly("NEW");
    }

    @Test
    void whatWasEmptiedStaysSoWhenItsTwoAddressesAreJoined() {
        Jid number = Jid.phone("15550004444");
        Jid lid = Jid.lid("400000000000004");
        write(
                put(new MessageKey(number, "OLD", false, number), 1_000, "word"),
                new ArchiveWrite.ClearChat(number, 2_000, true, true),
                new ArchiveWrite.JoinAddresses(number, lid));
        assertThat(search(word("word"))).isEmpty();
        assertThat(archive().chats(null, null, 10)).isEmpty();
    }

    @Test
    void aReactionIsReplacedAndTakenBackInTheOrderOfTime() {
        write(
                put(key("A"), 1, "x"),
                new ArchiveWrite.PutReaction(key("A"), BOB, 20, body("late")),
                new ArchiveWrite.PutReaction(key("A"), BOB, 10, body("early")),
                new ArchiveWrite.PutReaction(key("A"), BOB, 15, body("")));
        MessageRow row = archive().message(key("A"));
        assertThat(row).isNotNull();
        assertThat(archive().extras(row).reactions())
                .singleElement()
                .satisfies(reaction -> assertThat(reaction.body()).isEqualTo(body("late")));

        write(new ArchiveWrite.PutReaction(key("A"), BOB, 30, body("")));
        assertThat(archive().extras(row).reactions()).isEmpty();
    }

    @Test
    void aStatusOnlyRises() {
        write(
                put(mine("A"), 1, "x"),
                put(mine("B"), 2, "y"),
                new ArchiveWrite.RaiseStatus(mine("A"), MessageStatus.READ),
                new ArchiveWrite.RaiseStatus(mine("A"), MessageStatus.DELIVERED),
                new ArchiveWrite.RaiseStatus(mine("A"), MessageStatus.FAILED),
                new ArchiveWrite.RaiseStatus(mine("B"), MessageStatus.FAILED),
                new ArchiveWrite.RaiseStatus(mine("UNKNOWN"), MessageStatus.SENT));

        assertThat(archive().messages(MessageFilter.ALL, 10))
                .extracting(MessageRow::status)
                .containsExactly(MessageStatus.FAILED, MessageStatus.READ);
    }

    @Test
    void chatsComeByActivityWithWhatIsUnread() {
        write(
                put(key("A"), 1_000, "x"),
                put(key("B"), 2_000, "y"),
                put(mine("C"), 3_000, "z"),
                new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 3_000)),
                new ArchiveWrite.TouchChat(ChatChange.active(GROUP, 5_000)),
                new ArchiveWrite.TouchChat(ChatChange.active(GROUP, 4_000)),
                new ArchiveWrite.TouchChat(ChatChange.set(GROUP, new ChatChange.Flags(null, true, 7L, null, 60))));

        List<ChatRow> first = archive().chats(null, null, 1);
        assertThat(first).singleElement().satisfies(row -> {
            assertThat(row.chat()).isEqualTo(GROUP);
            assertThat(row.lastAt()).isEqualTo(5_000);
            assertThat(row.flags()).isEqualTo(new ChatChange.Flags(null, true, 7L, null, 60));
        });
        assertThat(archive().chats(null, first.get(0), 10))
                .extracting(ChatRow::chat)
                .containsExactly(CHAT);
        assertThat(archive().chats(false, null, 10)).extracting(ChatRow::chat).containsExactly(CHAT);
        assertThat(archive().chats(true, null, 10)).extracting(ChatRow::chat).containsExactly(GROUP);
        assertThat(archive().chat(CHAT))
                .satisfies(row -> assertThat(row.unread()).isEqualTo(2));

        write(new ArchiveWrite.TouchChat(ChatChange.read(CHAT, 1_500)));
        assertThat(archive().chat(CHAT))
                .satisfies(row -> assertThat(row.unread()).isEqualTo(1));
        write(new ArchiveWrite.TouchChat(new ChatChange(CHAT, 0, 9, 1_600, 0, ChatChange.Flags.NONE, false)));
        assertThat(archive().chat(CHAT))
                .satisfies(row -> assertThat(row.unread()).isEqualTo(10));
        assertThat(archive().chat(BOB)).isNull();
    }

    @Test
    void namesOfAUserComeBySourceAndContactsInPages() {
        write(
                new ArchiveWrite.PutName(CHAT, NameSource.PUSH, body("ann")),
                new ArchiveWrite.PutName(CHAT, NameSource.ADDRESS_BOOK, body("Ann")),
                new ArchiveWrite.PutName(BOB, NameSource.PUSH, body("bob")),
                new ArchiveWrite.PutName(GROUP, NameSource.SUBJECT, body("all")));
        write(
                new ArchiveWrite.PutName(CHAT, NameSource.PUSH, body("Annie")),
                new ArchiveWrite.PutName(BOB, NameSource.BUSINESS, body("")));

        assertThat(archive().contacts(null, 1)).containsExactly(CHAT);
        assertThat(archive().contacts(CHAT, 10)).containsExactly(BOB);
        assertThat(archive().names(List.of(CHAT, GROUP))).satisfies(names -> {
            assertThat(names.get(CHAT).get(NameSource.PUSH)).isEqualTo(body("Annie"));
            assertThat(names.get(CHAT).get(NameSource.ADDRESS_BOOK)).isEqualTo(body("Ann"));
            assertThat(names.get(GROUP)).containsOnlyKeys(NameSource.SUBJECT);
        });
    }

    @Test
    void purgesByAgeAndByCountABoundedNumberAtOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            write(put(key("M" + i), 1_000 + i, "word"));
        }
        assertThat(archive().purge(1_005, Integer.MAX_VALUE, 3)).isEqualTo(3);
        assertThat(archive().purge(1_005, Integer.MAX_VALUE, 3)).isEqualTo(2);
        assertThat(archive().purge(1_005, 2, 100)).isEqualTo(3);
        assertThat(search(word("word"))).containsExactly("M9", "M8");
        assertThat(count("wa_message_token")).isEqualTo(4);
    }

    @Test
    void erasesAUserEverywhereAndNobodyElse() throws Exception {
        MessageKey inGroup = new MessageKey(GROUP, "G", false, CHAT);
        MessageKey byBob = new MessageKey(GROUP, "H", false, BOB);
        write(
                put(key("A"), 1, "word"),
                put(mine("B"), 2, "word"),
                put(inGroup, 3, "word"),
                put(byBob, 4, "word"),
                new ArchiveWrite.PutReaction(byBob, CHAT, 5, body("+")),
                new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 2)),
                new ArchiveWrite.PutName(CHAT, NameSource.PUSH, body("ann")));
        commit(device, t -> t.put(StoreFixture.sentMessage("B", 1, 10)));

        int erased;
        Set<Integer> steps = new TreeSet<>();
        do {
            erased = archive().erase(List.of(CHAT), 2);
            steps.add(erased);
        } while (erased > 0);

        assertThat(steps).contains(0, 2);
        assertThat(search(word("word"))).containsExactly("H");
        assertThat(archive().chat(CHAT)).isNull();
        assertThat(archive().names(List.of(CHAT))).isEmpty();
        assertThat(device.sentMessages().find("B")).isNull();
        assertThat(count("wa_reaction")).isZero();
        assertThat(count("wa_message_token")).isEqualTo(2);
    }

    @Test
    void textsNamesAndWordsAreNotReadableAtRest() throws Exception {
        write(
                put(key("A"), 1, "topsecret"),
                new ArchiveWrite.EditMessage(key("A"), 2, body("topsecret again"), Set.of("topsecret")),
                new ArchiveWrite.PutReaction(key("A"), BOB, 2, body("topsecret")),
                new ArchiveWrite.PutName(BOB, NameSource.PUSH, body("topsecret")));
        for (String table : List.of("wa_message", "wa_message_version", "wa_reaction", "wa_name")) {
            assertThat(values(table))
                    .isNotEmpty()
                    .allSatisfy(value -> assertThat(new String(value, StandardCharsets.ISO_8859_1))
                            .doesNotContain("topsecret"));
        }
    }

    @Test
    void aNewDataKeyReencryptsTheArchiveAndWordsAreStillFound() throws Exception {
        write(
                put(key("A"), 1, "word"),
                new ArchiveWrite.EditMessage(key("A"), 2, body("word two"), Set.of("word")),
                new ArchiveWrite.PutReaction(key("A"), BOB, 2, body("+")),
                new ArchiveWrite.PutName(BOB, NameSource.PUSH, body("bob")));
        store.keys().rotateDataKey();
        assertThat(store.keys().reencrypt(100)).isEqualTo(5);
        assertThat(store.keys().reencrypt(100)).isZero();
        tamper("DELETE FROM wa_data_key WHERE key_id = 1");
        reopen();

        assertThat(search(word("word"))).containsExactly("A");
        MessageRow row = archive().message(key("A"));
        assertThat(row).isNotNull();
        assertThat(archive().extras(row).versions()).hasSize(1);
        assertThat(archive().extras(row).reactions()).hasSize(1);
    }

    @Test
    void aSessionSeesNothingOfAnotherAndLeavesNothingBehind() throws Exception {
        write(put(key("A"), 1, "word"), new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 1)));
        try (var other = store.open("other")) {
            assertThat(other.archive().messages(MessageFilter.ALL.with(List.of(word("word"))), 10))
                    .isEmpty();
            assertThat(other.archive().message(key("A"))).isNull();
            assertThat(other.archive().chats(null, null, 10)).isEmpty();
        }
        device.close();
        store.delete("main");
        assertThat(count("wa_message") + count("wa_message_token") + count("wa_chat"))
                .isZero();
    }

    @Test
    void refusesWhatADatabaseWouldRefuseBeforeTheCommit() {
        Jid strange = new Jid("a\u0000b", 0, "lid");
        var transaction = device.transaction();
        assertThatThrownBy(() -> transaction.archive(put(new MessageKey(strange, "A", false, null), 1, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> archive().messages(MessageFilter.ALL, 501))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private long count(String table) throws Exception {
        try (var connection = foreign();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void joinsWhatStandsUnderTwoAddressesOfOneUser() {
        Jid number = Jid.phone("15550003333");
        Jid lid = Jid.lid("300000000000003");
        MessageKey old = new MessageKey(number, "OLD", false, number);
        MessageKey both = new MessageKey(number, "BOTH", false, number);
        MessageKey bothByLid = new MessageKey(lid, "BOTH", false, lid);
        MessageKey inGroup = new MessageKey(GROUP, "G", false, number);
        write(
                put(old, 1_000, "before"),
                put(both, 2_000, "twice"),
                put(bothByLid, 2_000, "kept"),
                put(inGroup, 3_000, "group"),
                new ArchiveWrite.PutReaction(inGroup, number, 1, body("+1")),
                new ArchiveWrite.PutName(number, NameSource.PUSH, body("Pushed")),
                new ArchiveWrite.PutName(number, NameSource.ADDRESS_BOOK, body("Old name")),
                new ArchiveWrite.PutName(lid, NameSource.ADDRESS_BOOK, body("New name")),
                new ArchiveWrite.TouchChat(ChatChange.active(number, 9_000)),
                new ArchiveWrite.TouchChat(ChatChange.set(number, new ChatChange.Flags(null, true, 5L, null, null))),
                new ArchiveWrite.TouchChat(ChatChange.active(lid, 2_000)),
                new ArchiveWrite.TouchChat(ChatChange.set(lid, new ChatChange.Flags(null, false, null, null, null))));

        write(new ArchiveWrite.JoinAddresses(number, lid), new ArchiveWrite.JoinAddresses(number, lid));
        write(new ArchiveWrite.PutName(lid, NameSource.PUSH, body("Pushed later")));

        assertThat(archive().chat(number)).isNull();
        ChatRow chat = java.util.Objects.requireNonNull(archive().chat(lid));
        assertThat(chat.lastAt()).isEqualTo(9_000);
        assertThat(chat.flags().archived()).isFalse();
        assertThat(chat.flags().pinnedAt()).isEqualTo(5);
        assertThat(archive().messages(MessageFilter.ALL.inChat(lid), 10))
                .extracting(ArchiveContract::text)
                .containsExactly("kept", "before");
        assertThat(search(word("twice"))).isEmpty();
        assertThat(search(word("before"))).containsExactly("OLD");
        MessageRow group = java.util.Objects.requireNonNull(archive().message(new MessageKey(GROUP, "G", false, lid)));
        assertThat(text(group)).isEqualTo("group");
        assertThat(archive().extras(group).reactions())
                .singleElement()
                .satisfies(reaction -> assertThat(reaction.reactor()).isEqualTo(lid));
        assertThat(archive().names(List.of(number, lid)).get(lid))
                .hasEntrySatisfying(
                        NameSource.ADDRESS_BOOK, name -> assertThat(name).isEqualTo(body("New name")))
                .hasEntrySatisfying(NameSource.PUSH, name -> assertThat(name).isEqualTo(body("Pushed later")));
    }

    @Test
    void aJoinedNameCanBeReadAsItWasSealed() {
        Jid number = Jid.phone("15550003334");
        Jid lid = Jid.lid("300000000000004");
        write(
                new ArchiveWrite.PutName(number, NameSource.PUSH, body("Pushed")),
                new ArchiveWrite.JoinAddresses(number, lid));
        reopen();
        assertThat(archive().names(List.of(lid)).get(lid))
                .hasEntrySatisfying(NameSource.PUSH, name -> assertThat(name).isEqualTo(body("Pushed")));
    }
}
