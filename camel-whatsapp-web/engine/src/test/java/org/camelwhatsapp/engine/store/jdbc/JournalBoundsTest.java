package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hex;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is purged, kept and counted of inbox, outbox and sent messages: on the bound and one beside it. */
class JournalBoundsTest extends StoreTestBase {
    /** What a sealed sent message takes on disk besides its payload: chat and payload with their lengths, and the seal. */
    private static final int AROUND = 4 + 14 + 4 + 33;

    private long now = 1_000;

    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    /** On a clock that the test sets. */
    @Override
    JdbcStore openStore(JdbcStoreOptions options) {
        return new JdbcStore(
                options, new Environment(() -> Instant.ofEpochMilli(now), new SecureRandomSource(), scheduling));
    }

    private JdbcDeviceStore own() {
        return (JdbcDeviceStore) device;
    }

    private long number(String query) throws Exception {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private List<String> kept(String... ids) {
        List<String> kept = new ArrayList<>();
        for (String id : ids) {
            if (device.sentMessages().find(id) != null) {
                kept.add(id);
            }
        }
        return kept;
    }

    @Test
    void anEntryIsDoneWhenItsCommitWasMadeAndThatDayStays() throws Exception {
        commit(device, t -> t.append(inboxEntry(1)));
        now = 5_000;
        commit(device, t -> t.inboxDone(1));
        now = 6_000;
        commit(device, t -> t.inboxDone(1));
        assertThat(number("SELECT done_at FROM wa_inbox")).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource({"4999, 1", "5000, 1", "5001, 0"})
    void aHashIsForgottenOnceItWasDoneBeforeTheTime(long before, int left) {
        commit(device, t -> t.append(inboxEntry(1)));
        now = 5_000;
        commit(device, t -> t.inboxDone(1));
        device.inbox().purgeDone(before);
        assertThat(device.inbox().known(List.of(hash(1)))).hasSize(left);
    }

    @Test
    void anEntryThatIsNotDoneIsNeverForgotten() {
        commit(device, t -> t.append(inboxEntry(1)));
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().pending(0, 10)).hasSize(1);
    }

    @Test
    void hashesAreForgottenOldestFirstAndNoMoreThanAsked() {
        commit(device, t -> IntStream.rangeClosed(1, 4).forEach(id -> t.append(inboxEntry(id))));
        for (int id : new int[] {3, 1, 4, 2}) {
            now++;
            commit(device, t -> t.inboxDone(id));
        }
        assertThat(own().journal().purgeDone(Long.MAX_VALUE, 2)).isEqualTo(2);
        assertThat(device.inbox()
                        .known(IntStream.rangeClosed(1, 4)
                                .mapToObj(StoreFixture::hash)
                                .toList()))
                .containsExactlyInAnyOrder(hex(hash(4)), hex(hash(2)));
        assertThat(own().journal().purgeDone(Long.MAX_VALUE, 10)).isEqualTo(2);
    }

    @Test
    void theHashesOfAnotherSessionStay() {
        try (DeviceStore other = store.open("other")) {
            for (DeviceStore each : List.of(device, other)) {
                commit(each, t -> {
                    t.append(inboxEntry(1));
                    t.inboxDone(1);
                });
            }
            device.inbox().purgeDone(Long.MAX_VALUE);
            assertThat(device.inbox().known(List.of(hash(1)))).isEmpty();
            assertThat(other.inbox().known(List.of(hash(1)))).hasSize(1);
            assertThat(other.inbox().lastId()).isEqualTo(1);
        }
    }

    /** Two thousand are dropped in one transaction. */
    @ParameterizedTest
    @ValueSource(ints = {1_999, 2_000, 2_001})
    void aPurgeGoesOnUntilNothingIsLeft(int count) {
        commit(device, t -> {
            for (int id = 1; id <= count; id++) {
                t.append(inboxEntry(id));
                t.inboxDone(id);
                t.put(sentMessage("M" + id, id, 0));
            }
        });
        device.inbox().purgeDone(Long.MAX_VALUE);
        device.sentMessages().purge(count + 1, Long.MAX_VALUE);
        assertThat(device.inbox()
                        .known(IntStream.range(0, 256)
                                .mapToObj(StoreFixture::hash)
                                .toList()))
                .isEmpty();
        assertThat(device.inbox().lastId()).isEqualTo(count);
        assertThat(kept("M1", "M" + count / 2, "M" + count)).isEmpty();
    }

    @Test
    void aDoneEntryKeepsNothingButItsHash() throws Exception {
        commit(device, t -> t.append(inboxEntry(1)));
        commit(device, t -> t.inboxDone(1));
        assertThat(number("SELECT count(*) FROM wa_inbox WHERE value IS NULL")).isEqualTo(1);
        assertThat(device.inbox().depth()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // After, limit, what is given of 10, 20 and 30.
        "0,  10, 10 20 30",
        "9,  10, 10 20 30",
        "10, 10, 20 30",
        "30, 10, ''",
        "0,  2,  10 20",
        "-1, 1,  10"
    })
    void aPageOfTheInboxBeginsBehindTheIdThatIsNamed(long after, int limit, String given) {
        commit(device, t -> IntStream.of(30, 10, 20).forEach(id -> t.append(inboxEntry(id))));
        assertThat(device.inbox().pending(after, limit))
                .extracting(InboxEntry::id)
                .map(String::valueOf)
                .containsExactlyElementsOf(given.isEmpty() ? List.of() : List.of(given.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Integer.MAX_VALUE + 1L, Long.MAX_VALUE})
    void anInboxIdMayBeAnyNumber(long id) {
        commit(device, t -> t.append(inboxEntry(id)));
        reopen();
        assertThat(device.inbox().lastId()).isEqualTo(id);
        assertThat(device.inbox().pending(id - 1, 1)).extracting(InboxEntry::id).containsExactly(id);
    }

    @ParameterizedTest
    @CsvSource({"999, A B C", "1000, A B C", "1001, B C", "1003, ''"})
    void aSentMessageIsDroppedOnceItIsOlderThanTheTime(long before, String left) {
        commit(device, t -> {
            t.put(sentMessage("A", 1_000, 5));
            t.put(sentMessage("B", 1_001, 5));
            t.put(sentMessage("C", 1_002, 5));
        });
        device.sentMessages().purge(before, Long.MAX_VALUE);
        assertThat(kept("A", "B", "C"))
                .containsExactlyElementsOf(left.isEmpty() ? List.of() : List.of(left.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        // How far from the size of the two newest, what is left.
        "-1, C",
        "0,  B C",
        "1,  B C"
    })
    void theOldestGoBeyondTheSizeAndNotOnIt(int difference, String left) {
        commit(device, t -> {
            t.put(sentMessage("A", 1, 10));
            t.put(sentMessage("B", 2, 20));
            t.put(sentMessage("C", 3, 30));
        });
        device.sentMessages().purge(0, 20 + AROUND + 30 + AROUND + difference);
        assertThat(kept("A", "B", "C")).containsExactly(left.split(" "));
    }

    @Test
    void ofTwoOfTheSameTimeOneIsDroppedAndOneIsKept() {
        commit(device, t -> {
            t.put(sentMessage("A", 1, 10));
            t.put(sentMessage("B", 1, 10));
        });
        device.sentMessages().purge(0, 10 + AROUND);
        assertThat(kept("A", "B")).containsExactly("B");
    }

    @Test
    void aSmallOldMessageDoesNotOutliveALargeNewerOne() {
        commit(device, t -> {
            t.put(sentMessage("small", 1, 0));
            t.put(sentMessage("large", 2, 5_000));
            t.put(sentMessage("new", 3, 0));
        });
        device.sentMessages().purge(0, 1_000);
        assertThat(kept("small", "large", "new")).containsExactly("new");
    }

    @ParameterizedTest
    @CsvSource({
        // How many at most, how many it were, what is left: the old ones first, then the large.
        "1,  1, B C D",
        "2,  2, C D",
        "3,  3, D",
        "10, 3, D"
    })
    void aShareIsOfTheOldFirstAndThenOfTheLarge(int limit, int dropped, String left) {
        commit(device, t -> {
            t.put(sentMessage("A", 1, 10));
            t.put(sentMessage("B", 2, 10));
            t.put(sentMessage("C", 3, 10));
            t.put(sentMessage("D", 4, 10));
        });
        assertThat(own().sent().purge(3, 10 + AROUND, limit)).isEqualTo(dropped);
        assertThat(kept("A", "B", "C", "D")).containsExactly(left.split(" "));
    }

    @Test
    void theSentMessagesOfAnotherSessionStayAndDoNotCount() {
        try (DeviceStore other = store.open("other")) {
            commit(other, t -> t.put(sentMessage("A", 1, 5_000)));
            commit(device, t -> t.put(sentMessage("B", 1, 10)));
            device.sentMessages().purge(0, 10 + AROUND);
            assertThat(kept("B")).containsExactly("B");
            device.sentMessages().purge(100, 0);
            assertThat(kept("B")).isEmpty();
            assertThat(other.sentMessages().find("A")).isNotNull();
        }
    }

    @Test
    void theMarkOfARefusedMessageIsKeptAsOne() {
        commit(device, t -> t.put(SentMessage.refused("A", StoreFixture.CHAT, 9)));
        reopen();
        assertThat(device.sentMessages().find("A")).satisfies(found -> {
            assertThat(found.wasAccepted()).isFalse();
            assertThat(found.sentAtMillis()).isEqualTo(9);
            assertThat(found.chat()).isEqualTo(StoreFixture.CHAT);
        });
    }

    @Test
    void anOutboxEntryKeepsHowOftenItWasRefusedAndItsPlace() {
        commit(device, t -> {
            t.put(outboxEntry("A"));
            t.put(outboxEntry("B"));
        });
        OutboxEntry refused = new OutboxEntry("A", StoreFixture.CHAT, bytes(3, 1), bytes(4, 2), 7_000, 3, 9_000);
        commit(device, t -> t.put(refused));
        reopen();
        List<OutboxEntry> pending = device.outbox().pending(10);
        assertThat(pending).extracting(OutboxEntry::messageId).containsExactly("A", "B");
        assertThat(pending.get(0)).usingRecursiveComparison().isEqualTo(refused);
    }

    @Test
    void anOutboxEntryThatWasDoneAndIsPutAgainStandsAtTheEnd() {
        commit(device, t -> {
            t.put(outboxEntry("A"));
            t.put(outboxEntry("B"));
        });
        commit(device, t -> t.outboxDone("A"));
        commit(device, t -> t.put(outboxEntry("A")));
        assertThat(device.outbox().pending(10))
                .extracting(OutboxEntry::messageId)
                .containsExactly("B", "A");
    }

    @Test
    void placesGoOnBehindTheHighestAfterARestart() throws Exception {
        commit(device, t -> IntStream.range(0, 5).forEach(i -> t.put(outboxEntry("M" + i))));
        commit(device, t -> IntStream.range(0, 4).forEach(i -> t.outboxDone("M" + i)));
        reopen();
        commit(device, t -> t.put(outboxEntry("next")));
        assertThat(device.outbox().pending(10))
                .extracting(OutboxEntry::messageId)
                .containsExactly("M4", "next");
        assertThat(number("SELECT count(DISTINCT position) FROM wa_outbox")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 1_000_000})
    void payloadsOfAnySizeComeBack(int size) {
        commit(device, t -> {
            t.append(new InboxEntry(1, hash(1), bytes(size, 3), 1, 2));
            t.put(new OutboxEntry("A", StoreFixture.CHAT, bytes(size, 4), bytes(size, 5), 6));
            t.put(sentMessage("A", 1, size));
        });
        assertThat(device.inbox().pending(0, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.payload()).isEqualTo(bytes(size, 3));
            assertThat(entry.attempts()).isEqualTo(2);
        });
        assertThat(device.outbox().pending(1)).singleElement().satisfies(entry -> {
            assertThat(entry.payload()).isEqualTo(bytes(size, 4));
            assertThat(entry.stanza()).isEqualTo(bytes(size, 5));
        });
        assertThat(device.sentMessages().find("A"))
                .satisfies(found -> assertThat(found.payload()).isEqualTo(bytes(size, 7)));
    }

    /** Votes are read for half a year from the day a message was sent, not from when its secret was written last. */
    @Test
    void aSecretThatIsWrittenAgainKeepsTheDayOfItsFirstWrite() throws Exception {
        now = 5_000;
        commit(device, t -> t.put(device.messageSecrets(), "A", bytes(32, 1)));
        now = 9_000;
        commit(device, t -> t.put(device.messageSecrets(), "A", bytes(32, 2)));
        assertThat(number("SELECT kept_at FROM wa_message_secret")).isEqualTo(5_000);
        assertThat(own().secrets().purge(5_000, 10)).isZero();
        assertThat(device.messageSecrets().get("A")).isEqualTo(bytes(32, 2));
        assertThat(own().secrets().purge(5_001, 10)).isEqualTo(1);
        assertThat(device.messageSecrets().get("A")).isNull();
    }
}
