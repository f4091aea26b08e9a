package org.camelwhatsapp.engine.pairing;

import java.util.Arrays;
import java.util.Locale;
import org.camelwhatsapp.engine.crypto.AesCtr;
import org.camelwhatsapp.engine.crypto.AesGcm;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.Hkdf;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.crypto.Pbkdf2;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.wire.MalformedNodeException;

/** The computations of linking by phone code, without any stanza. Source: docs/protocol.md, "Pairing by phone code". */
public final class LinkCode {
    public static final int LENGTH = 8;
    public static final int WRAPPED_BYTES = 80;

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int ITERATIONS = 131_072;
    private static final byte[] NO_DATA = {};

    private LinkCode() {}

    public static String generate(RandomSource random) {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /**
     * A code that somebody chose, without dash and in capitals.
     *
     * @throws IllegalArgumentException unless it has eight characters of the alphabet
     */
    public static String normalize(String chosen) {
        String code = chosen.replace("-", "").toUpperCase(Locale.ROOT);
        if (code.length() != LENGTH || !code.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("a pairing code has eight characters of " + ALPHABET);
        }
        return code;
    }

    /** An ephemeral key under the code: salt, counter block, ciphertext. Slow: not on the compute pool. */
    public static byte[] wrap(String code, byte[] ephemeralKey, RandomSource random) {
        byte[] salt = random.bytes(32);
        byte[] counter = random.bytes(16);
        byte[] key = Pbkdf2.sha256(code.toCharArray(), salt, ITERATIONS, 32);
        byte[] wrapped = Arrays.copyOf(salt, WRAPPED_BYTES);
        System.arraycopy(counter, 0, wrapped, 32, 16);
        System.arraycopy(AesCtr.apply(key, counter, ephemeralKey), 0, wrapped, 48, 32);
        return wrapped;
    }

    /**
     * The key that {@link #wrap} wrapped. There is no check: a wrong code gives a wrong key. Slow.
     *
     * @throws MalformedNodeException unless there are 80 bytes
     */
    public static byte[] unwrap(String code, byte[] wrapped) {
        if (wrapped.length != WRAPPED_BYTES) {
            throw new MalformedNodeException("a wrapped key has " + WRAPPED_BYTES + " bytes");
        }
        byte[] key = Pbkdf2.sha256(code.toCharArray(), Arrays.copyOf(wrapped, 32), ITERATIONS, 32);
        return AesCtr.apply(key, Arrays.copyOfRange(wrapped, 32, 48), Arrays.copyOfRange(wrapped, 48, 80));
    }

    /**
     * What the companion sends last, and the secret both sides then share.
     *
     * @param bundle salt, nonce and sealed identities, 156 bytes
     * @param advSecret 32 bytes
     */
    record Finish(byte[] bundle, byte[] advSecret) {}

    static Finish finish(
            Curve25519 curve, KeyPair ephemeral, KeyPair identity, byte[][] primaryKeys, RandomSource random) {
        byte[] ephemeralSecret = curve.agree(ephemeral.privateKey(), primaryKeys[0]);
        byte[] identitySecret = curve.agree(identity.privateKey(), primaryKeys[1]);
        byte[] advRandom = random.bytes(32);
        byte[] salt = random.bytes(32);
        byte[] nonce = random.bytes(12);
        byte[] bundleKey = Hkdf.derive(ephemeralSecret, salt, ascii("link_code_pairing_key_bundle_encryption_key"), 32);
        byte[] plaintext = concat(identity.publicKey(), primaryKeys[1], advRandom);
        byte[] bundle = concat(salt, nonce, AesGcm.seal(bundleKey, nonce, plaintext, NO_DATA));
        byte[] secret = Hkdf.derive(concat(ephemeralSecret, identitySecret, advRandom), null, ascii("adv_secret"), 32);
        return new Finish(bundle, secret);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
