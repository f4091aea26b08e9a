package org.camelwhatsapp.engine.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests, with one instance per thread. */
public final class Hashes {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> digest("SHA-256"));

    private Hashes() {}

    /** The digest of the parts, one after the other. */
    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = SHA_256.get();
        digest.reset();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** A digest of its own, for input that comes in pieces. */
    public static MessageDigest newSha256() {
        return digest("SHA-256");
    }

    public static byte[] sha1(byte[]... parts) {
        MessageDigest digest = digest("SHA-1");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    public static byte[] sha512(byte[]... parts) {
        MessageDigest digest = digest("SHA-512");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** MD5 is only used for the build hash, where the protocol asks for it; nothing relies on its strength. */
    public static byte[] md5(byte[] data) {
        return digest("MD5").digest(data);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }
}
