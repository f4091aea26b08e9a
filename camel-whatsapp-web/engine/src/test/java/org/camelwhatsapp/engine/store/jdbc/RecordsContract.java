package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.await;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.begin;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.commit;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.outboxEntry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SenderKeyName;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.Test;

/** Records of every table, by key and in lists. */
abstract class RecordsContract extends StoreTestBase {
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
        transaction.put(device.pacing(), "today", bytes(12, 12));
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
        assertThat(device.pacing().get("today")).isEqualTo(bytes(12, 12));
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
