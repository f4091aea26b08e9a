package org.camelwhatsapp.engine.env;

import java.security.SecureRandom;

/** The operating system's randomness. The only place that makes a {@link SecureRandom}. */
public final class SecureRandomSource implements RandomSource {
    private final SecureRandom random = new SecureRandom();

    @Override
    public void nextBytes(byte[] target) {
        random.nextBytes(target);
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public double nextDouble() {
        return random.nextDouble();
    }
}
