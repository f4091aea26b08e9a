package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM with a 16-byte tag at the end, with one cipher per thread. */
public final class AesGcm {
    public static final int TAG_BYTES = 16;
    public static final int NONCE_BYTES = 12;

    private static final ThreadLocal<Cipher> CIPHER =
            ThreadLocal.withInitial(() -> Ciphers.create("AES/GCM/NoPadding"));

    private AesGcm() {}

    /** @param nonce 12 bytes, never used twice with one key */
    public static byte[] seal(byte[] key, byte[] nonce, byte[] plaintext, byte[] associatedData) {
        try {
            return init(Cipher.ENCRYPT_MODE, key, nonce, associatedData).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            // The JDK refuses a nonce that this very cipher used last with this key; a fresh cipher has no such memory.
            CIPHER.remove();
            throw new IllegalStateException("AES-GCM refused key or nonce", e);
        }
    }

    /** @throws CryptoException if key, nonce, data or tag do not belong together */
    public static byte[] open(byte[] key, byte[] nonce, byte[] ciphertext, byte[] associatedData) {
        if (ciphertext.length < TAG_BYTES) {
            // The JDK answers these with an unchecked exception of the provider.
            throw new CryptoException("the ciphertext does not open");
        }
        try {
            return init(Cipher.DECRYPT_MODE, key, nonce, associatedData).doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("the ciphertext does not open");
        }
    }

    private static Cipher init(int mode, byte[] key, byte[] nonce, byte[] associatedData)
            throws GeneralSecurityException {
        Cipher cipher = CIPHER.get();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
        if (associatedData.length > 0) {
            cipher.updateAAD(associatedData);
        }
        return cipher;
    }
}
