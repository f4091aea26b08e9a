package org.camelwhatsapp.engine.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.await;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every database must do. The same for SQLite and PostgreSQL. */
@Timeout(60)
abstract class StoreContract {
    final SystemScheduling scheduling = new SystemScheduling(2, 4);
    JdbcStore store;
    DeviceStore device;

    /** Options for the same database at every call of one test, empty at its beginning. */
    abstract JdbcStoreOptions options();

    /** Changes bytes behind the store's back. */
    abstract void tamper(String sql) throws Exception;

    @BeforeEach
    void open() {
        store = openStore(options());
        device = store.open("main");
    }

    JdbcStore openStore(JdbcStoreOptions options) {
        return new JdbcStore(options, StoreFixture.environment(scheduling));
    }

    @AfterEach
    void close() {
        store.close();
        scheduling.close();
    }

    void reopen() {
        store.close();
        open();
    }

    @Test
    void keepsRecordsOfEveryTable() {
        SignalAddress address = new SignalAddress("15550001111_1", 3);
        Jid group = Jid.group("120363000000000001");
        SenderKeyName name = new SenderKeyName(group, address);
        StoreTransaction transaction = device.transaction();
        transaction.put(device.credentials(), "self", bytes(600, 1));
        transaction.put(device.preKeys(), "onetime/1", bytes(64, 2));
        transaction.put(device.sessions(), address, bytes(2_000, 3));
        transaction.put(device.identities(), address, bytes(32, 4));
        transaction.put(device.senderKeys(), name, bytes(300, 5));
        transaction.put(device.senderKeyDistributions(), group, bytes(10, 6));
        transaction.put(device.addressMappings(), Jid.lid("999"), bytes(10, 7));
        transaction.put(device.deviceLists(), StoreFixture.CHAT, bytes(10, 8));
        transaction.put(device.groups(), group, bytes(10_000, 9));
        transaction.put(device.chatSettings(), group, bytes(0, 0));
        transaction.put(device.messageSecrets(), "3EB0AA", bytes(32, 11));
        await(device.commit(transaction));

        reopen();

        assertThat(device.credentials().get("self")).isEqualTo(bytes(600, 1));
        assertThat(device.preKeys().get("onetime/1")).isEqualTo(bytes(64, 2));
        assertThat(device.sessions().get(address)).isEqualTo(bytes(2_000, 3));
        assertThat(device.identities().get(address)).isEqualTo(bytes(32, 4));
        assertThat(device.senderKeys().get(name)).isEqualTo(bytes(300, 5));
        assertThat(device.senderKeyDistributions().get(group)).isEqualTo(bytes(10, 6));
        assertThat(device.addressMappings().get(Jid.lid("999"))).isEqualTo(bytes(10, 7));
        assertThat(device.deviceLists().get(StoreFixture.CHAT)).isEqualTo(bytes(10, 8));
        assertThat(device.groups().get(group)).isEqualTo(bytes(10_000, 9));
        assertThat(device.chatSettings().get(group)).isEmpty();
        assertThat(device.messageSecrets().get("3EB0AA")).isEqualTo(bytes(32, 11));
        assertThat(device.senderKeys().list(10))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getKey()).isEqualTo(name));
    }

    @Test
    void keepsHostileKeysApart() {
        Jid withZero = new Jid("a\0b", 1, "odd\0server");
        Jid other = new Jid("a", 1, "\0b@odd");
        String id = "x\0'; DROP TABLE wa_inbox; --";
        commit(device, t -> {
            t.put(device.groups(), withZero, bytes(3, 1));
            t.put(device.groups(), other, bytes(3, 2));
            t.put(device.messageSecrets(), id, bytes(3, 3));
            t.put(outboxEntry(id));
        });
        assertThat(device.groups().get(withZero)).isEqualTo(bytes(3, 1));
        assertThat(device.groups().get(other)).isEqualTo(bytes(3, 2));
        assertThat(device.groups().list(9)).extracting(Map.Entry::getKey).containsExactlyInAnyOrder(withZero, other);
        assertThat(device.messageSecrets().get(id)).isEqualTo(bytes(3, 3));
        assertThat(device.outbox().pending(5))
                .extracting(OutboxEntry::messageId)
                .containsExactly(id);
    }

    @Test
    void aKeyThatIsNoUnicodeIsRefusedBeforeAnythingIsWritten() {
        StoreTransaction transaction = device.transaction();
        assertThatThrownBy(() -> transaction.put(device.messageSecrets(), "\uD800", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transaction.put(device.messageSecrets(), "x".repeat(5_000), bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theLastWriteOfAKeyWins() {
        commit(device, t -> {
            t.put(device.preKeys(), "a", bytes(1, 1));
            t.put(device.preKeys(), "a", bytes(1, 2));
            t.put(device.preKeys(), "b", bytes(1, 1));
            t.delete(device.preKeys(), "b");
            t.delete(device.preKeys(), "c");
            t.put(device.preKeys(), "c", bytes(1, 3));
        });
        assertThat(device.preKeys().get("a")).isEqualTo(bytes(1, 2));
        assertThat(device.preKeys().get("b")).isNull();
        assertThat(device.preKeys().get("c")).isEqualTo(bytes(1, 3));
        assertThat(device.preKeys().count()).isEqualTo(2);
    }

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
    void readsManyKeysAtOnce() {
        Map<SignalAddress, byte[]> written = new LinkedHashMap<>();
        for (int i = 0; i < 1_203; i++) {
            written.put(new SignalAddress("user" + i, i % 40), bytes(20, i));
        }
        commit(device, t -> written.forEach((key, value) -> t.put(device.sessions(), key, value)));
        List<SignalAddress> asked = new ArrayList<>(written.keySet());
        asked.add(new SignalAddress("nobody", 0));
        asked.add(asked.get(0));

        Map<SignalAddress, byte[]> read = device.sessions().getMany(asked);

        assertThat(read).hasSize(1_203);
        written.forEach((key, value) -> assertThat(read.get(key)).isEqualTo(value));
        assertThat(device.sessions().getMany(List.of())).isEmpty();
        assertThat(device.sessions().count()).isEqualTo(1_203);
        assertThat(device.sessions().list(7)).hasSize(7);
    }

    @Test
    void sessionsDoNotSeeEachOther() {
        DeviceStore second = store.open("second");
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        commit(second, t -> t.put(second.credentials(), "self", bytes(4, 2)));
        assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
        assertThat(second.credentials().get("self")).isEqualTo(bytes(4, 2));
        StoreTransaction foreign = second.transaction();
        assertThatThrownBy(() -> foreign.put(device.credentials(), "self", bytes(1, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> device.commit(foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesSessionsWithCredentialsSorted() {
        for (String name : List.of("b", "a", "unpaired", "\u00e9")) {
            DeviceStore opened = store.open(name);
            if (!name.equals("unpaired")) {
                commit(opened, t -> t.put(opened.credentials(), "self", bytes(4, 1)));
            }
        }
        assertThat(store.sessions()).containsExactly("a", "b", "\u00e9");
    }

    @Test
    void deletesAllOfASession() {
        DeviceStore gone = store.open("gone");
        commit(gone, t -> {
            t.put(gone.credentials(), "self", bytes(4, 1));
            t.append(inboxEntry(1));
            t.put(outboxEntry("A"));
            t.put(sentMessage("A", 1, 10));
        });
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 2)));
        assertThatThrownBy(() -> store.delete("gone")).isInstanceOf(StoreException.class);
        gone.close();

        store.delete("gone");
        store.delete("never seen");

        assertThat(store.sessions()).containsExactly("main");
        DeviceStore again = store.open("gone");
        assertThat(again.credentials().get("self")).isNull();
        assertThat(again.inbox().depth() + again.outbox().depth()).isZero();
        assertThat(again.inbox().known(List.of(hash(1)))).isEmpty();
        assertThat(again.sentMessages().find("A")).isNull();
    }

    @Test
    void refusesToOpenASessionTwice() {
        assertThatThrownBy(() -> store.open("main"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.FENCED));
        device.close();
        device = store.open("main");
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
    void keepsTheInboxUntilItIsDone() {
        commit(device, t -> {
            t.append(inboxEntry(2));
            t.append(inboxEntry(1));
            t.append(inboxEntry(3));
        });
        commit(device, t -> {
            t.inboxFailed(1);
            t.inboxFailed(1);
            t.inboxDone(2);
            t.inboxDone(99);
        });

        reopen();

        assertThat(device.inbox().pending(0, 10)).extracting(InboxEntry::id).containsExactly(1L, 3L);
        assertThat(device.inbox().pending(1, 10)).extracting(InboxEntry::id).containsExactly(3L);
        assertThat(device.inbox().pending(0, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.attempts()).isEqualTo(2);
            assertThat(entry.payload()).isEqualTo(bytes(40, 1));
            assertThat(entry.ciphertextHash()).isEqualTo(hash(1));
            assertThat(entry.receivedAtMillis()).isEqualTo(1_001);
        });
        assertThat(device.inbox().depth()).isEqualTo(2);
        assertThat(device.inbox().lastId()).isEqualTo(3);
    }

    @Test
    void knowsHashesDoneOrNotUntilTheyArePurged() {
        commit(device, t -> {
            t.append(inboxEntry(1));
            t.append(inboxEntry(2));
            t.inboxDone(1);
        });
        List<byte[]> asked = List.of(hash(1), hash(2), hash(3));
        assertThat(device.inbox().known(asked)).containsExactlyInAnyOrder(hex(hash(1)), hex(hash(2)));

        device.inbox().purgeDone(1);
        assertThat(device.inbox().known(asked)).hasSize(2);
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().known(asked)).containsExactly(hex(hash(2)));
        assertThat(device.inbox().known(List.of())).isEmpty();
    }

    @Test
    void givesNoInboxIdTwiceAfterAPurge() {
        commit(device, t -> {
            t.append(inboxEntry(1));
            t.append(inboxEntry(2));
        });
        commit(device, t -> {
            t.inboxDone(1);
            t.inboxDone(2);
        });
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().known(List.of(hash(1), hash(2)))).isEmpty();
        reopen();
        assertThat(device.inbox().lastId()).isEqualTo(2);
        device.inbox().purgeDone(Long.MAX_VALUE);
        assertThat(device.inbox().lastId()).isEqualTo(2);
    }

    @Test
    void keepsTheOutboxInTheOrderOfAcceptance() {
        commit(device, t -> {
            t.put(outboxEntry("C"));
            t.put(outboxEntry("A"));
        });
        commit(device, t -> t.put(outboxEntry("B")));
        reopen();
        commit(device, t -> t.put(outboxEntry("0")));
        commit(device, t -> t.put(new OutboxEntry("C", StoreFixture.CHAT, bytes(9, 1), bytes(700, 2), 6_000)));
        commit(device, t -> t.outboxDone("A"));

        List<OutboxEntry> pending = device.outbox().pending(10);

        assertThat(pending).extracting(OutboxEntry::messageId).containsExactly("C", "B", "0");
        assertThat(pending.get(0).stanza()).isEqualTo(bytes(700, 2));
        assertThat(pending.get(0).payload()).isEqualTo(bytes(9, 1));
        assertThat(pending.get(0).chat()).isEqualTo(StoreFixture.CHAT);
        assertThat(device.outbox().depth()).isEqualTo(3);
        assertThat(device.outbox().pending(1)).hasSize(1);
    }

    @Test
    void purgesSentMessagesByAgeAndSize() {
        commit(device, t -> {
            for (int i = 1; i <= 10; i++) {
                t.put(sentMessage("M" + i, 1_000 + i, 1_000));
            }
        });
        assertThat(device.sentMessages().find("M1")).satisfies(found -> {
            assertThat(found.chat()).isEqualTo(StoreFixture.CHAT);
            assertThat(found.payload()).isEqualTo(bytes(1_000, 7));
            assertThat(found.sentAtMillis()).isEqualTo(1_001);
        });

        device.sentMessages().purge(1_003, Long.MAX_VALUE);
        assertThat(kept()).containsExactly("M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10");
        device.sentMessages().purge(0, 4_400);
        assertThat(kept()).containsExactly("M7", "M8", "M9", "M10");
        device.sentMessages().purge(0, 0);
        assertThat(kept()).isEmpty();
    }

    private List<String> kept() {
        List<String> kept = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            SentMessage found = device.sentMessages().find("M" + i);
            if (found != null) {
                kept.add(found.messageId());
            }
        }
        return kept;
    }

    @Test
    void aWipeForgetsTheLinkAndKeepsTheInbox() {
        DeviceStore other = store.open("other");
        for (DeviceStore each : List.of(device, other)) {
            commit(each, t -> {
                t.put(each.credentials(), "self", bytes(4, 1));
                t.put(each.preKeys(), "onetime/1", bytes(4, 1));
                t.put(each.addressMappings(), StoreFixture.CHAT, bytes(4, 1));
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
        long before = transactions();
        List<CompletionStage<Void>> stages = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            int value = i;
            stages.add(begin(device, t -> t.put(device.preKeys(), "k" + value, bytes(600, value))));
        }
        stages.forEach(StoreFixture::await);
        assertThat(device.preKeys().count()).isEqualTo(500);
        assertThat(transactions() - before).isLessThan(250);
    }

    long transactions() {
        return store.lanes().stream().mapToLong(LaneStatistics::transactions).sum();
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
    void aWrongPassphraseOpensNothing() {
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        store.close();
        assertThatThrownBy(() -> openStore(options().withPassphrase("wrong")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_PASSPHRASE));
        open();
        assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
    }

    @Test
    void nothingReadableIsKeptOfAValue() throws Exception {
        byte[] secret = "a very secret record".getBytes(UTF_8);
        commit(device, t -> {
            t.put(device.credentials(), "self", secret);
            t.append(new InboxEntry(1, hash(1), secret, 1, 0));
            t.put(new OutboxEntry("A", StoreFixture.CHAT, secret, secret, 1));
            t.put(new SentMessage("A", StoreFixture.CHAT, secret, 1));
        });
        for (String table : List.of("wa_credentials", "wa_inbox", "wa_outbox", "wa_sent_message")) {
            for (byte[] value : values(table)) {
                assertThat(new String(value, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .doesNotContain("secret");
                assertThat(value.length).isGreaterThan(secret.length);
            }
        }
    }

    /** The values of a table as they are kept. */
    abstract List<byte[]> values(String table) throws Exception;

    @Test
    void swappedRecordsAreDetected() throws Exception {
        commit(device, t -> {
            t.put(device.identities(), new SignalAddress("a", 1), bytes(32, 1));
            t.put(device.identities(), new SignalAddress("b", 1), bytes(32, 2));
            t.put(device.identities(), new SignalAddress("c", 1), bytes(32, 3));
        });
        tamper("UPDATE wa_identity SET value = (SELECT o.value FROM wa_identity o ORDER BY o.record_key DESC LIMIT 1)"
                + " WHERE record_key = (SELECT x.record_key FROM wa_identity x ORDER BY x.record_key LIMIT 1)");

        assertDamaged(() -> device.identities().get(new SignalAddress("a", 1)), "wa_identity");
        assertThat(device.identities().get(new SignalAddress("b", 1))).isEqualTo(bytes(32, 2));
        assertThat(device.identities().list(9)).hasSize(2);
        assertThat(store.damagedRecords()).isEqualTo(1);
    }

    @Test
    void recordsOfAnotherTableOrSessionAreDetected() throws Exception {
        DeviceStore other = store.open("other");
        commit(device, t -> {
            t.put(device.preKeys(), "same", bytes(4, 1));
            t.put(device.messageSecrets(), "same", bytes(4, 2));
        });
        commit(other, t -> t.put(other.preKeys(), "same", bytes(4, 3)));
        tamper("UPDATE wa_message_secret SET value = (SELECT value FROM wa_pre_key WHERE session_id ="
                + " wa_message_secret.session_id)");
        tamper(
                "UPDATE wa_pre_key SET value = (SELECT value FROM wa_pre_key o WHERE o.session_id ="
                        + " (SELECT min(session_id) FROM wa_pre_key m)) WHERE session_id = (SELECT max(session_id) FROM wa_pre_key m)");

        assertDamaged(() -> device.messageSecrets().get("same"), "wa_message_secret");
        assertDamaged(() -> other.preKeys().get("same"), "wa_pre_key");
        assertThat(device.preKeys().get("same")).isEqualTo(bytes(4, 1));
    }

    @Test
    void aDamagedInboxEntryDoesNotStopTheOthers() throws Exception {
        commit(device, t -> {
            for (int i = 1; i <= 4; i++) {
                t.append(inboxEntry(i));
            }
            t.put(outboxEntry("A"));
            t.put(outboxEntry("B"));
        });
        tamper("UPDATE wa_inbox SET value = (SELECT o.value FROM wa_inbox o WHERE o.id = 4) WHERE id < 3");
        tamper("UPDATE wa_outbox SET value = (SELECT o.value FROM wa_outbox o ORDER BY position LIMIT 1)");
        assertThat(device.inbox().pending(0, 2)).extracting(InboxEntry::id).containsExactly(3L, 4L);
        assertThat(device.outbox().pending(9))
                .extracting(OutboxEntry::messageId)
                .containsExactly("A");
        assertThat(device.inbox().depth()).isEqualTo(4);
    }

    private static void assertDamaged(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String table) {
        assertThatThrownBy(read).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
            assertThat(e.getMessage()).contains(table);
        });
    }

    @Test
    void aNewPassphraseReplacesTheOldOne() {
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        store.keys().rotateDataKey();
        store.keys().changePassphrase("another one");
        store.keys().rotateDataKey();
        commit(device, t -> t.put(device.preKeys(), "late", bytes(4, 2)));
        store.close();
        assertThatThrownBy(() -> openStore(options())).isInstanceOf(StoreException.class);
        store = openStore(options().withPassphrase("another one"));
        device = store.open("main");
        assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
        assertThat(device.preKeys().get("late")).isEqualTo(bytes(4, 2));
    }

    @Test
    void aNewDataKeyTakesOverRecordByRecord() throws Exception {
        commit(device, t -> {
            for (int i = 1; i <= 20; i++) {
                t.put(device.sessions(), new SignalAddress("u" + i, 0), bytes(50, i));
                t.append(inboxEntry(i));
            }
            t.inboxDone(20);
            t.put(outboxEntry("A"));
            t.put(sentMessage("A", 1, 10));
        });
        store.keys().rotateDataKey();
        assertThat(store.keys().activeDataKey()).isEqualTo(2);
        commit(device, t -> t.put(device.preKeys(), "new", bytes(4, 2)));
        assertThat(device.sessions().get(new SignalAddress("u1", 0))).isEqualTo(bytes(50, 1));

        assertThat(store.keys().reencrypt(15)).isEqualTo(15);
        int rest = 0;
        for (int some = store.keys().reencrypt(15);
                some > 0;
                some = store.keys().reencrypt(15)) {
            rest += some;
        }

        assertThat(rest).isEqualTo(20 + 19 + 2 - 15);
        tamper("DELETE FROM wa_data_key WHERE key_id = 1");
        reopen();
        assertThat(device.sessions().getMany(List.of(new SignalAddress("u1", 0), new SignalAddress("u20", 0))))
                .hasSize(2);
        assertThat(device.inbox().pending(0, 100)).hasSize(19);
        assertThat(device.outbox().pending(10)).hasSize(1);
        assertThat(device.sentMessages().find("A")).isNotNull();
    }

    @Test
    void opensAgainAndAgain() {
        commit(device, t -> t.put(device.credentials(), "self", bytes(4, 1)));
        for (int i = 0; i < 3; i++) {
            reopen();
            assertThat(device.credentials().get("self")).isEqualTo(bytes(4, 1));
        }
    }

    @Test
    void refusesASchemaFromTheFuture() throws Exception {
        store.close();
        tamper("UPDATE wa_schema_history SET version = '99', script = 'V99__later.sql'"
                + " WHERE installed_rank = (SELECT max(installed_rank) FROM wa_schema_history h)");
        assertThatThrownBy(() -> openStore(options())).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.kind()).isEqualTo(Kind.INCOMPATIBLE);
            assertThat(e.getMessage()).contains("newer version").contains("99");
        });
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
            latch.await(30, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void manyReadersWaitForTheirTurn() {
        commit(device, t -> t.put(device.preKeys(), "k", bytes(600, 1)));
        var reads = new ArrayList<java.util.concurrent.CompletableFuture<byte[]>>();
        try (SystemScheduling crowd = new SystemScheduling(1, 24)) {
            for (int i = 0; i < 200; i++) {
                reads.add(java.util.concurrent.CompletableFuture.supplyAsync(
                        () -> device.preKeys().get("k"), crowd.blocking()));
                begin(device, t -> t.put(device.preKeys(), "k", bytes(600, 1)));
            }
            reads.forEach(read -> assertThat(await(read)).isEqualTo(bytes(600, 1)));
        }
    }
}
