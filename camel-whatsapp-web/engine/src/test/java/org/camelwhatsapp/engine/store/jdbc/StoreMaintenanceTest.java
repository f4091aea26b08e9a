package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.model.MessageKey;
import org.camelwhatsapp.engine.store.ArchiveWrite;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.MessageFilter;
import org.camelwhatsapp.engine.store.MessageStatus;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreMaintenanceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Retention WEEKS = new Retention(
            Duration.ofDays(14), Duration.ofDays(7), 10_000, Duration.ofDays(90), 5, Duration.ofMillis(20));

    @TempDir
    Path directory;

    private final SystemScheduling scheduling = new SystemScheduling(1, 2);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Environment environment = new Environment(now::get, new SecureRandomSource(), scheduling);
    private JdbcStore store;
    private DeviceStore device;

    @BeforeEach
    void open() {
        store = new JdbcStore(
                JdbcStoreOptions.sqlite(directory.resolve("store.db"), StoreFixture.PASSPHRASE)
                        .withIterations(StoreFixture.FEW_ITERATIONS),
                environment);
        device = store.open("main");
        commit(device, t -> {
            for (int i = 1; i <= 12; i++) {
                t.append(inboxEntry(i));
                t.inboxDone(i);
                t.put(sentMessage("M" + i, START.toEpochMilli() + i, 100));
            }
        });
    }

    @AfterEach
    void close() {
        store.close();
        scheduling.close();
    }

    private int hashes() {
        return device.inbox()
                .known(IntStream.rangeClosed(1, 12).mapToObj(StoreFixture::hash).toList())
                .size();
    }

    private long sent() {
        return IntStream.rangeClosed(1, 12)
                .filter(i -> device.sentMessages().find("M" + i) != null)
                .count();
    }

    @Test
    void keepsEverythingForItsTime() {
        now.set(START.plus(Duration.ofDays(7)));
        assertThat(new StoreMaintenance(store, environment, WEEKS).run()).isTrue();
        assertThat(hashes()).isEqualTo(12);
        assertThat(sent()).isEqualTo(12);
    }

    @Test
    void dropsNoMoreThanItsShareInOneRun() {
        now.set(START.plus(Duration.ofDays(8)));
        StoreMaintenance maintenance = new StoreMaintenance(store, environment, WEEKS);
        assertThat(maintenance.run()).isFalse();
        assertThat(sent()).isEqualTo(7);
        assertThat(hashes()).isEqualTo(12);
        assertThat(maintenance.run()).isFalse();
        assertThat(maintenance.run()).isTrue();
        assertThat(sent()).isZero();
    }

    @Test
    void dropsTheOldestBeyondTheSize() {
        // One message of 100 bytes takes about 150 on disk.
        Retention small = new Retention(
                Duration.ofDays(14), Duration.ofDays(7), 500, Duration.ofDays(90), 100, Duration.ofSeconds(1));
        new StoreMaintenance(store, environment, small).run();
        assertThat(sent()).isBetween(2L, 4L);
        assertThat(device.sentMessages().find("M12")).isNotNull();
        assertThat(device.sentMessages().find("M1")).isNull();
    }

    @Test
    void runsByItselfUntilItIsClosed() {
        StoreMaintenance maintenance = new StoreMaintenance(store, environment, WEEKS);
        maintenance.start();
        now.set(START.plus(Duration.ofDays(30)));
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> hashes() == 0 && sent() == 0);
        assertThat(device.inbox().lastId()).isEqualTo(12);
        maintenance.close();
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> scheduling.timerQueueSize() == 0);
    }

    @Test
    void aSessionThatIsGoneDoesNotStopTheOthers() {
        now.set(START.plus(Duration.ofDays(30)));
        device.close();
        assertThat(new StoreMaintenance(store, environment, WEEKS).run()).isTrue();
        device = store.open("main");
        assertThat(device.inbox().known(List.of(hash(1)))).hasSize(1);
    }

    @Test
    void dropsTheSecretsOfOldMessagesFromTheTimeTheyWereFirstKept() {
        for (int month = 0; month < 4; month++) {
            now.set(START.plus(Duration.ofDays(30L * month)));
            String id = "poll " + month;
            commit(device, t -> {
                t.put(device.messageSecrets(), id, bytes(32, 1));
                t.put(device.messageSecrets(), "poll 0", bytes(32, 2));
            });
        }
        StoreMaintenance maintenance = new StoreMaintenance(store, environment, WEEKS);
        now.set(START.plus(Duration.ofDays(90)));
        maintenance.run();
        assertThat(device.messageSecrets().count()).isEqualTo(4);
        now.set(START.plus(Duration.ofDays(125)));
        maintenance.run();
        assertThat(device.messageSecrets().get("poll 0")).isNull();
        assertThat(device.messageSecrets().get("poll 1")).isNull();
        assertThat(device.messageSecrets().get("poll 2")).isEqualTo(bytes(32, 1));
        assertThat(device.messageSecrets().get("poll 3")).isEqualTo(bytes(32, 1));
    }

    @Test
    void dropsSecretsInSharesToo() {
        commit(device, t -> {
            for (int i = 0; i < 12; i++) {
                t.put(device.messageSecrets(), "poll " + i, bytes(32, i));
            }
        });
        now.set(START.plus(Duration.ofDays(91)));
        StoreMaintenance maintenance = new StoreMaintenance(store, environment, WEEKS);
        assertThat(maintenance.run()).isFalse();
        assertThat(device.messageSecrets().count()).isEqualTo(7);
        maintenance.run();
        assertThat(maintenance.run()).isTrue();
        assertThat(device.messageSecrets().count()).isZero();
    }

    @Test
    void dropsWhatIsTooOldOrTooMuchForTheArchive() {
        StoreTransaction transaction = device.transaction();
        for (int i = 1; i <= 10; i++) {
            MessageKey key = new MessageKey(Jid.lid("1"), "M" + i, false, Jid.lid("1"));
            long at = START.minus(Duration.ofDays(i)).toEpochMilli();
            transaction.archive(
                    new ArchiveWrite.PutMessage(key, at, "text", MessageStatus.NONE, new byte[] {1}, Set.of("word")));
        }
        device.commit(transaction).toCompletableFuture().join();

        new StoreMaintenance(store, environment, WEEKS).run();
        assertThat(device.archive().counts().messages()).isEqualTo(10);
        Retention week = WEEKS.withArchive(Duration.ofDays(7).plusHours(1), Integer.MAX_VALUE);
        new StoreMaintenance(store, environment, week).run();
        assertThat(device.archive().counts().messages()).isEqualTo(7);
        new StoreMaintenance(store, environment, WEEKS.withArchive(Retention.FOREVER, 3)).run();
        assertThat(device.archive().messages(MessageFilter.ALL, 10))
                .extracting(row -> row.key().id())
                .containsExactly("M1", "M2", "M3");
    }

    @Test
    void refusesARetentionThatMakesNoSense() {
        Duration day = Duration.ofDays(1);
        assertThatThrownBy(() -> WEEKS.withArchive(Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WEEKS.withArchive(day, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retention(day.negated(), day, 1, day, 1, day))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retention(day, day, 1, day, 0, day)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retention(day, day, 1, day, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
