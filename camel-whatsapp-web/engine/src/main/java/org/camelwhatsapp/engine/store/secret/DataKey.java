package org.camelwhatsapp.engine.store.secret;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Pbkdf2;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;

/**
 * The random key of a store, wrapped by a passphrase through PBKDF2-HMAC-SHA256. Changing the passphrase wraps the same
 * key again and touches no record.
 *
 * <p>Layout of the wrapped form: version, iterations (4), salt (16), nonce (12), key with tag.
 */
public final class DataKey {
    /** What OWASP recommends for PBKDF2-HMAC-SHA256 (2023). */
    public static final int DEFAULT_ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 50_000_000;
    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final byte[] PURPOSE = "camel-whatsapp-web data key".getBytes(StandardCharsets.US_ASCII);

    private DataKey() {}

    public static byte[] generate(RandomSource random) {
        return random.bytes(KEY_BYTES);
    }

    /** @param iterations 1,000 or more; slow on purpose */
    public static byte[] wrap(byte[] dataKey, char[] passphrase, int iterations, RandomSource random) {
        byte[] salt = random.bytes(SALT_BYTES);
        byte[] nonce = random.bytes(AesGcm.NONCE_BYTES);
        byte[] wrappingKey = Pbkdf2.sha256(passphrase, salt, iterations, KEY_BYTES);
        byte[] sealed = AesGcm.seal(wrappingKey, nonce, dataKey, PURPOSE);
        return ByteBuffer.allocate(1 + 4 + SALT_BYTES + nonce.length + sealed.length)
                .put(VERSION)
                .putInt(iterations)
                .put(salt)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * Unwraps the key.
     *
     * @throws StoreException with {@code WRONG_PASSPHRASE}, or {@code CORRUPT} if this is no wrapped key
     */
    public static byte[] unwrap(byte[] wrapped, char[] passphrase) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        byte[] sealed = new byte[KEY_BYTES + AesGcm.TAG_BYTES];
        int iterations;
        try {
            ByteBuffer in = ByteBuffer.wrap(wrapped);
            byte version = in.get();
            iterations = in.getInt();
            in.get(salt).get(nonce).get(sealed);
            if (version != VERSION || in.hasRemaining() || iterations < 1 || iterations > MAX_ITERATIONS) {
                throw new BufferUnderflowException();
            }
        } catch (BufferUnderflowException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the store's wrapped key is damaged", null);
        }
        try {
            return AesGcm.open(Pbkdf2.sha256(passphrase, salt, iterations, KEY_BYTES), nonce, sealed, PURPOSE);
        } catch (CryptoException e) {
            throw new StoreException(
                    StoreException.Kind.WRONG_PASSPHRASE, "the passphrase does not open this store", null);
        }
    }
}
