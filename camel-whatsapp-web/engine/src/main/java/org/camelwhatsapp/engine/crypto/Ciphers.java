package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Makes ciphers. Asking for one costs more than using it, so callers keep theirs per thread. */
final class Ciphers {
    private Ciphers() {}

    static Cipher create(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(transformation + " is part of every Java platform", e);
        }
    }
}
