package org.camelwhatsapp.engine.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.begin;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.failure;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** What only a SQLite file can do. */
class SqliteStoreTest extends StoreTestBase {
    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    private Path file() {
        return directory.resolve("data/store.db");
    }

    @Test
    void oneProcessOwnsAFile() {
        assertThatThrownBy(() -> openStore(options()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        store.close();
        store = openStore(options());
    }

    @Test
    void theFileIsForItsOwnerOnly() throws Exception {
        assumeThat(Files.getFileStore(directory).supportsFileAttributeView("posix"))
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aWrongPassphraseLeavesTheFileAsItIs() throws Exception {
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        store.close();
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> openStore(options().withPassphrase("wrong"))).isInstanceOf(StoreException.class);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aSchemaFromTheFutureLeavesTheFileAsItIs() throws Exception {
        store.close();
        tamper("UPDATE wa_schema_history SET version = '99' WHERE version = '1'");
        byte[] before = Files.readAllBytes(file());
        assertThatThrownBy(() -> openStore(options())).isInstanceOf(StoreException.class);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void aFullDiskStopsTheSessionAndKeepsWhatWasCommitted() throws Exception {
        store.close();
        long size = Files.size(file());
        store = openStore(options().withLimits(JdbcStoreLimits.DEFAULT.withMaxDatabaseBytes(size + 40_960)));
        device = store.open("main");
        commit(device, t -> t.put(device.preKeys(), "fits", bytes(100, 1)));

        StoreException thrown = failure(begin(device, t -> {
            t.delete(device.preKeys(), "fits");
            t.put(device.groups(), Jid.group("1"), bytes(500_000, 1));
        }));

        assertThat(thrown.kind()).isEqualTo(Kind.FULL);
        assertThat(thrown.isRetryable()).isTrue();
        assertThat(device.preKeys().get("fits")).isEqualTo(bytes(100, 1));
        device.close();
        device = store.open("main");
        commit(device, t -> t.put(device.preKeys(), "small", bytes(100, 2)));
        assertThat(device.groups().count()).isZero();
    }

    @Test
    void aLockedFileIsGivenUpInBoundedTime() throws Exception {
        store.close();
        store = openStore(options().withLimits(JdbcStoreLimits.DEFAULT.withPatience(Duration.ofMillis(200))));
        device = store.open("main");
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
        try (Connection foreign = foreign();
                Statement statement = foreign.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            StoreException thrown = failure(begin(device, t -> t.put(device.preKeys(), "k", bytes(1, 2))));
            assertThat(thrown.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(device.preKeys().get("k")).isEqualTo(bytes(1, 1));
            statement.execute("ROLLBACK");
        }
        device.close();
        device = store.open("main");
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 3)));
    }

    @Test
    void otherProgramsMayReadAndWriteBetweenCommits() throws Exception {
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 1)));
        tamper("CREATE TABLE somebody_elses (id INTEGER)");
        commit(device, t -> t.put(device.preKeys(), "k", bytes(1, 2)));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws Exception {
        store.close();
        byte[] text = "this is not a database, but it is long enough to be taken for one "
                .repeat(100)
                .getBytes(UTF_8);
        Files.write(file(), text);
        assertThatThrownBy(() -> openStore(options()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
        assertThat(Files.readAllBytes(file())).isEqualTo(text);
    }

    @Test
    void aDamagedFileIsCorruptAndNotAnEmptyStore() throws Exception {
        commit(device, t -> {
            for (int i = 0; i < 500; i++) {
                t.put(device.preKeys(), "onetime/" + i, bytes(600, i));
            }
        });
        store.close();
        // Everything but the first page, which holds the schema, is overwritten.
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] noise = new byte[(int) raw.length() - 4096];
            new Random(7).nextBytes(noise);
            raw.seek(4096);
            raw.write(noise);
        }
        assertThatThrownBy(() -> openStore(options()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    }

    @Test
    void aFlippedBitIsFoundInItsRecordAndInNoOther() throws Exception {
        commit(device, t -> {
            t.put(device.preKeys(), "a", bytes(64, 1));
            t.put(device.preKeys(), "b", bytes(64, 2));
        });
        byte[] sealed = values("wa_pre_key").get(0);
        for (int at : new int[] {0, 1, 4, 5, 16, 17, 60, sealed.length - 1}) {
            byte[] flipped = sealed.clone();
            flipped[at] ^= 4;
            setFirst(flipped);
            assertThatThrownBy(() -> device.preKeys().get("a"))
                    .as("byte " + at)
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
            assertThat(device.preKeys().get("b")).isEqualTo(bytes(64, 2));
        }
        setFirst(new byte[0]);
        assertThatThrownBy(() -> device.preKeys().get("a")).isInstanceOf(StoreException.class);
        setFirst(sealed);
        assertThat(device.preKeys().get("a")).isEqualTo(bytes(64, 1));
    }

    private void setFirst(byte[] value) throws Exception {
        try (Connection connection = foreign();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE wa_pre_key SET value = ? WHERE record_key = ?")) {
            update.setBytes(1, value);
            update.setBytes(2, "a".getBytes(UTF_8));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void damagedKeysAreNotTakenForAWrongPassphrase() throws Exception {
        store.close();
        tamper("UPDATE wa_data_key SET wrapped = zeroblob(60)");
        assertThatThrownBy(() -> openStore(options()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
        tamper("UPDATE wa_store_header SET iterations = 2000000000");
        assertThatThrownBy(() -> openStore(options()))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
    }

    @Test
    void writesAreDurableAsTheyAreConfigured() throws Exception {
        try (Connection connection = foreign();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA journal_mode")) {
            assertThat(rows.getString(1)).isEqualTo("wal");
        }
        try (SqliteDatabase own =
                new SqliteDatabase(JdbcStoreOptions.sqlite(directory.resolve("own.db"), StoreFixture.PASSPHRASE))) {
            int synchronous = own.<Integer>write(sql -> {
                try (ResultSet rows = sql.prepare("PRAGMA synchronous").executeQuery()) {
                    return rows.getInt(1);
                }
            });
            assertThat(synchronous).as("2 is FULL").isEqualTo(2);
        }
    }

    @Test
    void refusesADatabaseInMemory() {
        assertThatThrownBy(() -> JdbcStoreOptions.of("jdbc:sqlite::memory:", null, null, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JdbcStoreOptions.of("jdbc:h2:x", null, null, "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JdbcStoreOptions.sqlite(file(), "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(options().toString()).doesNotContain(StoreFixture.PASSPHRASE);
    }
}
