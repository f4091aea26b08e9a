package org.camelwhatsapp.engine.env;

/** Where random bytes come from. Implementations are thread-safe. */
public interface RandomSource {
    /** Fills the whole array. */
    void nextBytes(byte[] target);

    default byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        nextBytes(bytes);
        return bytes;
    }

    /** A number from 0 (inclusive) to the bound (exclusive), evenly spread. */
    int nextInt(int bound);

    /** A number from 0 (inclusive) to 1 (exclusive). */
    double nextDouble();
}
