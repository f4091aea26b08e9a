package org.camelwhatsapp.gateway.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.CryptoException;
import org.camelwhatsapp.engine.crypto.Hashes;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.store.StoreException;

/** Seals texts that wait in the database: AES-256-GCM, bound to the id of their message. Thread-safe. */
public final class TextSeal {
    private final byte[] key;
    private final RandomSource random;

    /** @param secret at least 256 random bits as text */
    public TextSeal(String secret, RandomSource random) {
        this.key = Hashes.sha256("gateway queue v1\n".getBytes(StandardCharsets.UTF_8), bytes(secret));
        this.random = random;
    }

    byte[] seal(String messageId, String text) {
        byte[] nonce = random.bytes(AesGcm.NONCE_BYTES);
        byte[] sealed = AesGcm.seal(key, nonce, bytes(text), bytes(messageId));
        byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return all;
    }

    /** @throws StoreException with {@code CORRUPT} if this was not sealed with this key for this message */
    String open(String messageId, byte[] sealed) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, AesGcm.NONCE_BYTES);
            byte[] rest = Arrays.copyOfRange(sealed, Math.min(sealed.length, nonce.length), sealed.length);
            return new String(AesGcm.open(key, nonce, rest, bytes(messageId)), StandardCharsets.UTF_8);
        } catch (CryptoException e) {
            throw new StoreException(StoreException.Kind.CORRUPT, "a text in gateway.db does not open", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
