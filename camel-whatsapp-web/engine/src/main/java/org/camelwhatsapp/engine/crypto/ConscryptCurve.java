package org.camelwhatsapp.engine.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import javax.crypto.KeyAgreement;
import org.camelwhatsapp.engine.env.RandomSource;
import org.conscrypt.Conscrypt;
import org.conscrypt.OpenSSLX25519PrivateKey;
import org.conscrypt.OpenSSLX25519PublicKey;
import org.conscrypt.OpenSslEdDsaPublicKey;

/** The curve in native code, through Conscrypt: about three times as fast. Signing stays in Java. */
final class ConscryptCurve implements Curve25519 {
    private static final int KEY_BYTES = 32;
    /** An agreement with this point is the public key. */
    private static final byte[] BASE_POINT = basePoint();

    private final BouncyCastleCurve java = new BouncyCastleCurve();
    private final ThreadLocal<KeyAgreement> agreements;
    private final ThreadLocal<Signature> verifiers;

    /** @throws IllegalStateException if the native library does not load or lacks the curve */
    ConscryptCurve() {
        Conscrypt.checkAvailability();
        Provider provider = Conscrypt.newProvider();
        agreements = ThreadLocal.withInitial(() -> agreement(provider));
        verifiers = ThreadLocal.withInitial(() -> verifier(provider));
        agreements.get();
        verifiers.get();
    }

    private static byte[] basePoint() {
        byte[] u = new byte[KEY_BYTES];
        u[0] = 9;
        return u;
    }

    private static KeyAgreement agreement(Provider provider) {
        try {
            return KeyAgreement.getInstance("XDH", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Conscrypt has no XDH", e);
        }
    }

    private static Signature verifier(Provider provider) {
        try {
            return Signature.getInstance("EdDSA", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Conscrypt has no EdDSA", e);
        }
    }

    @Override
    public KeyPair generateKeyPair(RandomSource random) {
        byte[] privateKey = XEdDsa.clamped(random.bytes(KEY_BYTES));
        return new KeyPair(publicKey(privateKey), privateKey);
    }

    @Override
    public byte[] publicKey(byte[] privateKey) {
        return agree(privateKey, BASE_POINT);
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) {
        BouncyCastleCurve.requireKey(privateKey);
        BouncyCastleCurve.requireKey(publicKey);
        try {
            KeyAgreement agreement = agreements.get();
            agreement.init(new OpenSSLX25519PrivateKey(privateKey));
            agreement.doPhase(new OpenSSLX25519PublicKey(publicKey), true);
            byte[] secret = agreement.generateSecret();
            requireNonZero(secret);
            return secret;
        } catch (GeneralSecurityException | IllegalStateException e) {
            throw new InvalidKeyException("the public key has a low order");
        }
    }

    private static void requireNonZero(byte[] secret) {
        int bits = 0;
        for (byte b : secret) {
            bits |= b;
        }
        if (bits == 0) {
            throw new InvalidKeyException("the public key has a low order");
        }
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] message, RandomSource random) {
        return java.sign(privateKey, message, random);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (!XEdDsa.isWellFormed(publicKey, signature)) {
            return false;
        }
        try {
            Signature verifier = verifiers.get();
            verifier.initVerify(new OpenSslEdDsaPublicKey(XEdDsa.edwardsKey(publicKey, signature)));
            verifier.update(message);
            return verifier.verify(XEdDsa.plainSignature(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
