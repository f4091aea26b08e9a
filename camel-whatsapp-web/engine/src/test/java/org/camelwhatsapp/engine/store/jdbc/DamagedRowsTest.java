package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.secret.RecordCipher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row that is damaged stands in nobody's way, and is told of. */
class DamagedRowsTest extends StoreTestBase {
    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    @BeforeEach
    void write() {
        commit(device, t -> {
            for (String key : List.of("a", "b", "c")) {
                t.put(device.preKeys(), key, bytes(3, key.charAt(0)));
            }
            for (int id = 1; id <= 5; id++) {
                t.append(inboxEntry(id));
                t.put(outboxEntry("M" + id));
                t.put(sentMessage("M" + id, id, 10));
            }
        });
    }

    /** The value as it was, but for its last byte. */
    private void damage(String table, String where) throws Exception {
        tamper("UPDATE " + table + " SET value = CAST(substr(value, 1, length(value) - 1) AS BLOB) WHERE " + where);
    }

    @Test
    void aListLeavesTheDamagedRecordOutAndCountsIt() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        assertThat(device.preKeys().list(10)).extracting(Map.Entry::getKey).containsExactly("a", "c");
        assertThat(store.damagedRecords()).isEqualTo(1);
    }

    @Test
    void aRangeLeavesTheDamagedRecordOutAndCountsIt() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        assertThat(device.preKeys().range("b", "d", 10))
                .extracting(Map.Entry::getKey)
                .containsExactly("c");
        assertThat(store.damagedRecords()).isEqualTo(1);
    }

    @Test
    void whoAsksForTheDamagedRecordIsToldAndWhoAsksForAnotherIsServed() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        for (List<String> asked : List.of(List.of("b"), List.of("a", "b"))) {
            assertThatThrownBy(() -> device.preKeys().getMany(asked))
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
                        assertThat(e.code()).isEqualTo("store-corrupt");
                        assertThat(e).hasMessage("a record of wa_pre_key is damaged");
                    });
        }
        assertThat(device.preKeys().getMany(List.of("a", "c"))).hasSize(2);
        assertThat(store.damagedRecords()).as("nothing was left out").isZero();
    }

    @Test
    void aDamagedRecordIsMendedByWritingItAgain() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        commit(device, t -> t.put(device.preKeys(), "b", bytes(3, 9)));
        assertThat(device.preKeys().get("b")).isEqualTo(bytes(3, 9));
    }

    @Test
    void aDamagedRecordCanBeDeleted() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        commit(device, t -> t.delete(device.preKeys(), "b"));
        assertThat(device.preKeys().get("b")).isNull();
        assertThat(device.preKeys().count()).isEqualTo(2);
    }

    /** A key that is no address any more is no reason to fail the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "00", // ends before the device
                "0000", // ends within it
                "50000031", // a server that nobody knows
                "ff000031", // and one below all numbers
                "7f00ff61", // a name that is longer than the key
                "7f0000000031" // a server without a name
            })
    void aListOfAddressesPassesOverAKeyThatIsNone(String key) throws Exception {
        Jid sound = Jid.group("120363000000000001");
        commit(device, t -> {
            t.put(device.groups(), Jid.group("1"), bytes(3, 1));
            t.put(device.groups(), sound, bytes(3, 2));
        });
        tamper("UPDATE wa_group SET record_key = x'" + key + "' WHERE record_key = x'02000031'");
        assertThat(device.groups().list(10)).extracting(Map.Entry::getKey).containsExactly(sound);
        assertThat(store.damagedRecords()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "000000"})
    void aListOfSessionsPassesOverAKeyThatIsNone(String key) throws Exception {
        commit(device, t -> {
            t.put(device.sessions(), new SignalAddress("1", 0), bytes(3, 1));
            t.put(device.sessions(), new SignalAddress("2", 0), bytes(3, 2));
        });
        tamper("UPDATE wa_signal_session SET record_key = x'" + key + "' WHERE record_key = x'0000000031'");
        assertThat(device.sessions().list(10)).extracting(Map.Entry::getKey).containsExactly(new SignalAddress("2", 0));
    }

    @ParameterizedTest
    @CsvSource({
        // Damaged, page, what the page gives.
        "3,         10, 1 2 4 5",
        "1,         1,  2",
        "'1,2',     2,  3 4",
        "'1,2,3,4', 2,  5",
        "'1,3',     2,  2",
        "'1,2,3,4,5', 2, ''"
    })
    void aPageOfTheInboxEndsBehindTheDamagedEntries(String damaged, int limit, String given) throws Exception {
        damage("wa_inbox", "id IN (" + damaged + ")");
        assertThat(device.inbox().pending(0, limit))
                .extracting(InboxEntry::id)
                .map(String::valueOf)
                .containsExactlyElementsOf(given.isEmpty() ? List.of() : List.of(given.split(" ")));
    }

    @Test
    void aDamagedInboxEntryStillCountsAndIsStillKnown() throws Exception {
        damage("wa_inbox", "id = 3");
        assertThat(device.inbox().depth()).isEqualTo(5);
        assertThat(device.inbox().known(List.of(StoreFixture.hash(3)))).hasSize(1);
        commit(device, t -> t.inboxDone(3));
        assertThat(device.inbox().depth()).isEqualTo(4);
    }

    /** The id is part of what is sealed. */
    @Test
    void anInboxEntryUnderAnotherIdIsDamaged() throws Exception {
        tamper("UPDATE wa_inbox SET id = 9 WHERE id = 1");
        assertThat(device.inbox().pending(5, 10)).isEmpty();
        assertThat(store.damagedRecords()).isEqualTo(1);
    }

    @Test
    void theOutboxLeavesADamagedEntryOut() throws Exception {
        damage("wa_outbox", "record_key = x'4d32'");
        tamper("UPDATE wa_outbox SET record_key = x'ff' WHERE record_key = x'4d34'");
        assertThat(device.outbox().pending(10))
                .extracting(OutboxEntry::messageId)
                .containsExactly("M1", "M3", "M5");
        assertThat(store.damagedRecords()).isEqualTo(2);
        assertThat(device.outbox().depth()).as("it is not deleted").isEqualTo(5);
    }

    @Test
    void aDamagedSentMessageIsNotTakenForOneThatWasNeverSent() throws Exception {
        damage("wa_sent_message", "record_key = x'4d32'");
        assertThatThrownBy(() -> device.sentMessages().find("M2"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
                .hasMessage("a record of wa_sent_message is damaged");
        assertThat(device.sentMessages().find("M3")).isNotNull();
    }

    @Test
    void damageOfOneSessionIsNoLossOfIt() throws Exception {
        damage("wa_pre_key", "record_key = x'62'");
        assertThat(device.preKeys().list(10)).hasSize(2);
        assertThat(device.lost().toCompletableFuture()).isNotDone();
        commit(device, t -> t.put(device.preKeys(), "d", bytes(1, 1)));
        assertThat(device.preKeys().get("d")).isEqualTo(bytes(1, 1));
    }

    @Test
    void aNewDataKeyReachesWhatLiesBehindTheDamagedRecords() throws Exception {
        damage("wa_pre_key", "record_key IN (x'61', x'62')");
        store.keys().rotateDataKey();
        // One at a time: the damaged ones come first, again and again.
        int rewritten = 0;
        while (store.keys().reencrypt(1) > 0) {
            rewritten++;
        }
        // The record behind them, the five entries and messages three times, and the key of the archive's words.
        assertThat(rewritten).isEqualTo(1 + 15 + 1);
        assertThat(values("wa_pre_key")).extracting(RecordCipher::keyId).containsExactly(1, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aReencryptionOfNothingTouchesNothing(int limit) throws Exception {
        store.keys().rotateDataKey();
        assertThat(store.keys().reencrypt(limit)).isZero();
        assertThat(values("wa_pre_key")).extracting(RecordCipher::keyId).containsOnly(1);
    }

    @Test
    void aReencryptionEndsAtItsLimitAcrossTables() {
        store.keys().rotateDataKey();
        assertThat(store.keys().reencrypt(5)).isEqualTo(5);
        assertThat(store.keys().reencrypt(1_000)).isEqualTo(3 + 15 + 1 - 5);
        assertThat(store.keys().reencrypt(1_000)).isZero();
        assertThat(device.preKeys().list(10)).hasSize(3);
    }
}
