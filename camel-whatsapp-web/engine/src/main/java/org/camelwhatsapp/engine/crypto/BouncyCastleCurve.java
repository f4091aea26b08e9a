package org.camelwhatsapp.engine.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.camelwhatsapp.engine.env.RandomSource;

/** The curve in pure Java: runs everywhere. */
final class BouncyCastleCurve implements Curve25519 {
    private static final int KEY_BYTES = 32;

    static {
        X25519.precompute();
        Ed25519.precompute();
    }

    @Override
    public KeyPair generateKeyPair(RandomSource random) {
        byte[] privateKey = XEdDsa.clamped(random.bytes(KEY_BYTES));
        return new KeyPair(publicKey(privateKey), privateKey);
    }

    @Override
    public byte[] publicKey(byte[] privateKey) {
        requireKey(privateKey);
        byte[] publicKey = new byte[KEY_BYTES];
        X25519.scalarMultBase(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) {
        requireKey(privateKey);
        requireKey(publicKey);
        byte[] secret = new byte[KEY_BYTES];
        if (!X25519.calculateAgreement(privateKey, 0, publicKey, 0, secret, 0)) {
            throw new InvalidKeyException("the public key has a low order");
        }
        return secret;
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] message, RandomSource random) {
        requireKey(privateKey);
        return XEdDsa.sign(privateKey, message, random);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (!XEdDsa.isWellFormed(publicKey, signature)) {
            return false;
        }
        byte[] edwards = XEdDsa.edwardsKey(publicKey, signature);
        return Ed25519.verify(XEdDsa.plainSignature(signature), 0, edwards, 0, message, 0, message.length);
    }

    static void requireKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new InvalidKeyException("a key has 32 bytes, not " + key.length);
        }
    }
}
