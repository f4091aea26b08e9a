package org.camelwhatsapp.simulator.phone;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.signal.LocalIdentity;
import org.camelwhatsapp.engine.signal.PreKeySource;
import org.camelwhatsapp.simulator.World;
import org.camelwhatsapp.simulator.state.Account;
import org.camelwhatsapp.simulator.state.PublishedKeys;
import org.jspecify.annotations.Nullable;

/** A phone's own keys. New one-time keys are made whenever few are left. */
final class PhoneKeys implements PreKeySource {
    private static final int BATCH = 50;
    private static final int SIGNED_ID = 1;

    private final World world;
    private final LocalIdentity self;
    private final KeyPair signed;
    private final PublishedKeys published;
    private final Map<Integer, KeyPair> oneTime = new HashMap<>();
    private int nextId = 1;

    PhoneKeys(World world, Account account) {
        this.world = world;
        int registrationId = 1 + world.options().random().nextInt(16_000);
        self = new LocalIdentity(account.identity(), registrationId);
        signed = world.curve().generateKeyPair(world.options().random());
        byte[] typed = new byte[33];
        typed[0] = 5;
        System.arraycopy(signed.publicKey(), 0, typed, 1, 32);
        byte[] signature = world.curve()
                .sign(account.identity().privateKey(), typed, world.options().random());
        published = new PublishedKeys(
                ByteBuffer.allocate(4).putInt(registrationId).array(),
                account.identity().publicKey(),
                new byte[][] {{0, 0, SIGNED_ID}, signed.publicKey(), signature});
    }

    LocalIdentity self() {
        return self;
    }

    PublishedKeys published() {
        if (published.count() < BATCH / 2) {
            for (int i = 0; i < BATCH; i++) {
                KeyPair pair = world.curve().generateKeyPair(world.options().random());
                oneTime.put(nextId, pair);
                published.add(nextId++, pair.publicKey());
            }
        }
        return published;
    }

    void consume(int id) {
        oneTime.remove(id);
    }

    @Override
    public @Nullable KeyPair oneTime(int id) {
        return oneTime.get(id);
    }

    @Override
    public @Nullable KeyPair signed(int id) {
        return id == SIGNED_ID ? signed : null;
    }
}
