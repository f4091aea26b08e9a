package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database file that was cut or changed anywhere: every call ends with the right value or a typed failure, soon, and
 * never with a wrong value.
 */
@Timeout(600)
class DamagedFileTest {
    private static final int RECORDS = 60;

    @TempDir
    Path directory;

    private final SystemScheduling scheduling = new SystemScheduling(1, 2);
    private final Random random = new Random(20261121);
    private Path sound;
    private int failures;
    private int values;

    private JdbcStore open(Path file) {
        return new JdbcStore(
                JdbcStoreOptions.sqlite(file, StoreFixture.PASSPHRASE).withIterations(1),
                StoreFixture.environment(scheduling));
    }

    @BeforeEach
    void make() {
        sound = directory.resolve("sound.db");
        try (JdbcStore store = open(sound)) {
            DeviceStore device = store.open("main");
            commit(device, t -> {
                for (int i = 0; i < RECORDS; i++) {
                    t.put(device.sessions(), new SignalAddress("user" + i, 0), bytes(700, i));
                    t.append(inboxEntry(i + 1));
                    t.put(outboxEntry("M" + i));
                }
                t.put(device.credentials(), "self", bytes(500, 1));
            });
        }
    }

    @AfterEach
    void stop() {
        scheduling.close();
    }

    private Path copy(String name) throws Exception {
        return Files.copy(sound, directory.resolve(name));
    }

    /** Opens and reads all; what is given must be what was written. */
    private void readAll(Path file) {
        try (JdbcStore store = open(file);
                DeviceStore device = store.open("main")) {
            for (int i = 0; i < RECORDS; i++) {
                int number = i;
                attempt(() -> {
                    byte[] value = device.sessions().get(new SignalAddress("user" + number, 0));
                    if (value != null) {
                        assertThat(value).isEqualTo(bytes(700, number));
                        values++;
                    }
                });
            }
            attempt(() -> device.inbox()
                    .pending(0, RECORDS)
                    .forEach(entry -> assertThat(entry.payload()).isEqualTo(bytes(40, (int) entry.id()))));
            attempt(() -> device.outbox()
                    .pending(RECORDS)
                    .forEach(entry -> assertThat(entry.chat()).isEqualTo(StoreFixture.CHAT)));
            attempt(() -> commit(device, t -> t.put(device.preKeys(), "after", bytes(10, 1))));
        } catch (StoreException e) {
            failures++;
        }
    }

    private void attempt(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            failures++;
        } catch (java.util.concurrent.CompletionException e) {
            assertThat(e).hasCauseInstanceOf(StoreException.class);
            failures++;
        }
    }

    @Test
    void aSoundFileGivesEverything() throws Exception {
        readAll(copy("same.db"));
        assertThat(values).isEqualTo(RECORDS);
        assertThat(failures).isZero();
    }

    @Test
    void aCutFileGivesNoWrongValue() throws Exception {
        long size = Files.size(sound);
        for (int i = 0; i < 12; i++) {
            Path file = copy("cut" + i + ".db");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(1 + (long) (random.nextDouble() * (size - 1)));
            }
            readAll(file);
        }
        assertThat(failures).isPositive();
    }

    @Test
    void aFileWithOverwrittenPlacesGivesNoWrongValue() throws Exception {
        long size = Files.size(sound);
        for (int i = 0; i < 20; i++) {
            Path file = copy("changed" + i + ".db");
            byte[] noise = new byte[1 + random.nextInt(64)];
            random.nextBytes(noise);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                for (int place = 0; place < 8; place++) {
                    channel.write(ByteBuffer.wrap(noise), (long) (random.nextDouble() * (size - noise.length)));
                }
            }
            readAll(file);
        }
        assertThat(failures).isPositive();
        assertThat(values).isPositive();
    }

    @Test
    void anEmptyFileIsANewStoreAndATextIsNone() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.db"));
        try (JdbcStore store = open(empty)) {
            assertThat(store.sessions()).isEmpty();
        }
        Path text = Files.writeString(directory.resolve("text.db"), "this is no database\n".repeat(500));
        readAll(text);
        assertThat(failures).isEqualTo(1);
        assertThat(text).hasContent("this is no database\n".repeat(500));
    }

    @Test
    void aJournalOfAnotherFileDoesNoHarm() throws Exception {
        Path file = copy("with-journal.db");
        byte[] noise = new byte[5_000];
        random.nextBytes(noise);
        Files.write(directory.resolve("with-journal.db-wal"), noise);
        readAll(file);
        assertThat(values).isEqualTo(RECORDS);
    }
}
