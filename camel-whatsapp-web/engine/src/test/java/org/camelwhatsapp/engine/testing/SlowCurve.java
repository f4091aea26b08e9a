package org.camelwhatsapp.engine.testing;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * X25519 and XEdDSA straight from the formulas of RFC 7748, RFC 8032 and the XEdDSA paper, with big integers and without
 * any code of the product: slow, and only there to disagree when the fast one is wrong.
 */
public final class SlowCurve {
    public static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    public static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(P))
            .mod(P);
    private static final BigInteger SQRT_OF_MINUS_ONE =
            BigInteger.TWO.modPow(P.subtract(ONE).shiftRight(2), P);
    private static final Point BASE = new Point(
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    private SlowCurve() {}

    /** A point of the Edwards curve, affine. */
    public record Point(BigInteger x, BigInteger y) {
        Point plus(Point other) {
            BigInteger common = D.multiply(x)
                    .multiply(other.x)
                    .multiply(y)
                    .multiply(other.y)
                    .mod(P);
            BigInteger newX = x.multiply(other.y).add(other.x.multiply(y));
            BigInteger newY = y.multiply(other.y).add(x.multiply(other.x));
            return new Point(
                    newX.multiply(ONE.add(common).modInverse(P)).mod(P),
                    newY.multiply(ONE.subtract(common).mod(P).modInverse(P)).mod(P));
        }

        public Point times(BigInteger scalar) {
            Point sum = new Point(BigInteger.ZERO, ONE);
            for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
                sum = sum.plus(sum);
                sum = scalar.testBit(bit) ? sum.plus(this) : sum;
            }
            return sum;
        }

        public byte[] encode() {
            byte[] bytes = littleEndian(y);
            bytes[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
            return bytes;
        }
    }

    /** {@code scalar * B}. */
    public static byte[] baseMultiple(BigInteger scalar) {
        return BASE.times(scalar).encode();
    }

    /** X25519 by the ladder of RFC 7748, section 5. */
    public static byte[] x25519(byte[] privateKey, byte[] publicKey) {
        BigInteger k = clamped(privateKey);
        byte[] masked = publicKey.clone();
        masked[31] &= 0x7F;
        BigInteger u = number(masked).mod(P);
        BigInteger x2 = ONE;
        BigInteger z2 = BigInteger.ZERO;
        BigInteger x3 = u;
        BigInteger z3 = ONE;
        boolean swapped = false;
        for (int t = 254; t >= 0; t--) {
            if (swapped != k.testBit(t)) {
                BigInteger x = x2;
                BigInteger z = z2;
                x2 = x3;
                z2 = z3;
                x3 = x;
                z3 = z;
            }
            swapped = k.testBit(t);
            BigInteger a = x2.add(z2);
            BigInteger b = x2.subtract(z2);
            BigInteger aa = a.multiply(a).mod(P);
            BigInteger bb = b.multiply(b).mod(P);
            BigInteger e = aa.subtract(bb);
            BigInteger da = x3.subtract(z3).multiply(a).mod(P);
            BigInteger cb = x3.add(z3).multiply(b).mod(P);
            x3 = da.add(cb).pow(2).mod(P);
            z3 = u.multiply(da.subtract(cb).pow(2)).mod(P);
            x2 = aa.multiply(bb).mod(P);
            z2 = e.multiply(aa.add(e.multiply(BigInteger.valueOf(121665)))).mod(P);
        }
        BigInteger x = swapped ? x3 : x2;
        BigInteger z = swapped ? z3 : z2;
        return littleEndian(x.multiply(z.modPow(P.subtract(BigInteger.TWO), P)).mod(P));
    }

    public static byte[] publicKey(byte[] privateKey) {
        byte[] nine = new byte[32];
        nine[0] = 9;
        return x25519(privateKey, nine);
    }

    /** XEdDSA with these 64 bytes of randomness. */
    public static byte[] sign(byte[] privateKey, byte[] message, byte[] randomness) {
        BigInteger k = clamped(privateKey);
        byte[] edwards = baseMultiple(k);
        byte[] prefix = new byte[32];
        Arrays.fill(prefix, (byte) 0xFF);
        prefix[0] = (byte) 0xFE;
        BigInteger r =
                number(sha512(prefix, littleEndian(k), message, randomness)).mod(ORDER);
        byte[] commitment = baseMultiple(r);
        BigInteger h = number(sha512(commitment, edwards, message)).mod(ORDER);
        byte[] signature = Arrays.copyOf(commitment, 64);
        System.arraycopy(littleEndian(r.add(h.multiply(k)).mod(ORDER)), 0, signature, 32, 32);
        signature[63] |= (byte) (edwards[31] & 0x80);
        return signature;
    }

    /** Whether {@code s * B = R + h * A}, with A from the Montgomery key and the borrowed sign bit. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        byte[] masked = publicKey.clone();
        masked[31] &= 0x7F;
        BigInteger u = number(masked).mod(P);
        byte[] edwards =
                littleEndian(u.subtract(ONE).multiply(u.add(ONE).modInverse(P)).mod(P));
        edwards[31] |= (byte) (signature[63] & 0x80);
        byte[] response = Arrays.copyOfRange(signature, 32, 64);
        response[31] &= 0x7F;
        BigInteger s = number(response);
        Point a = decode(edwards);
        Point r = decode(Arrays.copyOf(signature, 32));
        if (a == null || r == null || s.compareTo(ORDER) >= 0) {
            return false;
        }
        BigInteger h =
                number(sha512(Arrays.copyOf(signature, 32), edwards, message)).mod(ORDER);
        return BASE.times(s).equals(r.plus(a.times(h)));
    }

    /** RFC 8032, section 5.1.3; null if the bytes are no point. */
    private static Point decode(byte[] encoded) {
        byte[] masked = encoded.clone();
        masked[31] &= 0x7F;
        BigInteger y = number(masked);
        if (y.compareTo(P) >= 0) {
            return null;
        }
        BigInteger yy = y.multiply(y).mod(P);
        BigInteger xx =
                yy.subtract(ONE).multiply(D.multiply(yy).add(ONE).modInverse(P)).mod(P);
        BigInteger x = xx.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
        x = x.multiply(x).mod(P).equals(xx) ? x : x.multiply(SQRT_OF_MINUS_ONE).mod(P);
        boolean odd = (encoded[31] & 0x80) != 0;
        if (!x.multiply(x).mod(P).equals(xx) || x.signum() == 0 && odd) {
            return null;
        }
        return new Point(x.testBit(0) == odd ? x : P.subtract(x), y);
    }

    private static BigInteger clamped(byte[] privateKey) {
        byte[] k = privateKey.clone();
        k[0] &= (byte) 0xF8;
        k[31] = (byte) (k[31] & 0x7F | 0x40);
        return number(k);
    }

    public static byte[] littleEndian(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    public static BigInteger number(byte[] littleEndian) {
        BigInteger value = BigInteger.ZERO;
        for (int i = littleEndian.length - 1; i >= 0; i--) {
            value = value.shiftLeft(8).or(BigInteger.valueOf(littleEndian[i] & 0xFF));
        }
        return value;
    }

    private static byte[] sha512(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
