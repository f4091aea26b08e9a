package org.camelwhatsapp.engine.store.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.hash;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.inboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.sentMessage;

import java.util.List;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreException.Kind;
import org.junit.jupiter.api.Test;

/** What is on the disk can be read and moved by nobody. */
abstract class SecretsAtRestContract extends StoreTestBase {
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

        assertThat(rest).isEqualTo(20 + 19 + 2 + 1 - 15);
        tamper("DELETE FROM wa_data_key WHERE key_id = 1");
        reopen();
        assertThat(device.sessions().getMany(List.of(new SignalAddress("u1", 0), new SignalAddress("u20", 0))))
                .hasSize(2);
        assertThat(device.inbox().pending(0, 100)).hasSize(19);
        assertThat(device.outbox().pending(10)).hasSize(1);
        assertThat(device.sentMessages().find("A")).isNotNull();
    }
}
