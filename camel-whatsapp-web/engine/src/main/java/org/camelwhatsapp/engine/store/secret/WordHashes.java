package org.camelwhatsapp.engine.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.Hmac;

/**
 * Turns words into numbers that tell nothing without their key: the first 8 bytes of an HMAC-SHA256. Thread-safe.
 */
public final class WordHashes {
    public static final int KEY_BYTES = 32;

    private final byte[] key;

    /** @param key 32 random bytes, the same for as long as the numbers are kept */
    public WordHashes(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key for words has " + KEY_BYTES + " bytes");
        }
        this.key = key.clone();
    }

    public long hash(String word) {
        return ByteBuffer.wrap(Hmac.sha256(key, word.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
