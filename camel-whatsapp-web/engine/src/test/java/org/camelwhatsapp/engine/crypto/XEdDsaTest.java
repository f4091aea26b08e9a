package org.camelwhatsapp.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.env.RandomSource;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.testing.SlowCurve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures of both providers against a published one and against the slow curve, and every way to forge one. */
class XEdDsaTest {
    private static final HexFormat HEX = HexFormat.of();

    /** The example that the Signal libraries have always been tested with. */
    private static final byte[] IDENTITY =
            HEX.parseHex("ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64");

    private static final byte[] PRIVATE =
            HEX.parseHex("c097248412e58bf05df487968205132794178e367637f5818f81e0e6ce73e865");
    private static final byte[] MESSAGE =
            HEX.parseHex("05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a");
    private static final byte[] SIGNATURE =
            HEX.parseHex("5de88ca9a89b4a115da79109c67c9c7464a3e4180274f1cb8c63c2984e286dfb"
                    + "ede82deb9dcd9fae0bfbb821569b3d9001bd8130cd11d486cef047bd60b86e88");

    static Stream<Curve25519> curves() {
        return Stream.of(new BouncyCastleCurve(), new ConscryptCurve());
    }

    /** Encodings of points of order 1, 2, 4 and 8 and of those beyond the field that mean the same. */
    static List<String> lowOrderKeys() {
        return List.of(
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifiesThePublishedSignature(Curve25519 curve) {
        assertThat(curve.publicKey(PRIVATE)).isEqualTo(IDENTITY);
        assertThat(curve.verify(IDENTITY, MESSAGE, SIGNATURE)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesThePublishedSignatureWithAnyBitFlipped(Curve25519 curve) {
        for (int bit = 0; bit < 512; bit++) {
            assertThat(curve.verify(IDENTITY, MESSAGE, flipped(SIGNATURE, bit)))
                    .as("signature bit %d", bit)
                    .isFalse();
        }
        for (int bit = 0; bit < MESSAGE.length * 8; bit++) {
            assertThat(curve.verify(IDENTITY, flipped(MESSAGE, bit), SIGNATURE))
                    .as("message bit %d", bit)
                    .isFalse();
        }
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }

    @ParameterizedTest
    @MethodSource("curves")
    void signsByteForByteAsTheSlowCurve(Curve25519 curve) {
        SeededRandom keys = new SeededRandom(17);
        boolean positive = false;
        boolean negative = false;
        for (int i = 0; i < 12; i++) {
            byte[] privateKey = keys.bytes(32);
            byte[] message = keys.bytes(7 * i);
            byte[] randomness = keys.bytes(64);
            byte[] signature = curve.sign(privateKey, message, fixed(randomness));
            assertThat(signature).isEqualTo(SlowCurve.sign(privateKey, message, randomness));
            assertThat(SlowCurve.verify(SlowCurve.publicKey(privateKey), message, signature))
                    .isTrue();
            negative |= signature[63] < 0;
            positive |= signature[63] >= 0;
        }
        assertThat(positive && negative)
                .as("both signs of the Edwards key occurred")
                .isTrue();
    }

    private static RandomSource fixed(byte[] bytes) {
        return new RandomSource() {
            @Override
            public void nextBytes(byte[] target) {
                assertThat(target).hasSameSizeAs(bytes);
                System.arraycopy(bytes, 0, target, 0, target.length);
            }

            @Override
            public int nextInt(int bound) {
                throw new AssertionError("a signature takes 64 bytes");
            }

            @Override
            public double nextDouble() {
                throw new AssertionError("a signature takes 64 bytes");
            }
        };
    }

    @ParameterizedTest
    @MethodSource("curves")
    void verifiesExactlyWhatTheSlowCurveVerifies(Curve25519 curve) {
        SeededRandom random = new SeededRandom(23);
        for (int i = 0; i < 12; i++) {
            byte[] privateKey = random.bytes(32);
            byte[] publicKey = SlowCurve.publicKey(privateKey);
            byte[] message = random.bytes(40);
            byte[] signature = SlowCurve.sign(privateKey, message, random.bytes(64));
            byte[] changed = i % 3 == 0 ? signature : flipped(signature, random.nextInt(509));
            assertThat(curve.verify(publicKey, message, changed)).isEqualTo(i % 3 == 0);
            assertThat(SlowCurve.verify(publicKey, message, changed)).isEqualTo(i % 3 == 0);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesAResponseBeyondTheOrder(Curve25519 curve) {
        byte[] response = Arrays.copyOfRange(SIGNATURE, 32, 64);
        response[31] &= 0x7F;
        BigInteger s = SlowCurve.number(response);
        for (BigInteger beyond = s.add(SlowCurve.ORDER);
                beyond.bitLength() <= 255;
                beyond = beyond.add(SlowCurve.ORDER)) {
            byte[] forged = SIGNATURE.clone();
            System.arraycopy(SlowCurve.littleEndian(beyond), 0, forged, 32, 32);
            forged[63] |= (byte) (SIGNATURE[63] & 0x80);
            assertThat(curve.verify(IDENTITY, MESSAGE, forged)).isFalse();
        }
    }

    /** With a key of low order {@code h * A} takes only a few values, so that R = s * B holds for many messages. */
    @ParameterizedTest
    @MethodSource("curves")
    void refusesSignaturesByKeysOfLowOrder(Curve25519 curve) {
        byte[] forged = Arrays.copyOf(SlowCurve.baseMultiple(BigInteger.valueOf(5)), 64);
        forged[32] = 5;
        for (String hex : lowOrderKeys()) {
            byte[] key = HEX.parseHex(hex);
            byte[] withTopBit = key.clone();
            withTopBit[31] |= (byte) 0x80;
            for (int i = 0; i < 64; i++) {
                byte[] message = {(byte) i};
                assertThat(curve.verify(key, message, forged)).as(hex).isFalse();
                assertThat(curve.verify(withTopBit, message, forged)).as(hex).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesWithNobodyWhoseKeyHasALowOrder(Curve25519 curve) {
        for (String hex : lowOrderKeys()) {
            byte[] key = HEX.parseHex(hex);
            assertThatThrownBy(() -> curve.agree(PRIVATE, key)).as(hex).isInstanceOf(InvalidKeyException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void refusesLengthsThatAreWrong(Curve25519 curve) {
        assertThat(curve.verify(IDENTITY, MESSAGE, Arrays.copyOf(SIGNATURE, 65)))
                .isFalse();
        assertThat(curve.verify(IDENTITY, MESSAGE, Arrays.copyOf(SIGNATURE, 63)))
                .isFalse();
        assertThat(curve.verify(IDENTITY, MESSAGE, new byte[0])).isFalse();
        assertThat(curve.verify(Arrays.copyOf(IDENTITY, 33), MESSAGE, SIGNATURE))
                .isFalse();
        assertThat(curve.verify(new byte[0], MESSAGE, SIGNATURE)).isFalse();
    }

    @Test
    void multipliesTheBasePointByEveryEdgeOfADigit() {
        for (int bit = 0; bit < 255; bit += 9) {
            BigInteger power = BigInteger.TWO.pow(bit);
            for (BigInteger scalar :
                    List.of(power, power.subtract(BigInteger.ONE), power.multiply(BigInteger.valueOf(7)))) {
                if (scalar.bitLength() <= 255) {
                    assertThat(EdwardsBase.multiply(SlowCurve.littleEndian(scalar)))
                            .as("scalar %s", scalar)
                            .isEqualTo(SlowCurve.baseMultiple(scalar));
                }
            }
        }
        BigInteger largest = BigInteger.TWO.pow(255).subtract(BigInteger.ONE);
        assertThat(EdwardsBase.multiply(SlowCurve.littleEndian(largest))).isEqualTo(SlowCurve.baseMultiple(largest));
        assertThat(EdwardsBase.multiply(SlowCurve.littleEndian(SlowCurve.ORDER)))
                .isEqualTo(SlowCurve.baseMultiple(BigInteger.ZERO));
    }
}
