package org.camelwhatsapp.engine.crypto;

import org.camelwhatsapp.engine.env.RandomSource;

/**
 * X25519 agreement and XEdDSA signatures. Implementations are stateless and thread-safe, and are all held to the same
 * test vectors. Keys are raw, 32 bytes. Source: docs/protocol.md, "Primitives".
 */
public interface Curve25519 {
    KeyPair generateKeyPair(RandomSource random);

    /** The public key of a private key. */
    byte[] publicKey(byte[] privateKey);

    /**
     * The shared secret, 32 bytes.
     *
     * @throws InvalidKeyException if a key has the wrong length or the result is all zero (a low-order public key)
     */
    byte[] agree(byte[] privateKey, byte[] publicKey);

    /** An XEdDSA signature of 64 bytes, with the sign bit of the Edwards key in the last byte. */
    byte[] sign(byte[] privateKey, byte[] message, RandomSource random);

    /** Whether the signature is good. False, never an exception, for keys or signatures of the wrong form. */
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);

    /** The fastest implementation that loads on this machine. */
    static Curve25519 fastest() {
        return Curves.FASTEST;
    }
}
