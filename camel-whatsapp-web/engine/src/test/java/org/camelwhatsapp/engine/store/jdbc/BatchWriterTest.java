package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hex;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commits become rows: the same ones, however many share a transaction. */
class BatchWriterTest extends SqliteTestBase {
    private static final Jid CHAT = Jid.phone("12");

    private final SealedSession anna = new SealedSession(1, "anna");
    private final SealedSession bert = new SealedSession(2, "bert");
    private final BatchWriter writer = new BatchWriter(new Fence(Dialect.SQLITE));
    private SqliteDatabase other;

    @BeforeEach
    void makeSessions() {
        other = new SqliteDatabase(JdbcStoreOptions.sqlite(directory.resolve("other.db"), StoreFixture.PASSPHRASE));
        Migrations.run(other);
        for (SqliteDatabase each : List.of(database, other)) {
            each.write(sql -> {
                sql.execute("INSERT INTO wa_session (name, epoch) VALUES ('anna', 1), ('bert', 1)");
                return true;
            });
        }
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    private void write(SqliteDatabase to, List<Commit> commits) {
        to.write(sql -> {
            writer.write(sql, commits);
            return true;
        });
    }

    /** Every row of every table that commits write, as text. */
    private static Map<String, List<String>> rows(SqliteDatabase of) {
        return of.read(sql -> {
            Map<String, List<String>> rows = new TreeMap<>();
            for (Map.Entry<String, List<String>> table :
                    EveryTable.columns(sql.connection()).entrySet()) {
                if (table.getValue().contains("session_id")) {
                    rows.put(table.getKey(), rows(sql, table.getKey(), table.getValue()));
                }
            }
            return rows;
        });
    }

    private static List<String> rows(SqlSession sql, String table, List<String> columns) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows =
                sql.prepare("SELECT * FROM " + table + " ORDER BY 1, 2").executeQuery()) {
            while (rows.next()) {
                StringBuilder row = new StringBuilder();
                for (String column : columns) {
                    Object value = rows.getObject(column);
                    row.append(column).append('=');
                    row.append(value instanceof byte[] bytes ? hex(bytes) : value)
                            .append(' ');
                }
                found.add(row.toString());
            }
        }
        return found;
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 25);
    }

    /** What is written together is what would have been written one after the other. */
    @ParameterizedTest
    @MethodSource("seeds")
    void manyCommitsInOneTransactionLeaveTheRowsOfOneAfterTheOther(long seed) {
        Random random = new Random(seed);
        RandomCommits of = new RandomCommits(random);
        for (int round = 0; round < 4; round++) {
            List<Commit> commits = of.commits(1 + random.nextInt(12));
            write(database, commits);
            commits.forEach(commit -> write(other, List.of(commit)));
            assertThat(rows(database)).isEqualTo(rows(other));
        }
    }

    /** Commits of two sessions as the engine makes them: an inbox id is given once, a message that is done stays so. */
    private final class RandomCommits {
        private final Random random;
        private final Set<String> finished = new HashSet<>();
        private final Map<Long, Long> lastId = new TreeMap<>();
        private long position = 1;
        private long now = 1_000;

        RandomCommits(Random random) {
            this.random = random;
        }

        List<Commit> commits(int count) {
            List<Commit> commits = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                SealedSession session = random.nextBoolean() ? anna : bert;
                PendingTransaction transaction = session.transaction();
                for (int writes = 1 + random.nextInt(4); writes > 0; writes--) {
                    add(session, transaction);
                }
                now += random.nextInt(5);
                WriteSet sealed = session.sealer.seal(transaction, position, now);
                position += sealed.outbox().size();
                commits.add(new Commit(session.owner, sealed, new CompletableFuture<>()));
            }
            return commits;
        }

        private void add(SealedSession session, PendingTransaction to) {
            String key = String.valueOf((char) ('a' + random.nextInt(4)));
            byte[] value = bytes(random.nextInt(9), random.nextInt());
            long last = lastId.getOrDefault(session.owner.id(), 0L);
            switch (random.nextInt(12)) {
                case 0, 1 -> to.put(session.preKeys, key, value);
                case 2 -> to.delete(session.preKeys, key);
                case 3 -> to.put(session.chatSettings, Jid.phone(key), value);
                case 4, 5 -> {
                    to.append(inboxEntry(last + 1));
                    lastId.put(session.owner.id(), last + 1);
                }
                case 6 -> to.inboxFailed(1 + random.nextInt((int) last + 3));
                case 7 -> to.inboxDone(1 + random.nextInt((int) last + 3));
                case 8, 9 -> {
                    if (!finished.contains(session.owner.name() + key)) {
                        to.put(new OutboxEntry(key, CHAT, value, value, now));
                    }
                }
                case 10 -> {
                    if (finished.size() < 4 && finished.add(session.owner.name() + key)) {
                        to.outboxDone(key);
                    }
                }
                default -> {
                    if (random.nextInt(4) == 0) {
                        to.wipeLink();
                    } else {
                        to.put(sentMessage(key, now, value.length));
                    }
                }
            }
        }
    }

    @Test
    void aCommitUnderAnEpochThatIsOverIsNotWrittenAndNoneBesideIt() {
        execute("UPDATE wa_session SET epoch = 2 WHERE name = 'bert'");
        List<Commit> commits = List.of(
                anna.commit(1, t -> t.put(anna.preKeys, "k", bytes(1, 1))),
                bert.commit(1, t -> t.put(bert.preKeys, "k", bytes(1, 1))));
        assertThatThrownBy(() -> write(database, commits))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        assertThat(count("wa_pre_key")).isZero();
        write(database, commits.subList(0, 1));
        assertThat(count("wa_pre_key")).isEqualTo(1);
    }

    @Test
    void anInboxIdThatIsTakenFailsTheWholeTransaction() {
        write(database, List.of(anna.commit(1, t -> t.append(inboxEntry(1)))));
        List<Commit> commits =
                List.of(bert.commit(2, t -> t.append(inboxEntry(1))), anna.commit(2, t -> t.append(inboxEntry(1))));
        assertThatThrownBy(() -> write(database, commits))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                .hasMessage("the database refused the writes");
        assertThat(count("wa_inbox")).isEqualTo(1);
    }

    @Test
    void aWipeOfOneSessionLeavesTheRowsOfTheOther() {
        List<Commit> both = List.of(
                anna.commit(1, t -> {
                    t.put(anna.preKeys, "k", bytes(1, 1));
                    t.put(anna.chatSettings, CHAT, bytes(1, 1));
                }),
                bert.commit(1, t -> t.put(bert.preKeys, "k", bytes(1, 1))));
        write(database, both);
        write(database, List.of(anna.commit(2, t -> t.wipeLink())));
        assertThat(number("SELECT min(session_id) FROM wa_pre_key")).isEqualTo(2);
        assertThat(count("wa_chat_setting")).isEqualTo(1);
    }

    @Test
    void theRowOfASentMessageSaysHowMuchItTakes() {
        write(database, List.of(anna.commit(1, t -> t.put(sentMessage("M", 77, 10)))));
        assertThat(number("SELECT size FROM wa_sent_message"))
                .isEqualTo(number("SELECT length(value) FROM wa_sent_message"));
        assertThat(number("SELECT sent_at FROM wa_sent_message")).isEqualTo(77);
    }

    @Test
    void aDoneEntryIsNotDoneAgainAndAFailureOfItStillCounts() {
        write(database, List.of(anna.commit(1, t -> t.append(inboxEntry(1)))));
        write(database, List.of(anna.commit(10, t -> t.inboxDone(1))));
        write(database, List.of(anna.commit(20, t -> {
            t.inboxDone(1);
            t.inboxFailed(1);
        })));
        assertThat(number("SELECT done_at FROM wa_inbox")).isEqualTo(10);
        assertThat(number("SELECT attempts FROM wa_inbox")).isEqualTo(1);
    }
}
