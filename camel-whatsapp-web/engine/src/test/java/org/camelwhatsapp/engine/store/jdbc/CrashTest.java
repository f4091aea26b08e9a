package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, at random instants, and looks at what it left behind. */
class CrashTest {
    private static final int KILLS = 5;

    @TempDir
    Path directory;

    @Test
    @Timeout(600)
    void whatWasReportedIsThereAndNothingIsHalfThere() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long reported = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            reported = Math.max(reported, writeUntilKilled(50 + random.nextInt(600)));
            audit(reported, "seed " + seed + ", kill " + kill);
        }
    }

    private Path file() {
        return directory.resolve("store.db");
    }

    /** The highest commit that the child said was durable before it died. */
    private long writeUntilKilled(int commits) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashChild.class.getName(),
                        file().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() || !Character.isDigit(line.charAt(0))) {
                    continue;
                }
                last = Long.parseLong(line);
                if (++seen == 1) {
                    refusedWhileTheOtherLives();
                }
                if (seen == commits) {
                    // By its handle: the process object would also close the stream with the last reports.
                    child.toHandle().destroyForcibly();
                }
            }
        } finally {
            child.destroyForcibly();
        }
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, and not ended by itself").isEqualTo(128 + 9);
        return last;
    }

    private void refusedWhileTheOtherLives() {
        try (SystemScheduling scheduling = new SystemScheduling(1, 1)) {
            assertThatThrownBy(() -> open(scheduling))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        }
    }

    private JdbcStore open(SystemScheduling scheduling) {
        return new JdbcStore(
                JdbcStoreOptions.sqlite(file(), StoreFixture.PASSPHRASE).withIterations(StoreFixture.FEW_ITERATIONS),
                StoreFixture.environment(scheduling));
    }

    private void audit(long reported, String run) {
        try (SystemScheduling scheduling = new SystemScheduling(1, 2);
                JdbcStore store = open(scheduling)) {
            DeviceStore device = store.open("main");
            long last = device.inbox().lastId();
            assertThat(last).as(run + ": reported commits are there").isGreaterThanOrEqualTo(reported);
            assertThat(counter(device.credentials().get("self"))).as(run).isEqualTo(last);
            assertThat(counter(device.groups().get(Jid.group("1")))).as(run).isEqualTo(last);
            List<Long> waiting = LongStream.rangeClosed(last - 9, last).boxed().toList();
            assertThat(device.inbox().pending(0, 100))
                    .as(run)
                    .extracting(InboxEntry::id)
                    .isEqualTo(waiting);
            assertThat(device.outbox().pending(100))
                    .as(run)
                    .extracting(OutboxEntry::messageId)
                    .isEqualTo(waiting.stream().map(id -> "M" + id).toList());
            assertThat(store.damagedRecords()).as(run).isZero();
        }
    }

    private static long counter(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
