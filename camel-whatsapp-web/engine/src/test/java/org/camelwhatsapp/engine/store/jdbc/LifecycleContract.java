package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.begin;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.failure;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hex;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.Test;

/** Opening, closing, limits and what is refused. */
abstract class LifecycleContract extends StoreTestBase {
    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void aClosedSessionReadsAndWritesNothing() {
        commit(device, t -> t.put(device.preKeys(), "k", bytes(4, 1)));
        StoreTransaction begun = device.transaction();
        begun.put(device.preKeys(), "k", bytes(4, 2));
        device.close();
        device.close();
        assertKind(Kind.UNAVAILABLE, () -> device.preKeys().get("k"));
        assertKind(Kind.UNAVAILABLE, () -> device.inbox().pending(0, 1));
        assertKind(Kind.UNAVAILABLE, () -> device.archive().counts());
        assertThat(failure(device.commit(begun)).kind()).isEqualTo(Kind.UNAVAILABLE);
        device = store.open("main");
        assertThat(device.preKeys().get("k")).isEqualTo(bytes(4, 1));
    }

    @Test
    void aClosedStoreOpensNothing() {
        store.close();
        store.close();
        assertKind(Kind.UNAVAILABLE, () -> store.open("another"));
        assertKind(Kind.UNAVAILABLE, () -> device.preKeys().count());
        open();
        assertThat(device.preKeys().count()).isZero();
    }

    @Test
    void closingTheStoreWritesWhatItsSessionsCommitted() {
        DeviceStore other = store.open("other");
        for (int i = 0; i < 50; i++) {
            int number = i;
            begin(device, t -> t.put(device.preKeys(), "k" + number, bytes(100, number)));
            begin(other, t -> t.put(other.preKeys(), "k" + number, bytes(100, number)));
        }
        store.close();
        open();
        assertThat(device.preKeys().count()).isEqualTo(50);
        assertThat(store.open("other").preKeys().count()).isEqualTo(50);
    }

    @Test
    void namesOfSessionsHaveLimitsAndMayBeInAnyScript() {
        for (String wrong : List.of("", " ", "a\nb", "a\0b", "x".repeat(129))) {
            assertThatThrownBy(() -> store.open(wrong)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.delete(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String name : List.of("x".repeat(128), "Müller & Söhne", "小店", "a'; DROP TABLE wa_session; --")) {
            try (DeviceStore odd = store.open(name)) {
                commit(odd, t -> t.put(odd.credentials(), "self", bytes(3, 3)));
                assertThat(odd.session()).isEqualTo(name);
            }
            assertThat(store.sessions()).contains(name);
            store.delete(name);
            assertThat(store.sessions()).doesNotContain(name);
        }
    }

    @Test
    void anOpenSessionIsNotDeleted() {
        commit(device, t -> t.put(device.credentials(), "self", bytes(3, 3)));
        assertKind(Kind.FENCED, () -> store.delete("main"));
        assertThat(device.credentials().get("self")).isEqualTo(bytes(3, 3));
        store.delete("never-there");
        assertThat(store.sessions()).containsExactly("main");
    }

    @Test
    void aTransactionOfAnotherSessionIsRefused() {
        try (DeviceStore other = store.open("other")) {
            StoreTransaction foreign = other.transaction();
            foreign.put(other.preKeys(), "k", bytes(1, 1));
            assertThatThrownBy(() -> device.commit(foreign)).isInstanceOf(IllegalArgumentException.class);
            StoreTransaction mixed = device.transaction();
            assertThatThrownBy(() -> mixed.put(other.preKeys(), "k", bytes(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(other.preKeys().count() + device.preKeys().count()).isZero();
        }
    }

    @Test
    void recordsOfAllSizesComeBackAsTheyWere() {
        Random random = new Random(11);
        int[] sizes = {0, 1, 15, 16, 17, 4_095, 4_096, 4_097, 100_000, 3_000_000};
        List<byte[]> values = new ArrayList<>();
        for (int size : sizes) {
            byte[] value = new byte[size];
            random.nextBytes(value);
            values.add(value);
        }
        commit(device, t -> {
            for (int i = 0; i < sizes.length; i++) {
                t.put(device.preKeys(), "size" + i, values.get(i));
            }
        });
        reopen();
        for (int i = 0; i < sizes.length; i++) {
            assertThat(device.preKeys().get("size" + i)).isEqualTo(values.get(i));
        }
    }

    @Test
    void listsAreInTheOrderOfTheirKeysAndAsLongAsAsked() {
        commit(device, t -> {
            for (String key : List.of("b", "a", "c", "ab", "B")) {
                t.put(device.preKeys(), key, bytes(1, 1));
            }
        });
        assertThat(device.preKeys().list(10))
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("B", "a", "ab", "b", "c");
        assertThat(device.preKeys().list(2)).hasSize(2);
        assertThat(device.preKeys().list(0)).isEmpty();
    }

    @Test
    void theInboxIsReadInPages() {
        commit(device, t -> IntStream.rangeClosed(1, 1_000).forEach(i -> t.append(inboxEntry(i))));
        commit(
                device,
                t -> IntStream.rangeClosed(1, 1_000).filter(i -> i % 2 == 0).forEach(t::inboxDone));
        List<Long> seen = new ArrayList<>();
        long after = 0;
        for (List<InboxEntry> page = device.inbox().pending(after, 64);
                !page.isEmpty();
                page = device.inbox().pending(after, 64)) {
            page.forEach(entry -> seen.add(entry.id()));
            after = page.get(page.size() - 1).id();
        }
        assertThat(seen).hasSize(500).isSorted().allMatch(id -> id % 2 == 1);
        assertThat(device.inbox().depth()).isEqualTo(500);
        assertThat(device.inbox().pending(0, 0)).isEmpty();
        assertThat(device.inbox().pending(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void failedDeliveriesAreCountedAcrossCommitsAndRestarts() {
        commit(device, t -> t.append(inboxEntry(1)));
        commit(device, t -> {
            t.inboxFailed(1);
            t.inboxFailed(1);
        });
        commit(device, t -> t.inboxFailed(1));
        commit(device, t -> t.inboxFailed(77));
        reopen();
        assertThat(device.inbox().pending(0, 1).get(0).attempts()).isEqualTo(3);
    }

    @Test
    void anEntryIsDoneOnceAndForGood() {
        commit(device, t -> t.append(inboxEntry(1)));
        commit(device, t -> t.inboxDone(1));
        commit(device, t -> {
            t.inboxDone(1);
            t.inboxFailed(1);
            t.inboxDone(99);
        });
        assertThat(device.inbox().depth()).isZero();
        assertThat(device.inbox().known(List.of(hash(1)))).containsExactly(hex(hash(1)));
        assertThat(device.inbox().lastId()).isEqualTo(1);
    }

    @Test
    void anInboxIdIsUsedOnce() {
        commit(device, t -> t.append(inboxEntry(1)));
        StoreException refused = failure(begin(device, t -> {
            t.append(inboxEntry(1));
            t.put(device.preKeys(), "with it", bytes(1, 1));
        }));
        assertThat(refused.kind()).isEqualTo(Kind.REJECTED);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(failure(begin(device, t -> t.put(device.preKeys(), "later", bytes(1, 1))))
                        .kind())
                .isNotNull();
        device.close();
        device = store.open("main");
        assertThat(device.preKeys().count()).isZero();
        commit(device, t -> t.append(inboxEntry(2)));
        assertThat(device.inbox().depth()).isEqualTo(2);
    }

    @Test
    void manyHashesAreLookedUpAtOnce() {
        commit(device, t -> IntStream.rangeClosed(1, 120).forEach(i -> t.append(inboxEntry(i))));
        List<byte[]> asked = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            asked.add(hash(i % 128));
        }
        assertThat(device.inbox().known(asked)).hasSize(120);
    }

    @Test
    void theOutboxForgetsWhatIsDoneAndNothingElse() {
        commit(device, t -> IntStream.range(0, 30).forEach(i -> t.put(outboxEntry("M" + i))));
        commit(device, t -> {
            t.outboxDone("M3");
            t.outboxDone("unknown");
        });
        commit(device, t -> {
            t.outboxDone("M4");
            t.put(outboxEntry("M4"));
        });
        assertThat(device.outbox().depth()).isEqualTo(29);
        assertThat(device.outbox().pending(2)).extracting(e -> e.messageId()).containsExactly("M0", "M1");
        reopen();
        assertThat(device.outbox().pending(100))
                .hasSize(29)
                .noneMatch(e -> e.messageId().equals("M3"));
    }

    @Test
    void aSentMessageThatIsSentAgainTakesThePlaceOfTheFirst() {
        commit(device, t -> t.put(sentMessage("M1", 1_000, 10)));
        commit(device, t -> t.put(sentMessage("M1", 9_000, 20)));
        assertThat(device.sentMessages().find("M1").sentAtMillis()).isEqualTo(9_000);
        assertThat(device.sentMessages().find("M1").payload()).hasSize(20);
        assertThat(device.sentMessages().find("m1")).isNull();
        device.sentMessages().purge(5_000, Long.MAX_VALUE);
        assertThat(device.sentMessages().find("M1")).isNotNull();
    }

    @Test
    void whoIsOpenHearsNothingOfALossUntilThereIsOne() {
        assertThat(device.lost().toCompletableFuture()).isNotDone();
        commit(device, t -> t.append(inboxEntry(1)));
        failure(begin(device, t -> t.append(inboxEntry(1))));
        StoreException reason = StoreFixture.await(device.lost());
        assertThat(reason.kind()).isEqualTo(Kind.REJECTED);
    }
}
