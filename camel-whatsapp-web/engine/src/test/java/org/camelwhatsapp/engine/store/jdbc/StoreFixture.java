package org.camelwhatsapp.engine.store.jdbc;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.camelwhatsapp.engine.env.Environment;
import org.camelwhatsapp.engine.env.SecureRandomSource;
import org.camelwhatsapp.engine.env.SystemScheduling;
import org.camelwhatsapp.engine.model.Jid;
import org.camelwhatsapp.engine.store.DeviceStore;
import org.camelwhatsapp.engine.store.InboxEntry;
import org.camelwhatsapp.engine.store.OutboxEntry;
import org.camelwhatsapp.engine.store.SentMessage;
import org.camelwhatsapp.engine.store.StoreException;
import org.camelwhatsapp.engine.store.StoreTransaction;

/** What the tests of the store share. */
final class StoreFixture {
    static final int FEW_ITERATIONS = 1_000;
    static final String PASSPHRASE = "correct horse";
    static final Jid CHAT = Jid.phone("15550001111");

    private StoreFixture() {}

    static Environment environment(SystemScheduling scheduling) {
        return new Environment(InstantSource.system(), new SecureRandomSource(), scheduling);
    }

    static void commit(DeviceStore store, Consumer<StoreTransaction> writes) {
        await(begin(store, writes));
    }

    static CompletionStage<Void> begin(DeviceStore store, Consumer<StoreTransaction> writes) {
        StoreTransaction transaction = store.transaction();
        writes.accept(transaction);
        return store.commit(transaction);
    }

    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(120, TimeUnit.SECONDS).join();
    }

    /** What the stage fails with. */
    static StoreException failure(CompletionStage<?> stage) {
        try {
            await(stage);
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreException expected) {
                return expected;
            }
            throw e;
        }
        throw new AssertionError("the commit did not fail");
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    static byte[] hash(int seed) {
        return bytes(32, seed);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static InboxEntry inboxEntry(long id) {
        return new InboxEntry(id, hash((int) id), bytes(40, (int) id), 1_000 + id, 0);
    }

    static OutboxEntry outboxEntry(String id) {
        return new OutboxEntry(id, CHAT, bytes(30, id.length()), bytes(0, 0), 5_000);
    }

    static SentMessage sentMessage(String id, long sentAt, int size) {
        return new SentMessage(id, CHAT, bytes(size, 7), sentAt);
    }
}
