package org.camelwhatsapp.engine.crypto;

import java.math.BigInteger;

/** Numbers as 32 bytes, least significant first. */
final class LittleEndian {
    private LittleEndian() {}

    static byte[] bytes(BigInteger value) {
        byte[] big = value.toByteArray();
        byte[] little = new byte[32];
        for (int i = 0; i < 32 && i < big.length; i++) {
            little[i] = big[big.length - 1 - i];
        }
        return little;
    }

    static BigInteger number(byte[] little) {
        byte[] big = new byte[little.length];
        for (int i = 0; i < big.length; i++) {
            big[i] = little[little.length - 1 - i];
        }
        return new BigInteger(1, big);
    }
}
