package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.jdbc.MergedWrites.RowId;
import org.camelwhatsapp.engine.store.jdbc.MergedWrites.RowKey;
import org.junit.jupiter.api.Test;

/** Several commits of several sessions become the rows that they would have left one after the other. */
class MergedWritesTest {
    private static final Jid CHAT = Jid.phone("12");

    private final SealedSession anna = new SealedSession(1, "anna");
    private final SealedSession bert = new SealedSession(2, "bert");

    private static MergedWrites merged(Commit... commits) {
        return new MergedWrites(List.of(commits));
    }

    private static RowKey row(SealedSession session, String key) {
        return new RowKey(session.owner.id(), new ByteKey(KeyCodec.TEXT.encode(key)));
    }

    /** What the row of a pre-key would hold, opened; {@code DELETED} as it is. */
    private static byte[] preKey(MergedWrites writes, SealedSession session, String key) {
        byte[] value = writes.records.get(RecordKind.PRE_KEY).get(row(session, key));
        return value == WriteSet.DELETED
                ? value
                : session.sealer.records(RecordKind.PRE_KEY).open(KeyCodec.TEXT.encode(key), value);
    }

    @Test
    void aBurstOnOneRecordIsOneRowWithTheLastValue() {
        MergedWrites writes = merged(
                anna.commit(1, t -> t.put(anna.preKeys, "k", bytes(3, 1))),
                anna.commit(2, t -> t.put(anna.preKeys, "k", bytes(3, 2))),
                anna.commit(3, t -> t.put(anna.preKeys, "k", bytes(3, 3))));
        assertThat(writes.records.get(RecordKind.PRE_KEY)).hasSize(1);
        assertThat(preKey(writes, anna, "k")).isEqualTo(bytes(3, 3));
    }

    @Test
    void aDeletionAfterAWriteAndAWriteAfterADeletionBothCount() {
        MergedWrites writes = merged(
                anna.commit(1, t -> {
                    t.put(anna.preKeys, "gone", bytes(3, 1));
                    t.delete(anna.preKeys, "back");
                }),
                anna.commit(2, t -> {
                    t.delete(anna.preKeys, "gone");
                    t.put(anna.preKeys, "back", bytes(3, 2));
                }));
        assertThat(preKey(writes, anna, "gone")).isSameAs(WriteSet.DELETED);
        assertThat(preKey(writes, anna, "back")).isEqualTo(bytes(3, 2));
    }

    @Test
    void theSameKeyOfTwoSessionsIsTwoRows() {
        MergedWrites writes = merged(
                anna.commit(1, t -> t.put(anna.preKeys, "k", bytes(3, 1))),
                bert.commit(1, t -> t.put(bert.preKeys, "k", bytes(3, 2))));
        assertThat(preKey(writes, anna, "k")).isEqualTo(bytes(3, 1));
        assertThat(preKey(writes, bert, "k")).isEqualTo(bytes(3, 2));
    }

    @Test
    void aWipeTakesWhatEarlierCommitsOfItsSessionWroteOfTheLink() {
        MergedWrites writes = merged(
                anna.commit(1, t -> {
                    t.put(anna.preKeys, "k", bytes(3, 1));
                    t.put(anna.chatSettings, CHAT, bytes(3, 1));
                    t.put(outboxEntry("M"));
                    t.put(sentMessage("M", 1, 1));
                    t.append(inboxEntry(1));
                    t.inboxDone(5);
                }),
                anna.commit(2, t -> t.wipeLink()));
        assertThat(writes.wiped).containsExactly(1L);
        assertThat(writes.records.get(RecordKind.PRE_KEY)).isEmpty();
        assertThat(writes.outbox).isEmpty();
        assertThat(writes.sent).isEmpty();
        assertThat(writes.records.get(RecordKind.CHAT_SETTING)).hasSize(1);
        assertThat(writes.appended).hasSize(1);
        assertThat(writes.done).containsOnlyKeys(new RowId(1, 5));
    }

    @Test
    void aWipeTakesNothingOfAnotherSession() {
        MergedWrites writes = merged(
                bert.commit(1, t -> {
                    t.put(bert.preKeys, "k", bytes(3, 1));
                    t.put(outboxEntry("M"));
                    t.put(sentMessage("M", 1, 1));
                }),
                anna.commit(2, t -> t.wipeLink()));
        assertThat(writes.wiped).containsExactly(1L);
        assertThat(preKey(writes, bert, "k")).isEqualTo(bytes(3, 1));
        assertThat(writes.outbox).containsOnlyKeys(row(bert, "M"));
        assertThat(writes.sent).containsOnlyKeys(row(bert, "M"));
    }

    @Test
    void whatIsWrittenAfterAWipeStays() {
        MergedWrites writes = merged(anna.commit(1, t -> t.wipeLink()), anna.commit(2, t -> {
            t.put(anna.preKeys, "k", bytes(3, 1));
            t.put(outboxEntry("M"));
            t.put(sentMessage("M", 1, 1));
        }));
        assertThat(preKey(writes, anna, "k")).isEqualTo(bytes(3, 1));
        assertThat(writes.outbox).containsOnlyKeys(row(anna, "M"));
        assertThat(writes.sent).containsOnlyKeys(row(anna, "M"));
    }

    @Test
    void failedDeliveriesAddUpForEachSessionByItself() {
        MergedWrites writes = merged(
                anna.commit(1, t -> {
                    t.inboxFailed(7);
                    t.inboxFailed(7);
                }),
                bert.commit(1, t -> t.inboxFailed(7)),
                anna.commit(2, t -> t.inboxFailed(7)));
        assertThat(writes.failed).isEqualTo(Map.of(new RowId(1, 7), 3, new RowId(2, 7), 1));
    }

    @Test
    void whatEarlierCommitsSaidOfAnInboxIdDoesNotMeetTheEntryThatComesLater() {
        MergedWrites writes = merged(
                anna.commit(1, t -> {
                    t.inboxDone(7);
                    t.inboxFailed(7);
                }),
                bert.commit(1, t -> {
                    t.inboxDone(7);
                    t.inboxFailed(7);
                }),
                anna.commit(2, t -> t.append(inboxEntry(7))));
        assertThat(writes.done).containsOnlyKeys(new RowId(2, 7));
        assertThat(writes.failed).containsOnlyKeys(new RowId(2, 7));
        assertThat(writes.appended).singleElement().satisfies(entry -> {
            assertThat(entry.session()).isEqualTo(1);
            assertThat(entry.row().id()).isEqualTo(7);
        });
    }

    @Test
    void entriesAreDoneAtTheTimeOfTheirOwnCommit() {
        MergedWrites writes = merged(anna.commit(10, t -> t.inboxDone(1)), bert.commit(20, t -> t.inboxDone(1)));
        assertThat(writes.done).isEqualTo(Map.of(new RowId(1, 1), 10L, new RowId(2, 1), 20L));
    }

    /** A clock may be set back between two commits. */
    @Test
    void theTimeOfAllIsTheLatest() {
        assertThat(merged(anna.commit(20, t -> t.inboxDone(1)), anna.commit(10, t -> t.inboxDone(2))).at)
                .isEqualTo(20);
    }

    @Test
    void anOutboxEntryThatIsDoneInALaterCommitIsDeleted() {
        MergedWrites writes = merged(
                anna.commit(1, t -> {
                    t.put(outboxEntry("done"));
                    t.outboxDone("again");
                }),
                anna.commit(2, t -> {
                    t.outboxDone("done");
                    t.put(outboxEntry("again"));
                }));
        assertThat(writes.outbox.get(row(anna, "done"))).isSameAs(WriteSet.OutboxRow.GONE);
        assertThat(writes.outbox.get(row(anna, "again")).position()).isEqualTo(100);
    }

    /** The order in which messages leave after a restart is that in which they were accepted. */
    @Test
    void anOutboxEntryThatIsPutAgainKeepsItsPlaceAndTakesTheNewContent() {
        Commit first = anna.commit(1, t -> t.put(outboxEntry("A")));
        WriteSet again =
                anna.sealer.seal(transactionOf(new OutboxEntry("A", CHAT, bytes(1, 1), bytes(2, 2), 9)), 300, 2);
        MergedWrites writes = merged(first, new Commit(anna.owner, again, new CompletableFuture<>()));
        WriteSet.OutboxRow row = writes.outbox.get(row(anna, "A"));
        assertThat(row.position()).isEqualTo(100);
        assertThat(row.createdAt()).isEqualTo(9);
        assertThat(row.value())
                .isEqualTo(again.outbox().values().iterator().next().value());
    }

    private PendingTransaction transactionOf(OutboxEntry entry) {
        PendingTransaction transaction = anna.transaction();
        transaction.put(entry);
        return transaction;
    }

    @Test
    void anEntryThatIsDoneTwiceWasDoneTheFirstTime() {
        MergedWrites writes = merged(anna.commit(10, t -> t.inboxDone(1)), anna.commit(20, t -> t.inboxDone(1)));
        assertThat(writes.done).isEqualTo(Map.of(new RowId(1, 1), 10L));
    }
}
