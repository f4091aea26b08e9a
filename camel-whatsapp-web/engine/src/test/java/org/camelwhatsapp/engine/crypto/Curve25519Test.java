package org.camelwhatsapp.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both providers against the same vectors, and the own multiplication against a slow, independent one. */
class Curve25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    static Stream<Curve25519> curves() {
        return Stream.of(new BouncyCastleCurve(), new ConscryptCurve());
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesAsInRfc7748(Curve25519 curve) {
        byte[] alice = HEX.parseHex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        byte[] u = HEX.parseHex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c");
        assertThat(HEX.formatHex(curve.agree(alice, u)))
                .isEqualTo("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void derivesPublicKeysAsInRfc7748(Curve25519 curve) {
        byte[] bob = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertThat(HEX.formatHex(curve.publicKey(bob)))
                .isEqualTo("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesPublicKeysOfLowOrder(Curve25519 curve) {
        byte[] own = curve.generateKeyPair(new SeededRandom(1)).privateKey();
        byte[] one = new byte[32];
        one[0] = 1;
        assertThatThrownBy(() -> curve.agree(own, new byte[32])).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> curve.agree(own, one)).isInstanceOf(InvalidKeyException.class);
        assertThatThrownBy(() -> curve.agree(own, new byte[31])).isInstanceOf(InvalidKeyException.class);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifiesWhatItSignsAndNothingElse(Curve25519 curve) {
        SeededRandom random = new SeededRandom(7);
        for (int i = 0; i < 50; i++) {
            KeyPair key = curve.generateKeyPair(random);
            byte[] message = random.bytes(i * 3);
            byte[] signature = curve.sign(key.privateKey(), message, random);
            assertThat(curve.verify(key.publicKey(), message, signature)).isTrue();
            byte[] flipped = signature.clone();
            flipped[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            assertThat(curve.verify(key.publicKey(), message, flipped)).isFalse();
            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertThat(curve.verify(key.publicKey(), longer, signature)).isFalse();
            assertThat(curve.verify(random.bytes(32), message, signature)).isFalse();
        }
        assertThat(curve.verify(new byte[31], new byte[0], new byte[64])).isFalse();
        assertThat(curve.verify(new byte[32], new byte[0], new byte[63])).isFalse();
    }

    @Test
    void bothProvidersAcceptEachOthersSignatures() {
        Curve25519 java = new BouncyCastleCurve();
        Curve25519 conscrypt = new ConscryptCurve();
        SeededRandom random = new SeededRandom(3);
        KeyPair key = java.generateKeyPair(random);
        byte[] message = random.bytes(200);
        assertThat(conscrypt.verify(key.publicKey(), message, java.sign(key.privateKey(), message, random)))
                .isTrue();
        assertThat(java.verify(key.publicKey(), message, conscrypt.sign(key.privateKey(), message, random)))
                .isTrue();
    }

    @Test
    void refusesAResponseThatIsNotReduced() {
        Curve25519 curve = new BouncyCastleCurve();
        SeededRandom random = new SeededRandom(5);
        KeyPair key = curve.generateKeyPair(random);
        byte[] signature = curve.sign(key.privateKey(), new byte[3], random);
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte sign = (byte) (signature[63] & 0x80);
        signature[63] &= 0x7F;
        BigInteger response =
                LittleEndian.number(Arrays.copyOfRange(signature, 32, 64)).add(order);
        System.arraycopy(LittleEndian.bytes(response), 0, signature, 32, 32);
        signature[63] |= sign;
        assertThat(curve.verify(key.publicKey(), new byte[3], signature)).isFalse();
    }

    @Test
    void multipliesTheBasePointAsEd25519Does() {
        // RFC 8032, test 1: the public key is the clamped hash of the seed times B.
        byte[] seed = HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] expected = new byte[32];
        Ed25519.generatePublicKey(seed, 0, expected, 0);
        byte[] scalar = XEdDsa.clamped(Arrays.copyOf(Hashes.sha512(seed), 32));
        assertThat(EdwardsBase.multiply(scalar)).isEqualTo(expected);
        assertThat(HEX.formatHex(expected))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    }

    @Test
    void multipliesTheBasePointByAnyScalar() {
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            BigInteger scalar = i < 20 ? BigInteger.valueOf(i) : new BigInteger(253, random);
            assertThat(EdwardsBase.multiply(LittleEndian.bytes(scalar)))
                    .as("scalar %s", scalar)
                    .isEqualTo(slowMultiple(scalar));
        }
    }

    /** Double and add in affine coordinates over big integers. */
    private static byte[] slowMultiple(BigInteger scalar) {
        BigInteger d = BigInteger.valueOf(-121665)
                .multiply(BigInteger.valueOf(121666).modInverse(P))
                .mod(P);
        BigInteger[] base = {
            new BigInteger("15112221349535400772501151409588531511454012693041857206046113283949847762202"),
            new BigInteger("46316835694926478169428394003475163141307993866256225615783033603165251855960")
        };
        BigInteger[] sum = {BigInteger.ZERO, BigInteger.ONE};
        for (int bit = scalar.bitLength() - 1; bit >= 0; bit--) {
            sum = add(sum, sum, d);
            if (scalar.testBit(bit)) {
                sum = add(sum, base, d);
            }
        }
        byte[] encoded = LittleEndian.bytes(sum[1]);
        if (sum[0].testBit(0)) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    private static BigInteger[] add(BigInteger[] p, BigInteger[] q, BigInteger d) {
        BigInteger common =
                d.multiply(p[0]).multiply(q[0]).multiply(p[1]).multiply(q[1]).mod(P);
        BigInteger x = p[0].multiply(q[1]).add(q[0].multiply(p[1]));
        BigInteger y = p[1].multiply(q[1]).add(p[0].multiply(q[0]));
        return new BigInteger[] {
            x.multiply(BigInteger.ONE.add(common).modInverse(P)).mod(P),
            y.multiply(BigInteger.ONE.subtract(common).mod(P).modInverse(P)).mod(P)
        };
    }
}
