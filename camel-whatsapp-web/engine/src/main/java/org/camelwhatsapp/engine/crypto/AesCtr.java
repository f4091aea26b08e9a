package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES in counter mode, which encrypts and decrypts alike. */
public final class AesCtr {
    private AesCtr() {}

    /** @param counter the first counter block, 16 bytes, counting up big-endian */
    public static byte[] apply(byte[] key, byte[] counter, byte[] data) {
        try {
            Cipher cipher = Ciphers.create("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CTR refused key or counter", e);
        }
    }
}
