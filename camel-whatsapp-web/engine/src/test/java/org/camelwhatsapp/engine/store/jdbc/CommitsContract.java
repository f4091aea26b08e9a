package org.camelwhatsapp.engine.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.await;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.begin;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.failure;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hex;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.Test;

/** What a commit promises: order, all or nothing, and what follows a failure. */
abstract class CommitsContract extends StoreTestBase {
    @Test
    void commitsTakeEffectInTheOrderOfTheCalls() {
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            int value = i;
            stages.add(begin(device, t -> {
                if (value % 3 == 0) {
                    t.delete(device.preKeys(), "counter");
                } else {
                    t.put(device.preKeys(), "counter", bytes(2, value));
                }
                t.put(device.preKeys(), "last", Integer.toString(value).getBytes(UTF_8));
            }));
        }
        stages.forEach(StoreFixture::await);
        assertThat(device.preKeys().get("counter")).isNull();
        assertThat(device.preKeys().get("last")).isEqualTo("300".getBytes(UTF_8));
    }

    @Test
    void aStageThatIsCompleteCanBeRead() {
        for (int i = 0; i < 50; i++) {
            byte[] value = bytes(4, i);
            commit(device, t -> t.put(device.preKeys(), "k", value));
            assertThat(device.preKeys().get("k")).isEqualTo(value);
        }
    }

    @Test
    void aTransactionIsHandedOverOnce() {
        StoreTransaction transaction = device.transaction();
        transaction.put(device.preKeys(), "a", bytes(1, 1));
        await(device.commit(transaction));
        assertThatThrownBy(() -> device.commit(transaction)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transaction.delete(device.preKeys(), "a")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEmptyTransactionCompletesWithoutTheDatabase() {
        long before = transactions();
        commit(device, t -> {});
        assertThat(transactions()).isEqualTo(before);
    }

    @Test
    void aWipeForgetsTheLinkAndKeepsTheInbox() {
        DeviceStore other = store.open("other");
        for (DeviceStore each : List.of(device, other)) {
            commit(each, t -> {
                t.put(each.credentials(), "self", bytes(4, 1));
                t.put(each.preKeys(), "onetime/1", bytes(4, 1));
                t.put(each.addressMappings(), StoreFixture.CHAT, bytes(4, 1));
                t.put(each.appStateKeys(), "0001", bytes(32, 1));
                t.put(each.appStateVersions(), "regular", bytes(136, 1));
                t.put(each.appStateEntries(), "regular/00", bytes(64, 1));
                t.put(each.privacyTokens(), StoreFixture.CHAT, bytes(24, 1));
                t.put(each.statusPosts(), "A", bytes(24, 1));
                t.put(each.historyParts(), "0001/A", bytes(64, 1));
                t.put(each.pastMembers(), Jid.group("1"), bytes(64, 1));
                t.append(inboxEntry(1));
                t.put(outboxEntry("A"));
                t.put(sentMessage("A", 1, 10));
            });
        }
        // Together, so that they may share a transaction: what was written before is gone, what comes later stays.
        begin(device, t -> t.put(device.preKeys(), "onetime/2", bytes(4, 1)));
        begin(device, t -> {
            t.put(device.preKeys(), "onetime/3", bytes(4, 1));
            t.wipeLink();
            t.put(device.preKeys(), "onetime/4", bytes(4, 1));
        });
        commit(device, t -> t.put(device.preKeys(), "onetime/5", bytes(4, 1)));

        assertThat(device.credentials().get("self")).isNull();
        assertThat(device.appStateKeys().count()).isZero();
        assertThat(device.appStateVersions().count()).isZero();
        assertThat(device.appStateEntries().count()).isZero();
        assertThat(device.privacyTokens().count()).isZero();
        assertThat(device.statusPosts().count()).isZero();
        assertThat(other.privacyTokens().get(StoreFixture.CHAT)).isEqualTo(bytes(24, 1));
        assertThat(other.statusPosts().get("A")).isEqualTo(bytes(24, 1));
        assertThat(device.historyParts().count()).isZero();
        assertThat(device.pastMembers().get(Jid.group("1"))).isEqualTo(bytes(64, 1));
        assertThat(other.appStateKeys().get("0001")).isEqualTo(bytes(32, 1));
        assertThat(other.appStateVersions().get("regular")).isEqualTo(bytes(136, 1));
        assertThat(other.appStateEntries().get("regular/00")).isEqualTo(bytes(64, 1));
        assertThat(device.preKeys().list(9)).extracting(Map.Entry::getKey).containsExactly("onetime/4", "onetime/5");
        assertThat(device.addressMappings().count()).isEqualTo(1);
        assertThat(device.inbox().depth()).isEqualTo(1);
        assertThat(device.outbox().depth()).isZero();
        assertThat(device.sentMessages().find("A")).isNull();
        assertThat(other.credentials().get("self")).isNotNull();
        assertThat(other.outbox().depth()).isEqualTo(1);
    }

    @Test
    void aBadCommitFailsItsSessionAndNoOther() {
        DeviceStore other = store.open("other");
        commit(device, t -> t.append(inboxEntry(1)));

        CompletionStage<Void> before = begin(device, t -> t.put(device.preKeys(), "before", bytes(1, 1)));
        CompletionStage<Void> bad = begin(device, t -> {
            t.put(device.preKeys(), "half", bytes(1, 1));
            t.append(inboxEntry(1));
        });
        CompletionStage<Void> elsewhere = begin(other, t -> t.put(other.preKeys(), "k", bytes(1, 1)));
        CompletionStage<Void> after = begin(device, t -> t.put(device.preKeys(), "after", bytes(1, 1)));

        await(before);
        await(elsewhere);
        assertThat(failure(bad).kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure(after).kind()).isEqualTo(Kind.REJECTED);
        assertThat(failure(begin(device, t -> t.inboxDone(1))).kind()).isEqualTo(Kind.REJECTED);
        assertThat(await(device.lost()).kind()).isEqualTo(Kind.REJECTED);
        assertThat(device.preKeys().getMany(List.of("before", "half", "after"))).containsOnlyKeys("before");
        commit(other, t -> t.put(other.preKeys(), "k2", bytes(1, 1)));

        device.close();
        device = store.open("main");
        commit(device, t -> t.append(inboxEntry(2)));
        assertThat(device.inbox().depth()).isEqualTo(2);
    }

    @Test
    void errorsNameNoKeyAndNoValue() {
        commit(device, t -> t.append(inboxEntry(77_001)));
        StoreException thrown = failure(begin(device, t -> {
            t.put(device.deviceLists(), Jid.phone("15557654321"), "the secret".getBytes(UTF_8));
            t.append(inboxEntry(77_001));
        }));
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage()))
                    .doesNotContain("77001", "15557654321", hex("15557654321".getBytes(UTF_8)));
        }
    }

    @Test
    void manyCommitsShareATransaction() {
        store.close();
        // The only thread that writes is held until all have come, so that no machine is too fast or too slow.
        var release = new java.util.concurrent.CountDownLatch(1);
        try (SystemScheduling busy = new SystemScheduling(1, 1)) {
            store = new JdbcStore(options(), StoreFixture.environment(busy));
            device = store.open("main");
            long before = transactions();
            busy.blocking().execute(() -> awaitQuietly(release));
            List<CompletionStage<Void>> stages = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int value = i;
                stages.add(begin(device, t -> t.put(device.preKeys(), "k" + value, bytes(600, value))));
            }
            release.countDown();
            stages.forEach(StoreFixture::await);
            assertThat(device.preKeys().count()).isEqualTo(500);
            assertThat(transactions() - before).isLessThan(5);
            store.close();
        }
    }

    @Test
    void closingWaitsForWhatWasCommitted() {
        for (int i = 0; i < 200; i++) {
            int value = i;
            begin(device, t -> t.put(device.preKeys(), "k" + value, bytes(600, value)));
        }
        device.close();
        RecordTable<String> closed = device.preKeys();
        assertThatThrownBy(closed::count).isInstanceOf(StoreException.class);
        assertThat(failure(begin(device, t -> t.inboxDone(1))).kind()).isEqualTo(Kind.UNAVAILABLE);
        device = store.open("main");
        assertThat(device.preKeys().count()).isEqualTo(200);
    }

    @Test
    void aSessionThatWritesTooFastIsStopped() {
        store.close();
        JdbcStoreOptions options = options().withLimits(JdbcStoreLimits.DEFAULT.withQueue(3, 1 << 20));
        // Nothing drains: the only blocking thread is kept busy until the test says so.
        var release = new java.util.concurrent.CountDownLatch(1);
        try (SystemScheduling busy = new SystemScheduling(1, 1)) {
            store = new JdbcStore(options, StoreFixture.environment(busy));
            DeviceStore fast = store.open("fast");
            DeviceStore slow = store.open("slow");
            busy.blocking().execute(() -> awaitQuietly(release));
            List<CompletionStage<Void>> accepted = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                accepted.add(begin(fast, t -> t.put(fast.preKeys(), "k", bytes(4, 1))));
            }
            assertThat(failure(begin(fast, t -> t.put(fast.preKeys(), "k", bytes(4, 9))))
                            .kind())
                    .isEqualTo(Kind.UNAVAILABLE);
            assertThat(store.lanes().stream()
                            .mapToInt(LaneStatistics::queuedCommits)
                            .sum())
                    .isEqualTo(3);
            release.countDown();
            accepted.forEach(StoreFixture::await);
            assertThat(failure(begin(fast, t -> t.put(fast.preKeys(), "k", bytes(4, 2))))
                            .kind())
                    .isEqualTo(Kind.UNAVAILABLE);
            assertThat(fast.preKeys().get("k")).isEqualTo(bytes(4, 1));
            commit(slow, t -> t.put(slow.preKeys(), "k", bytes(4, 1)));
            store.close();
        }
    }

    private static void awaitQuietly(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await(60, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
