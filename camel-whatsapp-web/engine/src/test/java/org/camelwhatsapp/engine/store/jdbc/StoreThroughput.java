package org.camelwhatsapp.engine.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.signal.SignalAddress;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** Measures commits per second, by hand: what a machine and a disk are good for. Not a test. */
final class StoreThroughput {
    private static final int SECONDS = 4;

    private StoreThroughput() {}

    /** What one commit writes. */
    private interface Load {
        void write(DeviceStore device, StoreTransaction transaction, int number);
    }

    public static void main(String[] arguments) throws Exception {
        Path file = Files.createTempDirectory("store").resolve("store.db");
        measure("SQLite", JdbcStoreOptions.sqlite(file, StoreFixture.PASSPHRASE));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            measure("PostgreSQL", JdbcStoreOptions.of(url, "postgres", "postgres", StoreFixture.PASSPHRASE));
        }
        System.exit(0);
    }

    private static void measure(String name, JdbcStoreOptions options) throws Exception {
        try (SystemScheduling scheduling = new SystemScheduling(2, 8);
                JdbcStore store = new JdbcStore(
                        options.withIterations(StoreFixture.FEW_ITERATIONS), StoreFixture.environment(scheduling))) {
            for (int warm = 0; warm < 2; warm++) {
                boolean last = warm == 1;
                run(last, name + ", one session, one commit at a time, receive", store, 1, 1, StoreThroughput::receive);
                run(last, name + ", one session, 64 at a time, receive", store, 1, 64, StoreThroughput::receive);
                run(
                        last,
                        name + ", one session, 64 at a time, one ratchet",
                        store,
                        1,
                        64,
                        StoreThroughput::sameRatchet);
                run(last, name + ", one session, one at a time, 50 writes", store, 1, 1, StoreThroughput::fifty);
                run(last, name + ", 100 sessions, 2 each, receive", store, 100, 200, StoreThroughput::receive);
            }
            reads(name, store);
        }
    }

    private static void receive(DeviceStore device, StoreTransaction transaction, int number) {
        transaction.put(device.sessions(), new SignalAddress("u" + number % 5_000, 0), new byte[600]);
        transaction.append(new InboxEntry(number, StoreFixture.hash(number), new byte[300], 1, 0));
        if (number > 64) {
            transaction.inboxDone(number - 64);
        }
    }

    private static void sameRatchet(DeviceStore device, StoreTransaction transaction, int number) {
        transaction.put(device.sessions(), new SignalAddress("one", 0), new byte[600]);
    }

    private static void fifty(DeviceStore device, StoreTransaction transaction, int number) {
        for (int i = 0; i < 50; i++) {
            transaction.put(device.sessions(), new SignalAddress("u" + (number * 50 + i) % 5_000, 0), new byte[600]);
        }
    }

    private static void run(boolean print, String what, JdbcStore store, int sessions, int pending, Load load)
            throws Exception {
        List<DeviceStore> devices = new ArrayList<>();
        List<int[]> numbers = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            store.delete("load" + i);
            devices.add(store.open("load" + i));
            numbers.add(new int[1]);
        }
        long transactions = transactions(store);
        Semaphore free = new Semaphore(pending);
        long commits = 0;
        long begin = System.nanoTime();
        long end = begin + SECONDS * 1_000_000_000L;
        while (System.nanoTime() < end) {
            free.acquire();
            int session = (int) (commits++ % sessions);
            DeviceStore device = devices.get(session);
            StoreTransaction transaction = device.transaction();
            load.write(device, transaction, ++numbers.get(session)[0]);
            device.commit(transaction).whenComplete((done, failure) -> {
                if (failure != null) {
                    failure.printStackTrace();
                }
                free.release();
            });
        }
        free.acquire(pending);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (print) {
            System.out.printf(
                    Locale.ROOT,
                    "%-60s %,9.0f commits/s, %.1f per transaction%n",
                    what,
                    commits / seconds,
                    (double) commits / (transactions(store) - transactions));
        }
        devices.forEach(DeviceStore::close);
    }

    private static long transactions(JdbcStore store) {
        return store.lanes().stream().mapToLong(LaneStatistics::transactions).sum();
    }

    private static void reads(String name, JdbcStore store) {
        try (DeviceStore device = store.open("reads")) {
            List<SignalAddress> keys = new ArrayList<>();
            StoreFixture.commit(device, t -> {
                for (int i = 0; i < 1_024; i++) {
                    keys.add(new SignalAddress("u" + i, 0));
                    t.put(device.sessions(), keys.get(i), new byte[600]);
                }
            });
            for (int warm = 0; warm < 200; warm++) {
                device.sessions().getMany(keys);
            }
            long begin = System.nanoTime();
            for (int i = 0; i < 200; i++) {
                device.sessions().getMany(keys);
            }
            double each = (System.nanoTime() - begin) / 200 / 1e6;
            System.out.printf(Locale.ROOT, "%-60s %9.2f ms%n", name + ", getMany of 1,024 records of 600 bytes", each);
        }
    }
}
