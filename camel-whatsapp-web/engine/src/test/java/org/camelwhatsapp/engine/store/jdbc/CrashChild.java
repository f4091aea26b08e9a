package org.camelwhatsapp.engine.store.jdbc;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** Writes as fast as it can until it is killed, and says which of its commits are durable. */
final class CrashChild {
    private static final int AT_ONCE = 64;

    private CrashChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = System.out;
        SystemScheduling scheduling = new SystemScheduling(1, 2);
        JdbcStore store = new JdbcStore(
                JdbcStoreOptions.sqlite(Path.of(arguments[0]), StoreFixture.PASSPHRASE)
                        .withIterations(StoreFixture.FEW_ITERATIONS),
                StoreFixture.environment(scheduling));
        DeviceStore device = store.open("main");
        Semaphore pending = new Semaphore(AT_ONCE);
        for (long i = device.inbox().lastId() + 1; i < Long.MAX_VALUE; i++) {
            pending.acquire();
            long id = i;
            device.commit(writes(device, id)).whenComplete((done, failure) -> {
                if (failure != null) {
                    failure.printStackTrace();
                    Runtime.getRuntime().halt(3);
                }
                out.println(id);
                out.flush();
                pending.release();
            });
        }
    }

    private static StoreTransaction writes(DeviceStore device, long id) {
        byte[] counter = ByteBuffer.allocate(600).putLong(id).array();
        StoreTransaction transaction = device.transaction();
        transaction.put(device.credentials(), "self", counter);
        transaction.put(device.groups(), Jid.group("1"), counter);
        transaction.append(new InboxEntry(id, StoreFixture.hash((int) id), counter, id, 0));
        transaction.put(new OutboxEntry("M" + id, StoreFixture.CHAT, counter, counter, id));
        if (id > 10) {
            transaction.inboxDone(id - 10);
            transaction.outboxDone("M" + (id - 10));
        }
        return transaction;
    }
}
