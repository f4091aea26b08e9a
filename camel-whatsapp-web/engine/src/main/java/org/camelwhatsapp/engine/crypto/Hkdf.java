package org.camelwhatsapp.engine.crypto;

import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** HKDF-SHA256 (RFC 5869). */
public final class Hkdf {
    private static final int HASH = 32;
    private static final int MAX_BLOCKS = 255;
    private static final byte[] NO_SALT = new byte[HASH];

    private Hkdf() {}

    /**
     * Extracts and expands.
     *
     * @param salt null means 32 zero bytes
     * @param length 1 to 8,160 bytes
     */
    public static byte[] derive(byte[] inputKey, byte @Nullable [] salt, byte[] info, int length) {
        if (length < 1 || length > MAX_BLOCKS * HASH) {
            throw new IllegalArgumentException("HKDF gives 1 to " + MAX_BLOCKS * HASH + " bytes");
        }
        byte[] pseudoRandomKey = Hmac.sha256(salt == null || salt.length == 0 ? NO_SALT : salt, inputKey);
        Mac mac = Hmac.threadMac(pseudoRandomKey);
        byte[] output = new byte[length];
        byte[] block = {};
        for (int offset = 0, number = 1; offset < length; offset += HASH, number++) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) number);
            block = mac.doFinal();
            System.arraycopy(block, 0, output, offset, Math.min(HASH, length - offset));
        }
        return output;
    }
}
