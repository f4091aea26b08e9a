package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CBC with PKCS#7 padding, with one cipher per thread. */
public final class AesCbc {
    private static final String TRANSFORMATION = "AES/CBC/PKCS5Padding";
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(() -> Ciphers.create(TRANSFORMATION));

    private AesCbc() {}

    /** @param key 32 bytes, {@code iv} 16 */
    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) {
        try {
            return init(CIPHER.get(), Cipher.ENCRYPT_MODE, key, iv).doFinal(plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC refused key or IV", e);
        }
    }

    /** @throws CryptoException if the padding is wrong or the length is no multiple of 16, or zero */
    public static byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) {
        if (ciphertext.length == 0) {
            // The JDK takes nothing for a whole message; there is always at least the padding.
            throw new CryptoException("the ciphertext does not open");
        }
        try {
            return init(CIPHER.get(), Cipher.DECRYPT_MODE, key, iv).doFinal(ciphertext);
        } catch (GeneralSecurityException e) {
            throw new CryptoException("the ciphertext does not open");
        }
    }

    /** A cipher of its own, for data that comes in pieces. */
    public static Cipher newCipher(boolean encrypt, byte[] key, byte[] iv) {
        try {
            return init(Ciphers.create(TRANSFORMATION), encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE, key, iv);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC refused key or IV", e);
        }
    }

    private static Cipher init(Cipher cipher, int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher;
    }
}
