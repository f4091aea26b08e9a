package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.ChatChange;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.testing.MemoryStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transaction takes, what it refuses, and what it weighs once it is sealed. */
class PendingTransactionTest {
    private static final SealedSession ANNA = new SealedSession(1, "anna");
    private static final Jid CHAT = Jid.phone("12");

    /** Every way to write, with what the write weighs: 96 for a row, 33 for the seal of a value, and the bytes. */
    static Stream<Arguments> writes() {
        return Stream.of(
                // The key is "abc".
                write("put", 96 + 3 + 10 + 33, t -> t.put(ANNA.preKeys, "abc", bytes(10, 1))),
                write("delete", 96 + 3, t -> t.delete(ANNA.preKeys, "abc")),
                // An address has a byte for its server, two for its device and its digits.
                write("put by address", 96 + 5 + 33, t -> t.put(ANNA.chatSettings, CHAT, bytes(0, 1))),
                write("append", 96 + 40 + 33, t -> t.append(inboxEntry(1))),
                write("inboxDone", 96, t -> t.inboxDone(1)),
                write("inboxFailed", 96, t -> t.inboxFailed(1)),
                // Chat, payload and stanza with a length of four bytes before each.
                write(
                        "put outbox",
                        96 + 33 + 9 + (4 + 30) + (4 + 7),
                        t -> t.put(new OutboxEntry("M", CHAT, bytes(30, 1), bytes(7, 2), 5))),
                // Of one that was refused also how often and until when.
                write(
                        "put refused outbox",
                        96 + 33 + 9 + (4 + 30) + 4 + (4 + 12),
                        t -> t.put(new OutboxEntry("M", CHAT, bytes(30, 1), bytes(0, 2), 5, 2, 9))),
                write("outboxDone", 96, t -> t.outboxDone("M")),
                write("put sent", 96 + 33 + (4 + 14) + (4 + 50), t -> t.put(sentMessage("M", 5, 50))),
                write("wipeLink", 0, PendingTransaction::wipeLink));
    }

    private static Arguments write(String name, long weight, Consumer<PendingTransaction> write) {
        return Arguments.of(name, weight, write);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void isEmptyUntilTheFirstWrite(String name, long weight, Consumer<PendingTransaction> write) {
        PendingTransaction transaction = ANNA.transaction();
        assertThat(transaction.isEmpty()).isTrue();
        write.accept(transaction);
        assertThat(transaction.isEmpty()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void weighsWhatItHolds(String name, long weight, Consumer<PendingTransaction> write) {
        assertThat(ANNA.sealed(0, write).bytes()).isEqualTo(weight);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("writes")
    void takesNothingOnceItIsHandedOver(String name, long weight, Consumer<PendingTransaction> write) {
        PendingTransaction transaction = ANNA.transaction();
        transaction.handOver(ANNA.owner);
        assertThatThrownBy(() -> write.accept(transaction))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the transaction was handed over already");
        assertThat(transaction.isEmpty()).isTrue();
    }

    @Test
    void takesNoChangeOfTheArchiveOnceItIsHandedOver() {
        PendingTransaction transaction = ANNA.transaction();
        transaction.handOver(ANNA.owner);
        ArchiveWrite change = new ArchiveWrite.TouchChat(ChatChange.active(CHAT, 1));
        assertThatThrownBy(() -> transaction.archive(change)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTableOfAnotherSessionIsRefused() {
        SealedSession bert = new SealedSession(2, "bert");
        PendingTransaction transaction = ANNA.transaction();
        assertThatThrownBy(() -> transaction.put(bert.preKeys, "a", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table belongs to another store");
        assertThatThrownBy(() -> transaction.delete(bert.preKeys, "a")).isInstanceOf(IllegalArgumentException.class);
        assertThat(transaction.isEmpty()).isTrue();
    }

    @Test
    void aTableOfAnotherKindOfStoreIsRefused() {
        RecordTable<String> foreign = new MemoryStore().store().preKeys();
        assertThatThrownBy(() -> ANNA.transaction().put(foreign, "a", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the table belongs to another store");
    }

    /** The same name is not the same session: one that was closed and opened again has another epoch. */
    @Test
    void isHandedOverToItsOwnSessionOnlyAndStaysUsableAfterARefusal() {
        SealedSession again = new SealedSession(1, "anna");
        PendingTransaction transaction = ANNA.transaction();
        assertThatThrownBy(() -> transaction.handOver(again.owner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the transaction belongs to another store");
        transaction.inboxDone(1);
        transaction.handOver(ANNA.owner);
        assertThatThrownBy(() -> transaction.handOver(ANNA.owner)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33, 64})
    void aHashOfAnotherLengthIsRefused(int length) {
        PendingTransaction transaction = ANNA.transaction();
        assertThatThrownBy(() -> transaction.append(new InboxEntry(1, bytes(length, 1), bytes(1, 1), 1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a ciphertext hash has 32 bytes");
        assertThat(transaction.isEmpty()).isTrue();
    }

    /** 1,024 bytes in UTF-8, however many characters that are. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "漢", "😀"})
    void aKeyHasAtMostTheBytesOfAKey(String character) {
        int each = character.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        String longest = character.repeat(1_024 / each) + "x".repeat(1_024 % each);
        PendingTransaction transaction = ANNA.transaction();
        assertThatThrownBy(() -> transaction.put(ANNA.preKeys, longest + "x", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(character + character);
        assertThat(transaction.isEmpty()).as("a refused key leaves no trace").isTrue();
        transaction.put(ANNA.preKeys, longest, bytes(1, 1));
        assertThat(transaction.isEmpty()).isFalse();
    }

    @Test
    void aMessageIdThatIsNoKeyIsRefused() {
        PendingTransaction transaction = ANNA.transaction();
        String tooLong = "x".repeat(1_025);
        assertThatThrownBy(() -> transaction.put(outboxEntry(tooLong))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction.outboxDone("\uDC00")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction.put(sentMessage(tooLong, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(transaction.isEmpty()).isTrue();
    }

    @Test
    void whatWasSaidOfAnInboxIdBeforeItWasGivenMeansNothing() {
        WriteSet writes = ANNA.sealed(0, t -> {
            t.inboxDone(1);
            t.inboxFailed(1);
            t.inboxFailed(2);
            t.append(inboxEntry(1));
        });
        assertThat(writes.done()).isEmpty();
        assertThat(writes.failed()).containsOnlyKeys(2L);
    }

    @Test
    void whatIsSaidOfAnInboxIdAfterItWasGivenCounts() {
        WriteSet writes = ANNA.sealed(0, t -> {
            t.append(inboxEntry(1));
            t.inboxFailed(1);
            t.inboxFailed(1);
            t.inboxDone(1);
        });
        assertThat(writes.done()).containsExactly(1L);
        assertThat(writes.failed()).containsEntry(1L, 2);
    }

    @Test
    void aWipeDropsWhatWasWrittenOfTheLinkBeforeItAndNothingElse() {
        WriteSet writes = ANNA.sealed(0, t -> {
            t.put(ANNA.preKeys, "before", bytes(1, 1));
            t.put(ANNA.chatSettings, CHAT, bytes(1, 1));
            t.put(outboxEntry("before"));
            t.put(sentMessage("before", 1, 1));
            t.append(inboxEntry(1));
            t.wipeLink();
            t.put(outboxEntry("after"));
        });
        assertThat(writes.wiped()).isTrue();
        assertThat(writes.records()).containsOnlyKeys(RecordKind.CHAT_SETTING);
        assertThat(writes.outbox()).containsOnlyKeys(new ByteKey(KeyCodec.TEXT.encode("after")));
        assertThat(writes.sent()).isEmpty();
        assertThat(writes.appended()).hasSize(1);
    }

    /** The positions say the order in which messages were accepted; what is done takes no place. */
    @Test
    void newOutboxEntriesTakeThePlacesThatFollow() {
        WriteSet writes = ANNA.sealed(0, t -> {
            t.put(outboxEntry("A"));
            t.outboxDone("B");
            t.put(outboxEntry("C"));
            t.put(outboxEntry("A"));
        });
        assertThat(writes.outbox().values().stream().map(WriteSet.OutboxRow::position))
                .containsExactly(100L, 0L, 101L);
    }

    @Test
    void aRecordThatIsEmptyIsNotTakenForADeletedOne() {
        WriteSet writes = ANNA.sealed(0, t -> {
            t.put(ANNA.preKeys, "empty", new byte[0]);
            t.delete(ANNA.preKeys, "gone");
        });
        assertThat(writes.records().get(RecordKind.PRE_KEY).values())
                .satisfiesExactly(
                        kept -> assertThat(kept).hasSize(33),
                        gone -> assertThat(gone).isSameAs(WriteSet.DELETED));
    }
}
