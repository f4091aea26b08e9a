package org.camelwhatsapp.engine.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.camelwhatsapp.engine.crypto.Curve25519;
import org.camelwhatsapp.engine.crypto.KeyPair;
import org.camelwhatsapp.engine.noise.CertificateException.Reason;
import org.camelwhatsapp.engine.testing.SeededRandom;
import org.camelwhatsapp.proto.CertChain;
import org.junit.jupiter.api.Test;

class CertificateChainTest {
    private static final Instant NOW = TestCertificates.NOW;

    private final Curve25519 curve = Curve25519.fastest();
    private final KeyPair stranger = curve.generateKeyPair(new SeededRandom(1234));
    private final byte[] serverStatic =
            curve.generateKeyPair(new SeededRandom(5)).publicKey();
    private final TestCertificates issuer = new TestCertificates(serverStatic);

    @Test
    void acceptsAGoodChain() {
        assertThatCode(() -> verify(issuer.chain(), NOW)).doesNotThrowAnyException();
    }

    @Test
    void acceptsBothEndsOfTheWindow() {
        assertThatCode(() -> verify(issuer.chain(), NOW.minusSeconds(500))).doesNotThrowAnyException();
        assertThatCode(() -> verify(issuer.chain(), NOW.plusSeconds(500))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherRootKey() {
        NoiseRoot other = new NoiseRoot(stranger.publicKey(), 0);
        assertThat(reason(issuer.chain(), NOW, other)).isEqualTo(Reason.WRONG_ROOT_SIGNATURE);
    }

    @Test
    void refusesTheRootOfTheRealServiceForATestChain() {
        assertThat(reason(issuer.chain(), NOW, NoiseRoot.PRODUCTION)).isEqualTo(Reason.WRONG_ROOT_SIGNATURE);
    }

    @Test
    void refusesAnIntermediateThatNamesAnotherRootSerial() {
        issuer.intermediate.setIssuerSerial(1);
        assertThat(reason(issuer.chain())).isEqualTo(Reason.WRONG_ROOT_SERIAL);
    }

    @Test
    void takesTheRootSerialFromTheRoot() {
        issuer.intermediate.setIssuerSerial(-1);
        NoiseRoot root = new NoiseRoot(issuer.rootKey.publicKey(), -1);
        assertThatCode(() -> new CertificateChain(curve, root).verify(issuer.chain(), serverStatic, NOW))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesALeafThatNamesAnotherIntermediate() {
        issuer.leaf.setIssuerSerial(10);
        assertThat(reason(issuer.chain())).isEqualTo(Reason.WRONG_INTERMEDIATE_SERIAL);
    }

    @Test
    void refusesALeafSignedByAnotherKey() {
        issuer.leafSigner = stranger;
        assertThat(reason(issuer.chain())).isEqualTo(Reason.WRONG_INTERMEDIATE_SIGNATURE);
    }

    @Test
    void refusesALeafSignedByTheRootItself() {
        issuer.leafSigner = issuer.rootKey;
        assertThat(reason(issuer.chain())).isEqualTo(Reason.WRONG_INTERMEDIATE_SIGNATURE);
    }

    @Test
    void refusesALeafForAnotherKey() {
        issuer.leaf.setKey(ByteString.copyFrom(stranger.publicKey()));
        assertThat(reason(issuer.chain())).isEqualTo(Reason.WRONG_KEY);
    }

    @Test
    void refusesExpiredCertificates() {
        assertThat(reason(issuer.chain(), NOW.plusSeconds(501), issuer.root())).isEqualTo(Reason.EXPIRED);
        issuer.intermediate.setNotAfter(NOW.getEpochSecond() - 1);
        assertThat(reason(issuer.chain())).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void refusesCertificatesThatAreNotValidYet() {
        assertThat(reason(issuer.chain(), NOW.minusSeconds(501), issuer.root())).isEqualTo(Reason.NOT_YET_VALID);
        issuer.intermediate.setNotBefore(NOW.getEpochSecond() + 1);
        assertThat(reason(issuer.chain())).isEqualTo(Reason.NOT_YET_VALID);
    }

    @Test
    void refusesCertificatesWithoutAnEnd() {
        issuer.leaf.clearNotAfter();
        assertThat(reason(issuer.chain())).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void refusesIncompleteChains() {
        assertThat(reason(new byte[0])).isEqualTo(Reason.MALFORMED);
        assertThat(reason(new byte[] {0x0a, 0x7f})).isEqualTo(Reason.MALFORMED);
        assertThat(reason(issuer.chainBuilder().clearLeaf().build().toByteArray()))
                .isEqualTo(Reason.MALFORMED);
        assertThat(reason(issuer.chainBuilder().clearIntermediate().build().toByteArray()))
                .isEqualTo(Reason.MALFORMED);
        CertChain.Builder shortSignature = issuer.chainBuilder();
        shortSignature.getLeafBuilder().setSignature(ByteString.copyFrom(new byte[63]));
        assertThat(reason(shortSignature.build().toByteArray())).isEqualTo(Reason.MALFORMED);
        CertChain.Builder noDetails = issuer.chainBuilder();
        noDetails.getIntermediateBuilder().clearDetails();
        assertThat(reason(noDetails.build().toByteArray())).isEqualTo(Reason.MALFORMED);
        issuer.intermediate.setKey(ByteString.copyFrom(new byte[33]));
        assertThat(reason(issuer.chain())).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void refusesAChainWithAnyBitOfItsSignedPartsFlipped() {
        CertChain good = issuer.chainBuilder().build();
        byte[] details = good.getLeaf().getDetails().toByteArray();
        for (int i = 0; i < details.length; i++) {
            byte[] changed = details.clone();
            changed[i] ^= 4;
            CertChain.Builder chain = good.toBuilder();
            chain.getLeafBuilder().setDetails(ByteString.copyFrom(changed));
            assertThat(reason(chain.build().toByteArray())).as("byte %d", i).isNotNull();
        }
    }

    @Test
    void namesItsReasonInTheCode() {
        issuer.leaf.setIssuerSerial(10);
        CertificateException failure =
                catchThrowableOfType(CertificateException.class, () -> verify(issuer.chain(), NOW));
        assertThat(failure.code()).isEqualTo("certificate-wrong-intermediate-serial");
        assertThat(failure.isRetryable()).isFalse();
    }

    private void verify(byte[] chain, Instant now) {
        new CertificateChain(curve, issuer.root()).verify(chain, serverStatic, now);
    }

    private Reason reason(byte[] chain) {
        return reason(chain, NOW, issuer.root());
    }

    private Reason reason(byte[] chain, Instant now, NoiseRoot root) {
        CertificateException failure = catchThrowableOfType(
                CertificateException.class, () -> new CertificateChain(curve, root).verify(chain, serverStatic, now));
        assertThat(failure).isNotNull();
        return failure.reason();
    }
}
