package org.camelwhatsapp.engine.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.camelwhatsapp.engine.env.RandomSource;

/**
 * Signatures with X25519 keys. The sign of the Edwards public key travels in bit 7 of the last byte. Source:
 * docs/protocol.md, "Primitives".
 */
final class XEdDsa {
    static final int SIGNATURE_BYTES = 64;

    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
    private static final byte[] NONCE_PREFIX = noncePrefix();
    private static final SigningPoints POINTS = new SigningPoints();

    /**
     * Keys of order 1, 2, 4 or 8, in every encoding below 2^255. A signature by one of them says nothing: it holds for
     * any message once in a few tries.
     */
    private static final byte[][] LOW_ORDER_KEYS = hex(
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    private XEdDsa() {}

    private static byte[][] hex(String... keys) {
        return Arrays.stream(keys).map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }

    private static byte[] noncePrefix() {
        byte[] prefix = new byte[32];
        Arrays.fill(prefix, (byte) 0xFF);
        prefix[0] = (byte) 0xFE;
        return prefix;
    }

    static byte[] sign(byte[] privateKey, byte[] message, RandomSource random) {
        byte[] scalar = clamped(privateKey);
        byte[] edwards = POINTS.of(scalar);
        byte[] nonce = reduced(Hashes.sha512(NONCE_PREFIX, scalar, message, random.bytes(64)));
        byte[] commitment = EdwardsBase.multiply(nonce);
        BigInteger challenge =
                LittleEndian.number(Hashes.sha512(commitment, edwards, message)).mod(ORDER);
        BigInteger response = LittleEndian.number(scalar)
                .multiply(challenge)
                .add(LittleEndian.number(nonce))
                .mod(ORDER);
        byte[] signature = Arrays.copyOf(commitment, SIGNATURE_BYTES);
        System.arraycopy(LittleEndian.bytes(response), 0, signature, 32, 32);
        signature[63] = (byte) (signature[63] & 0x7F | edwards[31] & 0x80);
        return signature;
    }

    private static byte[] reduced(byte[] wide) {
        return LittleEndian.bytes(LittleEndian.number(wide).mod(ORDER));
    }

    static byte[] clamped(byte[] privateKey) {
        byte[] clamped = privateKey.clone();
        clamped[0] &= (byte) 0xF8;
        clamped[31] = (byte) (clamped[31] & 0x7F | 0x40);
        return clamped;
    }

    /** Whether lengths, high bits and the key allow the signature at all. */
    static boolean isWellFormed(byte[] publicKey, byte[] signature) {
        return publicKey.length == 32
                && signature.length == SIGNATURE_BYTES
                && (signature[63] & 0x60) == 0
                && !hasLowOrder(publicKey);
    }

    private static boolean hasLowOrder(byte[] publicKey) {
        byte[] reduced = publicKey.clone();
        reduced[31] &= 0x7F;
        for (byte[] key : LOW_ORDER_KEYS) {
            if (Arrays.equals(key, reduced)) {
                return true;
            }
        }
        return false;
    }

    /** The Edwards form of the public key, with the sign that the signature carries. */
    static byte[] edwardsKey(byte[] publicKey, byte[] signature) {
        int[] u = X25519Field.create();
        int[] one = X25519Field.create();
        int[] numerator = X25519Field.create();
        int[] denominator = X25519Field.create();
        X25519Field.decode255(publicKey, 0, u, 0);
        X25519Field.one(one);
        X25519Field.sub(u, one, numerator);
        X25519Field.add(u, one, denominator);
        X25519Field.inv(denominator, denominator);
        X25519Field.mul(numerator, denominator, numerator);
        X25519Field.normalize(numerator);
        byte[] edwards = new byte[32];
        X25519Field.encode(numerator, edwards, 0);
        edwards[31] = (byte) (edwards[31] & 0x7F | signature[63] & 0x80);
        return edwards;
    }

    /** The signature as plain Ed25519 has it: without the borrowed bit. */
    static byte[] plainSignature(byte[] signature) {
        byte[] plain = signature.clone();
        plain[63] &= 0x7F;
        return plain;
    }
}
