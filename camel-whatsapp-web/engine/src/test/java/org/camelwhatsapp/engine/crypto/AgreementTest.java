package org.camelwhatsapp.engine.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.engine.testing.SlowCurve;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** X25519 of both providers: RFC 7748, sections 5.2 and 6.1, and the slow ladder on random keys. */
class AgreementTest {
    private static final HexFormat HEX = HexFormat.of();

    static Stream<Curve25519> curves() {
        return Stream.of(new BouncyCastleCurve(), new ConscryptCurve());
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesAsInSection61(Curve25519 curve) {
        byte[] bob = HEX.parseHex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alicePublic = HEX.parseHex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        assertThat(HEX.formatHex(curve.agree(bob, alicePublic)))
                .isEqualTo("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void masksTheTopBitOfAPublicKeyAsInTheSecondVector(Curve25519 curve) {
        byte[] scalar = HEX.parseHex("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d");
        byte[] u = HEX.parseHex("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493");
        assertThat(HEX.formatHex(curve.agree(scalar, u)))
                .isEqualTo("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesAThousandTimesOver(Curve25519 curve) {
        byte[] k = new byte[32];
        k[0] = 9;
        byte[] u = k.clone();
        for (int i = 1; i <= 1000; i++) {
            byte[] next = curve.agree(k, u);
            u = k;
            k = next;
            if (i == 1) {
                assertThat(HEX.formatHex(k))
                        .isEqualTo("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079");
            }
        }
        assertThat(HEX.formatHex(k)).isEqualTo("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51");
    }

    @ParameterizedTest
    @MethodSource("curves")
    void agreesAsTheSlowLadderDoes(Curve25519 curve) {
        SeededRandom random = new SeededRandom(29);
        for (int i = 0; i < 25; i++) {
            byte[] privateKey = random.bytes(32);
            byte[] anyU = random.bytes(32);
            assertThat(curve.agree(privateKey, anyU)).isEqualTo(SlowCurve.x25519(privateKey, anyU));
            assertThat(curve.publicKey(privateKey)).isEqualTo(SlowCurve.publicKey(privateKey));
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void bothSidesOfAnAgreementGetTheSame(Curve25519 curve) {
        SeededRandom random = new SeededRandom(31);
        KeyPair alice = curve.generateKeyPair(random);
        KeyPair bob = curve.generateKeyPair(random);
        assertThat(curve.agree(alice.privateKey(), bob.publicKey()))
                .isEqualTo(curve.agree(bob.privateKey(), alice.publicKey()));
        assertThat(alice.privateKey()[0] & 7).isZero();
        assertThat(alice.privateKey()[31] & 0xC0).isEqualTo(0x40);
        assertThat(alice).hasToString("KeyPair[redacted]");
    }
}
