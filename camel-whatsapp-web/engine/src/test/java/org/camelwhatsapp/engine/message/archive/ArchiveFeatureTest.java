package org.camelwhatsapp.engine.message.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.BOB_PHONE;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.CAROL;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.GROUP;
import static org.camelwhatsapp.engine.message.archive.ArchiveBench.SELF;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.message.content.ContentCodec;
import org.camelwhatsapp.engine.message.content.EditContent;
import org.camelwhatsapp.engine.message.content.LocationContent;
import org.camelwhatsapp.engine.message.content.MessageContent;
import org.camelwhatsapp.engine.message.content.ReactionContent;
import org.camelwhatsapp.engine.message.content.RevokeContent;
import org.camelwhatsapp.engine.message.content.TextContent;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.NameSource;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.camelwhatsapp.engine.store.jdbc.JdbcStore;
import org.camelwhatsapp.engine.store.jdbc.JdbcStoreOptions;
import org.camelwhatsapp.proto.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said in which chat, asked of a real archive into which the recorder wrote. */
class ArchiveFeatureTest {
    private static final MessageQuery ANY = new MessageQuery(null, null, null, null);

    @TempDir
    Path directory;

    private final SystemScheduling scheduling = new SystemScheduling(1, 2);
    private JdbcStore store;
    private DeviceStore device;
    private ArchiveBench bench;
    private ArchiveRecorder recorder;
    private ArchiveFeature archive;

    @BeforeEach
    void open() {
        store = new JdbcStore(
                JdbcStoreOptions.sqlite(directory.resolve("store.db"), "correct horse")
                        .withIterations(1_000),
                new Environment(InstantSource.system(), new SecureRandomSource(), scheduling));
        device = store.open("main");
        bench = new ArchiveBench(device.archive());
        recorder = new ArchiveRecorder(bench.session, bench.addresses, ArchiveMode.KEEP);
        archive = new ArchiveFeature(bench.session, bench.addresses, recorder);
    }

    @AfterEach
    void close() {
        store.close();
        scheduling.close();
    }

    /** Writes to the disk what the recorder committed. */
    private void flush() {
        write(bench.committed.toArray(ArchiveWrite[]::new));
        bench.committed.clear();
    }

    private void write(ArchiveWrite... changes) {
        StoreTransaction transaction = device.transaction();
        List.of(changes).forEach(transaction::archive);
        device.commit(transaction)
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private void seen(MessageKey key, long at, MessageContent content) {
        Message message = ContentCodec.toProto(content, at);
        Message inner = message.hasEditedMessage() ? message.getEditedMessage().getMessage() : message;
        bench.commit(transaction ->
                recorder.seen(new ArchiveRecorder.Seen(key, at, null, inner), MessageStatus.NONE, transaction));
        flush();
    }

    private void said(Jid chat, String id, long at, String text) {
        seen(new MessageKey(chat, id, false, chat.isGroup() ? CAROL : chat), at, new TextContent(text));
    }

    private <T> T ask(Supplier<CompletionStage<T>> question) {
        CompletableFuture<T> answer = bench.scripted.call(question);
        assertThat(answer).isDone();
        return answer.join();
    }

    private ChatPage chats(Boolean archived, String cursor, int limit) {
        return ask(() -> archive.chats(archived, cursor, limit));
    }

    private List<String> found(MessageQuery query) {
        return ids(ask(() -> archive.messages(query, null, 100)));
    }

    private static List<String> ids(MessagePage page) {
        return page.messages().stream().map(message -> message.key().id()).toList();
    }

    private static ArchiveWrite name(Jid owner, NameSource source, String name) {
        return new ArchiveWrite.PutName(owner, source, name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyQuestionFailsWhenTheArchiveIsOff() {
        ArchiveRecorder off = new ArchiveRecorder(bench.session, bench.addresses, ArchiveMode.OFF);
        ArchiveFeature closed = new ArchiveFeature(bench.session, bench.addresses, off);
        List<Function<ArchiveFeature, CompletionStage<?>>> questions = List.of(
                a -> a.chats(null, null, 1),
                a -> a.messages(ANY, null, 1),
                a -> a.message(new MessageKey(BOB, "A1", false, BOB)),
                a -> a.contacts(null, 1),
                a -> a.erase(BOB));
        for (Function<ArchiveFeature, CompletionStage<?>> question : questions) {
            CompletableFuture<?> answer =
                    bench.scripted.call(() -> question.apply(closed).thenApply(v -> v));
            assertThatThrownBy(answer::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOfSatisfying(ArchiveException.class, e -> {
                        assertThat(e.code()).isEqualTo("archive-off");
                        assertThat(e.isRetryable()).isFalse();
                    });
        }
    }

    @Test
    void chatsComeByTheirLatestMessagePageByPage() {
        said(BOB, "A1", 10, "one");
        said(GROUP, "A2", 30, "two");
        said(CAROL, "A3", 20, "three");
        ChatPage first = chats(null, null, 2);
        assertThat(first.chats()).extracting(ArchivedChat::chat).containsExactly(GROUP, CAROL);
        ChatPage second = chats(null, first.next(), 2);
        assertThat(second.chats()).extracting(ArchivedChat::chat).containsExactly(BOB);
        assertThat(second.next()).as("a page that is not full is the last").isNull();
        assertThat(second.chats().get(0).lastAt()).isEqualTo(Instant.ofEpochMilli(10));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"true, BOB", "false, CAROL", "NONE, BOTH"},
            nullValues = "NONE")
    void chatsThatWerePutAwayAreToldApart(Boolean archived, String who) {
        said(BOB, "A1", 10, "one");
        said(CAROL, "A2", 20, "two");
        bench.commit(t -> recorder.flags(BOB, new ChatChange.Flags(null, true, null, null, null), t));
        flush();
        List<Jid> expected = new ArrayList<>();
        if (!who.equals("BOB")) {
            expected.add(CAROL);
        }
        if (!who.equals("CAROL")) {
            expected.add(BOB);
        }
        assertThat(chats(archived, null, 10).chats())
                .extracting(ArchivedChat::chat)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void aChatHasTheNameOfTheBestSource() {
        said(BOB, "A1", 10, "one");
        String[] expected = {"Group", "Business", "Push", "Book"};
        NameSource[] sources = {NameSource.SUBJECT, NameSource.BUSINESS, NameSource.PUSH, NameSource.ADDRESS_BOOK};
        for (int i = 0; i < sources.length; i++) {
            write(name(BOB, sources[i], expected[i]));
            assertThat(chats(null, null, 10).chats().get(0).name()).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                // Without end.
                "-1, true, NONE",
                "90000, true, 1970-01-01T00:01:30Z",
                "0, false, NONE"
            },
            nullValues = "NONE")
    void tellsUntilWhenAChatIsMuted(long until, boolean muted, Instant end) {
        said(BOB, "A1", 10, "one");
        bench.commit(t -> recorder.flags(BOB, new ChatChange.Flags(null, null, 70L, until, null), t));
        flush();
        ArchivedChat chat = chats(null, null, 10).chats().get(0);
        assertThat(chat.muted()).isEqualTo(muted);
        assertThat(chat.mutedUntil()).isEqualTo(end);
        assertThat(chat.pinned()).isTrue();
    }

    @Test
    void aChatIsToldWithBothAddresses() {
        bench.same(BOB_PHONE, BOB);
        said(BOB_PHONE, "A1", 10, "one");
        ArchivedChat chat = chats(null, null, 10).chats().get(0);
        assertThat(chat.chat()).isEqualTo(BOB);
        assertThat(chat.alternate()).isEqualTo(BOB_PHONE);
    }

    @Test
    void findsMessagesByEitherAddressOfTheChatAndTheAuthor() {
        bench.same(BOB_PHONE, BOB);
        said(BOB, "A1", 10, "one");
        said(GROUP, "A2", 20, "two");
        seen(new MessageKey(GROUP, "A3", false, BOB_PHONE), 30, new TextContent("three"));
        assertThat(found(ANY)).containsExactly("A3", "A2", "A1");
        assertThat(found(new MessageQuery(BOB_PHONE.withDevice(1), null, null, null)))
                .containsExactly("A1");
        assertThat(found(new MessageQuery(null, BOB_PHONE, null, null))).containsExactly("A3", "A1");
        assertThat(found(new MessageQuery(GROUP, BOB, null, null))).containsExactly("A3");
    }

    @Test
    void findsMessagesByTheirKind() {
        said(BOB, "A1", 10, "one");
        seen(new MessageKey(BOB, "A2", false, BOB), 20, new LocationContent(1, 2, "Old Mill", null));
        assertThat(found(new MessageQuery(null, null, "location", null))).containsExactly("A2");
        assertThat(found(new MessageQuery(null, null, "image", null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cafe, A1",
        "CAFÉ, A1",
        // The last word may be begun, from three letters on.
        "caf, A1",
        "ca, ''",
        // All words must be there, in any order, and only the last may be begun.
        "tomorrow cafe, A1",
        "caf tomorrow, ''",
        "cafe yesterday, ''",
        // What stands below or beside a thing counts as well.
        "mill, A2"
    })
    void findsMessagesByTheirWords(String text, String id) {
        said(BOB, "A1", 10, "Tomorrow at the Café?");
        seen(new MessageKey(BOB, "A2", false, BOB), 20, new LocationContent(1, 2, "Old Mill", null));
        assertThat(found(new MessageQuery(null, null, null, text))).isEqualTo(id.isEmpty() ? List.of() : List.of(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?!", "a b c d e f g h i"})
    void aTextToLookForHasOneToEightWords(String text) {
        CompletableFuture<MessagePage> answer =
                bench.scripted.call(() -> archive.messages(new MessageQuery(null, null, null, text), null, 10));
        assertThatThrownBy(answer::join).hasRootCauseMessage("text: one to 8 words");
        assertThat(new MessageQuery(null, null, null, "secret").toString()).doesNotContain("secret");
    }

    @Test
    void pagesOfMessagesFollowEachOtherWithoutGapOrRepetition() {
        for (int i = 0; i < 7; i++) {
            // Several within the same millisecond.
            said(BOB, "A" + i, 10 + i / 3, "word");
        }
        List<String> all = new ArrayList<>();
        String cursor = null;
        do {
            String from = cursor;
            MessagePage page = ask(() -> archive.messages(new MessageQuery(BOB, null, null, "word"), from, 2));
            all.addAll(ids(page));
            cursor = page.next();
        } while (cursor != null);
        assertThat(all).containsExactly("A6", "A5", "A4", "A3", "A2", "A1", "A0");
    }

    @Test
    void aMessageIsToldWithItsVersionsAndReactions() {
        MessageKey key = new MessageKey(GROUP, "A1", false, CAROL);
        seen(key, 10, new TextContent("frist"));
        seen(new MessageKey(GROUP, "E1", false, CAROL), 20, new EditContent(key, "first"));
        seen(new MessageKey(GROUP, "R1", true, null), 30, new ReactionContent(key, "👍"));
        ArchivedMessage message = ask(() -> archive.message(key));
        assertThat(message.content()).isEqualTo(new TextContent("first"));
        assertThat(message.timestamp()).isEqualTo(Instant.ofEpochMilli(10));
        assertThat(message.editedAt()).isEqualTo(Instant.ofEpochMilli(20));
        assertThat(message.details())
                .isEqualTo(new ArchivedMessage.Details(
                        List.of(new ArchivedMessage.Version(Instant.ofEpochMilli(10), new TextContent("frist"))),
                        List.of(new ArchivedMessage.Reaction(SELF, Instant.ofEpochMilli(30), "👍"))));
    }

    @Test
    void aListOfMessagesLeavesTheDetailsOut() {
        said(BOB, "A1", 10, "one");
        assertThat(ask(() -> archive.messages(ANY, null, 1)).messages().get(0).details())
                .isNull();
    }

    @Test
    void aRevokedMessageIsToldWithWhen() {
        MessageKey key = new MessageKey(BOB, "A1", false, BOB);
        seen(key, 10, new TextContent("oops"));
        seen(new MessageKey(BOB, "R1", false, BOB), 20, new RevokeContent(new MessageKey(BOB, "A1", true, null)));
        assertThat(ask(() -> archive.message(key)).revokedAt()).isEqualTo(Instant.ofEpochMilli(20));
    }

    @Test
    void aMessageThatIsNotThereIsNone() {
        assertThat(ask(() -> archive.message(new MessageKey(BOB, "A1", false, BOB))))
                .isNull();
    }

    @Test
    void contactsComeInTheOrderOfTheirAddressesWithAllTheirNames() {
        bench.same(BOB_PHONE, BOB);
        write(
                name(CAROL, NameSource.PUSH, "Caz"),
                name(BOB, NameSource.ADDRESS_BOOK, "Bob Brown"),
                name(BOB, NameSource.PUSH, "Bobby"),
                name(BOB, NameSource.BUSINESS, "Bob's Bikes"));
        ContactPage first = ask(() -> archive.contacts(null, 1));
        assertThat(first.contacts())
                .containsExactly(new ArchivedContact(BOB, BOB_PHONE, "Bob Brown", "Bobby", "Bob's Bikes"));
        ContactPage second = ask(() -> archive.contacts(first.next(), 2));
        assertThat(second.contacts()).containsExactly(new ArchivedContact(CAROL, null, null, "Caz", null));
        assertThat(second.next()).isNull();
    }

    @Test
    void erasesAUserUnderBothAddressesAndNobodyElse() {
        bench.same(BOB_PHONE, BOB);
        said(BOB, "A1", 10, "one");
        said(CAROL, "A2", 20, "two");
        seen(new MessageKey(GROUP, "A3", false, BOB), 30, new TextContent("three"));
        write(name(BOB, NameSource.PUSH, "Bob"), name(CAROL, NameSource.PUSH, "Caz"));
        assertThat(ask(() -> archive.erase(BOB_PHONE))).isPositive();
        assertThat(found(ANY)).containsExactly("A2");
        assertThat(ask(() -> archive.contacts(null, 10)).contacts())
                .extracting(ArchivedContact::user)
                .containsExactly(CAROL);
        assertThat(ask(() -> archive.erase(BOB_PHONE)))
                .as("there is nothing left")
                .isZero();
    }

    @Test
    void aUserWhoWritesAgainAfterTheErasureHasANameAgain() {
        MessageKey key = new MessageKey(BOB, "A1", false, BOB);
        Message text = ContentCodec.toProto(new TextContent("hi"), 10);
        Runnable says = () -> {
            bench.commit(transaction ->
                    recorder.seen(new ArchiveRecorder.Seen(key, 10, "Bob", text), MessageStatus.NONE, transaction));
            flush();
        };
        says.run();
        ask(() -> archive.erase(BOB));
        says.run();
        assertThat(ask(() -> archive.contacts(null, 10)).contacts())
                .extracting(ArchivedContact::pushName)
                .containsExactly("Bob");
    }

    @Test
    void aWrongCursorIsRefusedBeforeAnythingIsRead() {
        assertThatThrownBy(() -> archive.chats(null, "x", 1)).hasMessageStartingWith("cursor");
        assertThatThrownBy(() -> archive.messages(ANY, "x", 1)).hasMessageStartingWith("cursor");
        assertThatThrownBy(() -> archive.contacts("a@b@c", 1)).hasMessageStartingWith("cursor");
    }
}
