package org.camelwhatsapp.engine.crypto;

/**
 * An X25519 key pair. The arrays are not copied and must not be changed.
 *
 * @param publicKey 32 bytes, without a type byte
 * @param privateKey 32 bytes, clamped
 */
public record KeyPair(byte[] publicKey, byte[] privateKey) {
    /** Never prints the key. */
    @Override
    public String toString() {
        return "KeyPair[redacted]";
    }
}
