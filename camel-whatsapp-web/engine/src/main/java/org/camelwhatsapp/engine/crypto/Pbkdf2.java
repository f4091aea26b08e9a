package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** PBKDF2 with HMAC-SHA256. Slow on purpose: never on the compute pool. */
public final class Pbkdf2 {
    private Pbkdf2() {}

    /**
     * @param password not empty
     * @param length bytes of key
     */
    public static byte[] sha256(char[] password, byte[] salt, int iterations, int length) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, length * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every Java platform", e);
        } finally {
            spec.clearPassword();
        }
    }
}
