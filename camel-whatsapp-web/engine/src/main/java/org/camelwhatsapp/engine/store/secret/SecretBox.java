package org.camelwhatsapp.engine.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * Seals values with AES-256-GCM. Each purpose (a table) has its own key, derived from the data key, and the record's
 * place is authenticated with it: a value moved to another row or table does not open. Thread-safe.
 *
 * <p>Layout: version, nonce (12), ciphertext with tag.
 */
public final class SecretBox {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + AesGcm.NONCE_BYTES;

    private final byte[] dataKey;
    private final RandomSource random;
    /** One entry per purpose; purposes are the tables, so this stays small. */
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    /** @param dataKey 32 bytes */
    public SecretBox(byte[] dataKey, RandomSource random) {
        this.dataKey = dataKey;
        this.random = random;
    }

    private byte[] keyOf(String purpose) {
        return keys.computeIfAbsent(
                purpose,
                p -> Hkdf.derive(dataKey, null, ("camel-whatsapp-web store " + p).getBytes(StandardCharsets.UTF_8), 32));
    }

    /**
     * Seals a value.
     *
     * @param purpose what kind of value it is
     * @param place where it is kept, such as device and key; authenticated, not stored
     */
    public byte[] seal(String purpose, String place, byte[] value) {
        byte[] nonce = random.bytes(AesGcm.NONCE_BYTES);
        byte[] sealed = AesGcm.seal(keyOf(purpose), nonce, value, place.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(HEADER + sealed.length)
                .put(VERSION)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws StoreException with {@code CORRUPT} if the value was changed or belongs elsewhere */
    public byte[] open(String purpose, String place, byte[] sealed) {
        if (sealed.length < HEADER + AesGcm.TAG_BYTES || sealed[0] != VERSION) {
            throw damaged(purpose);
        }
        try {
            return AesGcm.open(
                    keyOf(purpose),
                    Arrays.copyOfRange(sealed, 1, HEADER),
                    Arrays.copyOfRange(sealed, HEADER, sealed.length),
                    place.getBytes(StandardCharsets.UTF_8));
        } catch (CryptoException e) {
            throw damaged(purpose);
        }
    }

    private static StoreException damaged(String purpose) {
        return new StoreException(StoreException.Kind.CORRUPT, "a record of " + purpose + " is damaged", null);
    }
}
