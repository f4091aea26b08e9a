package org.camelwhatsapp.engine.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.await;
import static org.camelwhatsapp.engine.store.jdbc.StoreFixture.bytes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.RecordTable;
import org.camelwhatsapp.engine.store.StoreTransaction;
import org.junit.jupiter.api.Test;

/** Random commits of several sessions that share transactions leave what a plain map would hold after each of them. */
class StoreModelTest extends StoreTestBase {
    private static final int RUNS = 20;
    private static final int COMMITS = 150;

    @Override
    DatabaseKind kind() {
        return DatabaseKind.SQLITE;
    }

    /** What one session should hold. */
    private static final class Model {
        final Map<String, byte[]> preKeys = new HashMap<>();
        final Map<Jid, byte[]> groups = new HashMap<>();
        final TreeMap<Long, Integer> inbox = new TreeMap<>();
        final LinkedHashMap<String, Long> outbox = new LinkedHashMap<>();
        long lastId;
    }

    @Test
    void theDatabaseAgreesWithAMap() {
        for (int run = 0; run < RUNS; run++) {
            long seed = System.nanoTime() + run;
            Random random = new Random(seed);
            List<DeviceStore> devices = List.of(store.open("x" + run), store.open("y" + run), store.open("z" + run));
            List<Model> models = List.of(new Model(), new Model(), new Model());
            List<CompletionStage<Void>> stages = new ArrayList<>();
            for (int i = 0; i < COMMITS; i++) {
                int which = random.nextInt(devices.size());
                StoreTransaction transaction = devices.get(which).transaction();
                for (int step = random.nextInt(6); step >= 0; step--) {
                    change(devices.get(which), transaction, models.get(which), random);
                }
                stages.add(devices.get(which).commit(transaction));
                if (random.nextInt(20) == 0) {
                    await(stages.get(stages.size() - 1));
                }
            }
            stages.forEach(StoreFixture::await);
            for (int which = 0; which < devices.size(); which++) {
                compare("seed " + seed, devices.get(which), models.get(which));
                devices.get(which).close();
            }
        }
    }

    private static void change(DeviceStore device, StoreTransaction transaction, Model model, Random random) {
        String name = "k" + random.nextInt(8);
        Jid group = Jid.group(Integer.toString(random.nextInt(4)));
        byte[] value = bytes(random.nextInt(50), random.nextInt(100));
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> put(transaction, device.preKeys(), model.preKeys, name, value);
            case 4, 5 -> put(transaction, device.groups(), model.groups, group, value);
            case 6, 7 -> {
                transaction.delete(device.preKeys(), name);
                model.preKeys.remove(name);
            }
            case 8, 9, 10 -> {
                model.lastId++;
                transaction.append(new InboxEntry(model.lastId, StoreFixture.hash(1), value, 1, 0));
                model.inbox.put(model.lastId, 0);
            }
            case 11, 12 -> {
                long id = 1 + random.nextInt((int) model.lastId + 1);
                transaction.inboxDone(id);
                model.inbox.remove(id);
            }
            case 13 -> {
                if (!model.inbox.isEmpty()) {
                    transaction.inboxFailed(model.inbox.firstKey());
                    model.inbox.merge(model.inbox.firstKey(), 1, Integer::sum);
                }
            }
            case 14, 15, 16 -> {
                long at = random.nextInt(1_000);
                transaction.put(new OutboxEntry(name, StoreFixture.CHAT, value, value, at));
                model.outbox.put(name, at);
            }
            case 17, 18 -> {
                transaction.outboxDone(name);
                model.outbox.remove(name);
            }
            default -> {
                transaction.wipeLink();
                model.preKeys.clear();
                model.outbox.clear();
            }
        }
    }

    private static <K> void put(
            StoreTransaction transaction, RecordTable<K> table, Map<K, byte[]> model, K key, byte[] value) {
        transaction.put(table, key, value);
        model.put(key, value);
    }

    private static void compare(String run, DeviceStore device, Model model) {
        assertThat(records(device.preKeys())).as(run).containsExactlyInAnyOrderEntriesOf(hex(model.preKeys));
        assertThat(records(device.groups())).as(run).containsExactlyInAnyOrderEntriesOf(hex(model.groups));
        Map<Long, Integer> waiting = new TreeMap<>();
        device.inbox().pending(0, 1_000).forEach(entry -> waiting.put(entry.id(), entry.attempts()));
        assertThat(waiting).as(run).isEqualTo(model.inbox);
        Map<String, Long> outbox = new HashMap<>();
        device.outbox().pending(1_000).forEach(entry -> outbox.put(entry.messageId(), entry.createdAtMillis()));
        assertThat(outbox).as(run).isEqualTo(model.outbox);
        assertThat(device.inbox().lastId()).as(run).isEqualTo(model.lastId);
    }

    private static <K> Map<K, String> records(RecordTable<K> table) {
        Map<K, String> records = new HashMap<>();
        table.list(100).forEach(entry -> records.put(entry.getKey(), StoreFixture.hex(entry.getValue())));
        return records;
    }

    private static <K> Map<K, String> hex(Map<K, byte[]> values) {
        Map<K, String> hex = new HashMap<>();
        values.forEach((key, value) -> hex.put(key, StoreFixture.hex(value)));
        return hex;
    }
}
