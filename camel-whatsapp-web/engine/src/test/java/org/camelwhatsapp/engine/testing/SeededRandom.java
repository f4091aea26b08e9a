package org.camelwhatsapp.engine.testing;

import java.util.Random;
import org.camelwhatsapp.engine.env.RandomSource;

/** Random bytes that repeat with the seed, so that a failing test can be run again. */
public final class SeededRandom implements RandomSource {
    private final Random random;

    public SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] target) {
        random.nextBytes(target);
    }

    @Override
    public synchronized int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public synchronized double nextDouble() {
        return random.nextDouble();
    }
}
