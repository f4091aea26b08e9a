package org.camelwhatsapp.engine.crypto;

import java.math.BigInteger;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Multiples of the Ed25519 base point by any scalar, in constant time.
 *
 * <p>XEdDSA needs {@code s * B} for scalars that are not hashed or clamped first, which no library offers. The scalar is
 * split into 64 signed digits of radix 16; for each digit a table of its eight multiples is read as a whole, so that
 * neither branches nor memory access depend on the scalar. 64 additions make one multiplication. The table has 61 KiB
 * and is built once. Points are extended twisted Edwards coordinates (Hisil, Wong, Carter, Dawson 2008); table entries are
 * {@code (y + x, y - x, 2dxy)} with z = 1.
 */
final class EdwardsBase {
    private static final int WINDOWS = 64;
    private static final int MULTIPLES = 8;
    private static final int SIZE = X25519Field.SIZE;
    private static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger BASE_X =
            new BigInteger("216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a", 16);
    private static final BigInteger BASE_Y =
            new BigInteger("6666666666666666666666666666666666666666666666666666666666666658", 16);
    private static final BigInteger D = BigInteger.valueOf(-121_665)
            .multiply(BigInteger.valueOf(121_666).modInverse(P))
            .mod(P);

    /** Entry (window, multiple) starts at ((window * 8) + multiple - 1) * 3 * SIZE. */
    private static final int[] TABLE = buildTable();

    private EdwardsBase() {}

    /** The encoded point {@code scalar * B}; the scalar is 32 bytes, little-endian, below 2^255. */
    static byte[] multiply(byte[] scalar) {
        byte[] digits = signedDigits(scalar);
        Point sum = new Point();
        int[] entry = new int[3 * SIZE];
        for (int window = 0; window < WINDOWS; window++) {
            select(entry, window, digits[window]);
            sum.add(entry);
        }
        return sum.encode();
    }

    private static byte[] signedDigits(byte[] scalar) {
        byte[] digits = new byte[WINDOWS];
        for (int i = 0; i < 32; i++) {
            digits[2 * i] = (byte) (scalar[i] & 0xF);
            digits[2 * i + 1] = (byte) (scalar[i] >> 4 & 0xF);
        }
        int carry = 0;
        for (int i = 0; i < WINDOWS - 1; i++) {
            int digit = digits[i] + carry;
            carry = digit + 8 >> 4;
            digits[i] = (byte) (digit - (carry << 4));
        }
        digits[WINDOWS - 1] += (byte) carry;
        return digits;
    }

    private static void select(int[] entry, int window, int digit) {
        int negative = digit >> 31;
        int magnitude = (digit ^ negative) - negative;
        java.util.Arrays.fill(entry, 0);
        entry[0] = 1;
        entry[SIZE] = 1;
        for (int multiple = 1; multiple <= MULTIPLES; multiple++) {
            int mask = (magnitude ^ multiple) - 1 >> 31;
            int offset = (window * MULTIPLES + multiple - 1) * 3 * SIZE;
            for (int i = 0; i < entry.length; i++) {
                entry[i] ^= mask & (entry[i] ^ TABLE[offset + i]);
            }
        }
        // The negative of (y + x, y - x, 2dxy) is (y - x, y + x, -2dxy).
        for (int i = 0; i < SIZE; i++) {
            int swap = negative & (entry[i] ^ entry[SIZE + i]);
            entry[i] ^= swap;
            entry[SIZE + i] ^= swap;
            int xy = entry[2 * SIZE + i];
            entry[2 * SIZE + i] = (xy ^ negative) - negative;
        }
    }

    /** A running sum in extended coordinates. */
    private static final class Point {
        private final int[] x = X25519Field.create();
        private final int[] y = X25519Field.create();
        private final int[] z = X25519Field.create();
        private final int[] t = X25519Field.create();
        private final int[] a = X25519Field.create();
        private final int[] b = X25519Field.create();
        private final int[] c = X25519Field.create();
        private final int[] d = X25519Field.create();
        private final int[] part = X25519Field.create();

        Point() {
            X25519Field.one(y);
            X25519Field.one(z);
        }

        void add(int[] entry) {
            X25519Field.add(y, x, a);
            X25519Field.copy(entry, 0, part, 0);
            X25519Field.mul(a, part, a);
            X25519Field.sub(y, x, b);
            X25519Field.copy(entry, SIZE, part, 0);
            X25519Field.mul(b, part, b);
            X25519Field.copy(entry, 2 * SIZE, part, 0);
            X25519Field.mul(t, part, c);
            X25519Field.add(z, z, d);
            X25519Field.carry(d);
            X25519Field.sub(a, b, x);
            X25519Field.add(a, b, y);
            X25519Field.add(d, c, z);
            X25519Field.sub(d, c, t);
            X25519Field.mul(x, y, a);
            X25519Field.mul(z, t, b);
            X25519Field.mul(x, t, c);
            X25519Field.mul(y, z, d);
            // (x, y, z, t) = (e*f, g*h, f*g, e*h) with e = x, h = y, g = z, f = t.
            X25519Field.copy(a, 0, t, 0);
            X25519Field.copy(b, 0, z, 0);
            X25519Field.copy(c, 0, x, 0);
            X25519Field.copy(d, 0, y, 0);
        }

        byte[] encode() {
            X25519Field.inv(z, a);
            X25519Field.mul(x, a, b);
            X25519Field.mul(y, a, c);
            X25519Field.normalize(b);
            X25519Field.normalize(c);
            byte[] encoded = new byte[32];
            X25519Field.encode(c, encoded, 0);
            encoded[31] |= (byte) ((b[0] & 1) << 7);
            return encoded;
        }
    }

    private static int[] buildTable() {
        int[] table = new int[WINDOWS * MULTIPLES * 3 * SIZE];
        BigInteger twoD = D.shiftLeft(1).mod(P);
        BigInteger[] power = {BASE_X, BASE_Y};
        for (int window = 0; window < WINDOWS; window++) {
            BigInteger[] multiple = power;
            for (int i = 0; i < MULTIPLES; i++) {
                int offset = (window * MULTIPLES + i) * 3 * SIZE;
                put(table, offset, multiple[1].add(multiple[0]));
                put(table, offset + SIZE, multiple[1].subtract(multiple[0]));
                put(table, offset + 2 * SIZE, twoD.multiply(multiple[0]).multiply(multiple[1]));
                multiple = addAffine(multiple, power);
            }
            for (int i = 0; i < 4; i++) {
                power = addAffine(power, power);
            }
        }
        return table;
    }

    /** Only for the table, whose points are public: plain affine addition. */
    private static BigInteger[] addAffine(BigInteger[] p, BigInteger[] q) {
        BigInteger xx = p[0].multiply(q[0]).mod(P);
        BigInteger yy = p[1].multiply(q[1]).mod(P);
        BigInteger dxxyy = D.multiply(xx).multiply(yy).mod(P);
        BigInteger crossed = p[0].multiply(q[1]).add(q[0].multiply(p[1]));
        return new BigInteger[] {
            crossed.multiply(BigInteger.ONE.add(dxxyy).modInverse(P)).mod(P),
            yy.add(xx)
                    .multiply(BigInteger.ONE.subtract(dxxyy).mod(P).modInverse(P))
                    .mod(P)
        };
    }

    private static void put(int[] table, int offset, BigInteger value) {
        int[] element = X25519Field.create();
        X25519Field.decode(LittleEndian.bytes(value.mod(P)), element);
        X25519Field.copy(element, 0, table, offset);
    }
}
