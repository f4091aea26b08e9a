package org.camelwhatsapp.engine.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.Pbkdf2;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;
import org.jspecify.annotations.Nullable;

/** The key made of a passphrase, which wraps data keys and nothing else. Immutable, slow to make. */
final class PassphraseKey {
    /** PBKDF2 with HMAC-SHA256: part of every Java platform, see docs/decisions. */
    static final String KDF = "pbkdf2-hmac-sha256";

    static final int KEY_BYTES = 32;

    private static final int SALT_BYTES = 16;
    private static final int MAX_ITERATIONS = 20_000_000;
    private static final byte[] WRAP = "store wrap v1".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CHECK = "store check v1".getBytes(StandardCharsets.UTF_8);

    private final StoreHeader header;
    private final byte[] wrapKey;

    private PassphraseKey(StoreHeader header, byte[] wrapKey) {
        this.header = header;
        this.wrapKey = wrapKey;
    }

    static PassphraseKey create(String passphrase, int iterations, RandomSource random) {
        byte[] salt = random.bytes(SALT_BYTES);
        byte[] slow = slow(passphrase, salt, iterations);
        return new PassphraseKey(
                new StoreHeader(KDF, iterations, salt, Hkdf.derive(slow, null, CHECK, KEY_BYTES)),
                Hkdf.derive(slow, null, WRAP, KEY_BYTES));
    }

    /** @throws StoreException if the passphrase is another one or the header makes no sense */
    static PassphraseKey open(String passphrase, StoreHeader header) {
        if (!header.kdf().equals(KDF)) {
            throw new StoreException(
                    StoreException.Kind.INCOMPATIBLE, "this version does not know how the passphrase is used", null);
        }
        if (header.iterations() < 1 || header.iterations() > MAX_ITERATIONS) {
            throw new StoreException(StoreException.Kind.CORRUPT, "the header of the store is damaged", null);
        }
        byte[] slow = slow(passphrase, header.salt(), header.iterations());
        if (!MessageDigest.isEqual(Hkdf.derive(slow, null, CHECK, KEY_BYTES), header.verifier())) {
            throw new StoreException(
                    StoreException.Kind.WRONG_PASSPHRASE, "the passphrase does not open this store", null);
        }
        return new PassphraseKey(header, Hkdf.derive(slow, null, WRAP, KEY_BYTES));
    }

    private static byte[] slow(String passphrase, byte[] salt, int iterations) {
        return Pbkdf2.sha256(passphrase.toCharArray(), salt, iterations, KEY_BYTES);
    }

    StoreHeader header() {
        return header;
    }

    WrappedKey wrap(int id, byte[] dataKey, RandomSource random) {
        byte[] nonce = random.bytes(AesGcm.NONCE_BYTES);
        byte[] sealed = AesGcm.seal(wrapKey, nonce, dataKey, associated(id));
        byte[] wrapped = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, wrapped, nonce.length, sealed.length);
        return new WrappedKey(id, wrapped);
    }

    byte[] unwrap(WrappedKey key) {
        byte[] wrapped = key.wrapped();
        if (wrapped.length != AesGcm.NONCE_BYTES + KEY_BYTES + AesGcm.TAG_BYTES) {
            throw damaged(null);
        }
        byte[] nonce = Arrays.copyOf(wrapped, AesGcm.NONCE_BYTES);
        try {
            byte[] sealed = Arrays.copyOfRange(wrapped, nonce.length, wrapped.length);
            return AesGcm.open(wrapKey, nonce, sealed, associated(key.id()));
        } catch (CryptoException e) {
            throw damaged(e);
        }
    }

    private static StoreException damaged(@Nullable Throwable cause) {
        return new StoreException(StoreException.Kind.CORRUPT, "a data key of the store is damaged", cause);
    }

    private static byte[] associated(int id) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(id).array();
    }
}
