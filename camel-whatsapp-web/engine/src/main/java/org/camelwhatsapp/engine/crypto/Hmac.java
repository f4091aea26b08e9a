package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 and HMAC-SHA512, with one instance of each per thread. */
public final class Hmac {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String LONG_ALGORITHM = "HmacSHA512";
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Hmac::create);
    private static final ThreadLocal<Mac> LONG_MAC = ThreadLocal.withInitial(() -> create(LONG_ALGORITHM));

    private Hmac() {}

    private static Mac create() {
        return create(ALGORITHM);
    }

    private static Mac create(String algorithm) {
        try {
            return Mac.getInstance(algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }

    /** An instance of its own, for input that comes in pieces. */
    public static Mac newSha256(byte[] key) {
        return keyed(create(), key);
    }

    /** The code of the parts, one after the other. The key must not be empty. */
    public static byte[] sha256(byte[] key, byte[]... parts) {
        Mac mac = keyed(MAC.get(), key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** As {@link #sha256}, 64 bytes long. */
    public static byte[] sha512(byte[] key, byte[]... parts) {
        Mac mac = keyed(LONG_MAC.get(), key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    static Mac threadMac(byte[] key) {
        return keyed(MAC.get(), key);
    }

    private static Mac keyed(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException("HMAC takes a key of any length", e);
        }
    }
}
